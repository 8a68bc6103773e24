import { useEffect, useState } from 'preact/hooks'
import { applySettings, keepSettings, readSettings, type Settings } from './settings.js'

/** Settings of the page, applied and kept as they change. */
export function useSettings(): readonly [settings: Settings, change: (next: Settings) => void] {
  const [settings, setSettings] = useState(readSettings)
  useEffect(() => applySettings(settings), [settings])
  const change = (next: Settings): void => {
    keepSettings(next)
    setSettings(next)
  }
  return [settings, change]
}
