import { useEffect, useMemo, useReducer, useState } from 'preact/hooks'
import { AskFailed } from '../live/ask-failed.js'
import type { Store } from '../live/store.js'
import type { App } from '../page/app-context.js'
import { sayIn } from '../words/words.js'
import type { Settings } from './settings.js'

export interface Toast {
  readonly id: number
  readonly text: string
  readonly isBad: boolean
}

const TOAST_MS = 4_000

/** What the parts of the page share, made anew with each change of what is known. */
export function useAppValue(
  store: Store,
  { language }: Settings,
): App & { readonly toasts: readonly Toast[] } {
  const [, redraw] = useReducer<number, void>((times) => times + 1, 0)
  const [toasts, setToasts] = useState<readonly Toast[]>([])
  useEffect(() => store.watch(redraw), [store])
  const say = useMemo(() => sayIn(language), [language])
  const toast = (text: string, isBad = false): void => {
    const id = performance.now()
    setToasts((before) => [...before.slice(-2), { id, text, isBad }])
    setTimeout(() => setToasts((before) => before.filter((each) => each.id !== id)), TOAST_MS)
  }
  const attempt: App['attempt'] = async (what) => {
    try {
      return await what()
    } catch (error) {
      if (!(error instanceof AskFailed)) throw error
      toast(error.code === 'not_connected' ? say('not_connected') : error.inLanguage(language), true)
      return undefined
    }
  }
  return {
    store,
    state: store.state,
    language,
    say,
    toast,
    toasts,
    attempt,
    act: async (by, deed) => (await attempt(() => store.act(by, deed).then(() => true))) ?? false,
    copy: (text) =>
      void navigator.clipboard.writeText(text).then(
        () => toast(say('copied')),
        () => toast(say('copy_failed'), true),
      ),
  }
}
