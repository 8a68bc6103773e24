import { useEffect, useState } from 'preact/hooks'
import type { Settings } from '../../app/settings.js'
import { useSettings } from '../../app/use-settings.js'
import type { HubStore } from '../live/hub-store.js'
import { useHub, useHubState, useIsAdmin } from '../page/hub-context.js'
import { ADMIN_PAGES, type Route, useRoute } from '../page/route.js'
import { ConsoleHelp } from './console-help.js'
import { ConsoleNav } from './console-nav.js'
import { ConsoleTop } from './console-top.js'
import { HubProvider } from './hub-provider.js'
import { Login } from './login.js'
import { PageOf } from './page-of.js'
import { RestartNotice } from './restart-notice.js'
import { useConsoleKeys } from './use-console-keys.js'

/** All pages of the hub. */
export function ConsoleApp({ store }: { readonly store: HubStore }) {
  const [settings, change] = useSettings()
  return (
    <HubProvider store={store} language={settings.language}>
      <Frame settings={settings} onSettings={change} />
    </HubProvider>
  )
}

interface FrameProps {
  readonly settings: Settings
  readonly onSettings: (settings: Settings) => void
}

function Frame({ settings, onSettings }: FrameProps) {
  const { say, store } = useHub()
  const isOut = useHubState(({ status }) => status === 'out')
  const route = useRoute()
  const [hasHelp, setHelp] = useState(false)
  useConsoleKeys(() => setHelp(true))
  useEffect(() => hurryWhenSeen(() => store.hurry()), [store])
  return (
    <div class={isOut ? 'console console-out' : 'console'}>
      {/* biome-ignore lint/a11y/useValidAnchor: it leads to a place on the page; the address names the page */}
      <a class="skip-link" href="#content" onClick={focusContent}>
        {say('skip_to_content')}
      </a>
      <ConsoleTop settings={settings} onSettings={onSettings} onHelp={() => setHelp(true)} />
      {isOut ? null : <ConsoleNav page={route.page} />}
      <main class="console-main" id="content" tabIndex={-1}>
        {isOut ? <Login /> : <Content route={route} />}
      </main>
      <RestartNotice />
      {hasHelp ? <ConsoleHelp onClose={() => setHelp(false)} /> : null}
    </div>
  )
}

/** Moves the focus without a change of the address, which names the page. */
function focusContent(event: Event): void {
  event.preventDefault()
  document.getElementById('content')?.focus()
}

function Content({ route }: { readonly route: Route }) {
  const { say } = useHub()
  const isAdmin = useIsAdmin()
  const isKnown = useHubState(({ hub }) => hub !== undefined)
  const isLost = useHubState(({ status }) => status === 'lost')
  useEffect(() => {
    document.title = `${say(`page_${route.page}`)} · Rookery`
  }, [route.page, say])
  return (
    <>
      {isLost ? (
        <p class="lost-line" role="status">
          {say(isKnown ? 'hub_lost' : 'unreachable')}
        </p>
      ) : null}
      {isKnown ? (
        <PageOf route={!isAdmin && ADMIN_PAGES.has(route.page) ? { page: 'overview', query: {} } : route} />
      ) : isLost ? null : (
        <p class="page-pad dim">{say('hub_starting')}</p>
      )}
    </>
  )
}

/** Dials at once when the window is looked at again, or the machine is online again. */
function hurryWhenSeen(hurry: () => void): () => void {
  const onSeen = () => {
    if (document.visibilityState === 'visible') hurry()
  }
  document.addEventListener('visibilitychange', onSeen)
  window.addEventListener('online', hurry)
  return () => {
    document.removeEventListener('visibilitychange', onSeen)
    window.removeEventListener('online', hurry)
  }
}
