import { useLayoutEffect, useReducer, useRef } from 'preact/hooks'
import type { PageState } from '../live/page-state.js'
import { useApp } from './app-context.js'

/**
 * Selects a value from the state of the page. The component is rendered again when the selected value changes by
 * `Object.is`; select a part of the state, or a primitive made from it. A new object each time would render it with
 * every frame.
 */
export function usePage<T>(select: (state: PageState) => T): T {
  const { store } = useApp()
  const [, redraw] = useReducer<number, void>((times) => times + 1, 0)
  const value = select(store.state)
  const drawn = useRef({ select, value })
  drawn.current = { select, value }
  useLayoutEffect(() => {
    const check = () => {
      if (!Object.is(drawn.current.select(store.state), drawn.current.value)) redraw()
    }
    return store.watch(check)
  }, [store])
  return value
}
