import { useLayoutEffect, useReducer, useRef } from 'preact/hooks'

/** Something with a state that changes. */
export interface Watchable<S> {
  readonly state: S
  watch(watcher: () => void): () => void
}

/** Selects a value from a state. The component is rendered again when the selected value changes by `Object.is`. */
export function useSelected<S, T>(source: Watchable<S>, select: (state: S) => T): T {
  const [, redraw] = useReducer<number, void>((times) => times + 1, 0)
  const value = select(source.state)
  const drawn = useRef({ select, value })
  drawn.current = { select, value }
  useLayoutEffect(() => {
    const check = () => {
      if (!Object.is(drawn.current.select(source.state), drawn.current.value)) redraw()
    }
    return source.watch(check)
  }, [source])
  return value
}
