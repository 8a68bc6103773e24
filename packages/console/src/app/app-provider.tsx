import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import { AskFailed } from '../live/ask-failed.js'
import type { PageStore } from '../live/store.js'
import { mediaPath } from '../message/segment-data.js'
import { AppContext, type PageContext } from '../page/app-context.js'
import { Toasts, useToasts } from '../parts/toasts.js'
import { type PageLanguage, sayIn } from '../words/words.js'

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
      <Toasts toasts={toasts} />
    </AppContext.Provider>
  )
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
    mediaPath,
    copy: (text) =>
      void navigator.clipboard.writeText(text).then(
        () => toast(say('copied')),
        () => toast(say('copy_failed'), true),
      ),
  }
}
