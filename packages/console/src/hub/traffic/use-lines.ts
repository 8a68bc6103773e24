import { useEffect, useRef, useState } from 'preact/hooks'
import type { TrafficLine } from '../live/traffic-line.js'
import { useHub, useHubState } from '../page/hub-context.js'
import { type LineChoice, LineView } from './line-view.js'

/** The chosen lines. While paused, those that were there. */
export function useLines(choice: LineChoice) {
  const { store } = useHub()
  useHubState(({ traffic }) => traffic)
  const view = useRef<LineView>(undefined)
  view.current ??= new LineView()
  const [held, setHeld] = useState<readonly TrafficLine[]>()
  const live = view.current.read(store.traffic, choice)
  const lines = held ?? live
  const key = JSON.stringify(choice)
  // What is held was chosen otherwise.
  useEffect(() => setHeld((before) => (before ? [...live] : before)), [key])
  return {
    lines,
    isPaused: held !== undefined,
    waiting: held ? live.length - held.length : 0,
    pause: () => setHeld(held ? undefined : [...live]),
  }
}
