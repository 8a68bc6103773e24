import { useEffect } from 'preact/hooks'

/** Registers keys that work everywhere but in fields: digits open pages, `/` goes to the search, `p` pauses. */
export function useConsoleKeys(onHelp: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
        return
      if (isField(event.target)) {
        if (event.key === 'Escape') (event.target as HTMLElement).blur()
        return
      }
      const action = actionOf(event.key, onHelp)
      if (!action) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select, [data-editor]')

function actionOf(key: string, onHelp: () => void): (() => void) | undefined {
  if (key === '?') return onHelp
  if (key === '/') return () => document.querySelector<HTMLElement>('[data-search]')?.focus()
  if (key === 'p') return () => document.querySelector<HTMLElement>('[data-pause]')?.click()
  if (!/^[1-9]$/.test(key)) return undefined
  return () => document.querySelectorAll<HTMLElement>('.nav-link')[Number(key) - 1]?.click()
}
