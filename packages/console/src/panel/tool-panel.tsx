import { useState } from 'preact/hooks'
import type { PageState } from '../live/page-state.js'
import { useApp } from '../page/app-context.js'
import { IconButton } from '../parts/icon.js'
import { ConnectPanel } from './connect-panel.js'
import { WirePanel } from './wire-panel.js'
import { WorldPanel } from './world-panel.js'

const TABS = ['wire', 'world', 'connect'] as const
type Tab = (typeof TABS)[number]

/** The first tab: how to connect, if no bot is connected and no traffic was recorded. */
function firstTab({ info, wire }: PageState): Tab {
  const isAlone = info.accounts.every(({ connected }) => connected === 0)
  return isAlone && wire.length === 0 ? 'connect' : 'wire'
}

/** Panel beside the chats, with tabs for the wire, the world and connecting. */
export function ToolPanel({ onClose }: { readonly onClose: () => void }) {
  const { say, store } = useApp()
  const [tab, setTab] = useState(() => firstTab(store.state))
  return (
    <aside class="tools" aria-label={say('tools')}>
      <header class="panel-head">
        <div class="tabs" role="tablist">
          {TABS.map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              class="tab"
              aria-selected={name === tab}
              onClick={() => setTab(name)}
            >
              {say(name)}
            </button>
          ))}
        </div>
        <IconButton name="close" label={say('close')} onClick={onClose} />
      </header>
      {tab === 'wire' ? <WirePanel /> : null}
      {tab === 'world' ? <WorldPanel /> : null}
      {tab === 'connect' ? <ConnectPanel /> : null}
    </aside>
  )
}
