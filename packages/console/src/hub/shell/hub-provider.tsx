import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import { AskFailed } from '../../live/ask-failed.js'
import { emptyState } from '../../live/page-state.js'
import { AppContext, type PageContext } from '../../page/app-context.js'
import { Toasts, useToasts } from '../../parts/toasts.js'
import type { PageLanguage } from '../../words/words.js'
import { ApiFailed } from '../live/api-failed.js'
import type { HubStore } from '../live/hub-store.js'
import { failureText } from '../page/failure-text.js'
import { HubAppContext, type HubContext } from '../page/hub-context.js'
import { hubSayIn } from '../words/hub-words.js'

/** Provides the context of the hub's pages, and that of the parts shared with the chat page; shows toasts. */
export function HubProvider(props: {
  readonly store: HubStore
  readonly language: PageLanguage
  readonly children: ComponentChildren
}) {
  const { store, language, children } = props
  const [toasts, toast] = useToasts()
  const hub = useMemo(() => contextOf(store, language, toast), [store, language])
  const app = useMemo(() => sharedContext(hub), [hub])
  return (
    <HubAppContext.Provider value={hub}>
      <AppContext.Provider value={app}>
        {children}
        <Toasts toasts={toasts} />
      </AppContext.Provider>
    </HubAppContext.Provider>
  )
}

function contextOf(store: HubStore, language: PageLanguage, toast: HubContext['toast']): HubContext {
  const say = hubSayIn(language)
  return {
    store,
    language,
    say,
    toast,
    async attempt(what) {
      try {
        return await what()
      } catch (error) {
        if (!(error instanceof ApiFailed)) throw error
        if (error.status !== 401) toast(failureText(error, say), true)
        return undefined
      }
    },
    copy: (text) =>
      void navigator.clipboard.writeText(text).then(
        () => toast(say('copied')),
        () => toast(say('copy_failed'), true),
      ),
  }
}

/** The context of the chat page's parts: a world that is empty, and in which nothing can be done. */
const sharedContext = ({ language, say, toast, copy }: HubContext): PageContext => ({
  store: {
    state: emptyState,
    watch: () => () => undefined,
    ask: refuse,
    act: refuse,
    loadHistory: async () => undefined,
  },
  language,
  say,
  toast,
  copy,
  act: async () => false,
  attempt: async () => undefined,
  // Files of QQ are elsewhere, and are not loaded: they would tell who looks.
  mediaPath: () => undefined,
})

const refuse = async (): Promise<never> => {
  throw new AskFailed('not_connected', '')
}
