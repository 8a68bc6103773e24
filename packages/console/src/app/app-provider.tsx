import type { ComponentChildren } from 'preact'
import { useCallback, useMemo, useState } from 'preact/hooks'
import { AskFailed } from '../live/ask-failed.js'
import type { PageStore } from '../live/store.js'
import { AppContext, type PageContext } from '../page/app-context.js'
import { type PageLanguage, sayIn } from '../words/words.js'

interface Toast {
  readonly id: number
  readonly text: string
  readonly isBad: boolean
}

const TOAST_MS = 4_000

/** Provides the page context, and shows toasts. */
export function AppProvider(props: {
  readonly store: PageStore
  readonly language: PageLanguage
  readonly children: ComponentChildren
}) {
  const { store, language, children } = props
  const [toasts, toast] = useToasts()
  const app = useMemo(() => appOf(store, language, toast), [store, language])
  return (
    <AppContext.Provider value={app}>
      {children}
      <div class="toasts" role="status">
        {toasts.map(({ id, text, isBad }) => (
          <p key={id} class={isBad ? 'toast toast-bad' : 'toast'}>
            {text}
          </p>
        ))}
      </div>
    </AppContext.Provider>
  )
}

function useToasts(): readonly [readonly Toast[], PageContext['toast']] {
  const [toasts, setToasts] = useState<readonly Toast[]>([])
  const toast = useCallback((text: string, isBad = false): void => {
    const id = performance.now()
    setToasts((before) => [...before.slice(-2), { id, text, isBad }])
    setTimeout(() => setToasts((before) => before.filter((each) => each.id !== id)), TOAST_MS)
  }, [])
  return [toasts, toast]
}

function appOf(store: PageStore, language: PageLanguage, toast: PageContext['toast']): PageContext {
  const say = sayIn(language)
  const attempt: PageContext['attempt'] = async (what) => {
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
    language,
    say,
    toast,
    attempt,
    act: async (by, deed) => (await attempt(() => store.act(by, deed).then(() => true))) ?? false,
    copy: (text) =>
      void navigator.clipboard.writeText(text).then(
        () => toast(say('copied')),
        () => toast(say('copy_failed'), true),
      ),
  }
}
