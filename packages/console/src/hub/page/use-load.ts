import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { ApiFailed } from '../live/api-failed.js'
import { failureText } from './failure-text.js'
import { useHub, useHubState } from './hub-context.js'

/** Something that is loaded from the hub: not yet, there, or refused. */
export interface Loaded<T> {
  readonly data: T | undefined
  readonly failure: string | undefined
  readonly isLoading: boolean
  reload(): void
}

/** Loads something when the part is shown, when `inputs` change, and when the hub is back. */
export function useLoad<T>(ask: () => Promise<T>, inputs: readonly unknown[] = []): Loaded<T> {
  const { say } = useHub()
  const isOpen = useHubState(({ status }) => status === 'open')
  const [held, setHeld] = useState<Omit<Loaded<T>, 'reload'>>(NOTHING)
  const turn = useRef(0)
  const load = useCallback(async () => {
    const own = ++turn.current
    setHeld((before) => ({ ...before, isLoading: true }))
    const next = await settled(ask)
    if (turn.current !== own) return
    if ('data' in next) setHeld({ data: next.data, failure: undefined, isLoading: false })
    else setHeld((before) => ({ ...before, failure: failureText(next.failure, say), isLoading: false }))
  }, inputs)
  useEffect(() => {
    if (isOpen) void load()
  }, [load, isOpen])
  useEffect(() => () => void turn.current++, [])
  return { ...held, reload: () => void load() }
}

const NOTHING = { data: undefined, failure: undefined, isLoading: true }

async function settled<T>(
  ask: () => Promise<T>,
): Promise<{ readonly data: T } | { readonly failure: ApiFailed }> {
  try {
    return { data: await ask() }
  } catch (error) {
    if (error instanceof ApiFailed) return { failure: error }
    throw error
  }
}
