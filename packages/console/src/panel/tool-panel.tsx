import { useState } from 'preact/hooks'
import { useApp } from '../page/app-context.js'
import { IconButton } from '../parts/icon.js'
import { ConnectPanel } from './connect-panel.js'
import { WirePanel } from './wire-panel.js'
import { WorldPanel } from './world-panel.js'

const TABS = ['wire', 'world', 'connect'] as const
type Tab = (typeof TABS)[number]

/** What is beside the chats: the wire, the world, and how to connect. */
export function ToolPanel({ onClose }: { readonly onClose: () => void }) {
  const { say, state } = useApp()
  const isAlone = state.info.accounts.every(({ connected }) => connected === 0)
  const [tab, setTab] = useState<Tab>(isAlone && state.wire.length === 0 ? 'connect' : 'wire')
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
