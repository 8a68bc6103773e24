import { useEffect, useState } from 'preact/hooks'
import { chatsOf } from '../live/chats-of.js'
import type { PageState } from '../live/page-state.js'
import type { Store } from '../live/store.js'
import { AppContext } from '../page/app-context.js'
import { ToolPanel } from '../panel/tool-panel.js'
import { Help } from './help.js'
import { applySettings, keepSettings, readSettings, type Settings } from './settings.js'
import { SideView } from './side-view.js'
import { readSides, type Side, writeSides } from './sides.js'
import { TopBar } from './top-bar.js'
import { useAppValue } from './use-app.js'
import { useShortcuts } from './use-shortcuts.js'

/** The whole page. */
export function App({ store }: { readonly store: Store }) {
  const [settings, setSettings] = useState(readSettings)
  const app = useAppValue(store, settings)
  const [chosen, setSides] = useState(() => readSides(location.hash))
  const [active, setActive] = useState(0)
  const [hasHelp, setHelp] = useState(false)
  const [hasTools, setTools] = useState(() => window.innerWidth > 1180)
  const { state, say } = app
  const sides = knownSides(state, chosen)
  useEffect(() => applySettings(settings), [settings])
  useEffect(() => {
    if (state.ready) history.replaceState(null, '', writeSides(sides))
  })
  useEffect(() => {
    const read = () => setSides(readSides(location.hash))
    window.addEventListener('hashchange', read)
    return () => window.removeEventListener('hashchange', read)
  }, [])
  const change = (next: Settings) => {
    keepSettings(next)
    setSettings(next)
  }
  const split = () => setSides(sides.length > 1 ? sides.slice(0, 1) : [...sides, ...otherSide(state, sides)])
  const shortcuts = { help: () => setHelp(true), tools: () => setTools(!hasTools), split }
  useShortcuts(shortcuts)
  return (
    <AppContext.Provider value={app}>
      <div class={hasTools ? 'page page-tools' : 'page'}>
        <TopBar
          {...shortcuts}
          settings={settings}
          onSettings={change}
          isSplit={sides.length > 1}
          hasTools={hasTools}
        />
        <div class="sides">
          {state.ready ? (
            sides.map((side, at) => (
              <SideView
                key={at}
                side={side}
                isActive={at === Math.min(active, sides.length - 1)}
                onActive={() => setActive(at)}
                onSide={(next) => setSides(sides.map((each, index) => (index === at ? next : each)))}
              />
            ))
          ) : (
            <p class="no-chat dim">{say('loading')}</p>
          )}
          {state.ready && sides.length === 0 ? <p class="no-chat dim">{say('nobody_here')}</p> : null}
        </div>
        {hasTools && state.ready ? <ToolPanel onClose={() => setTools(false)} /> : null}
      </div>
      {state.status === 'lost' ? <p class="lost">{say('connection_lost')}</p> : null}
      {hasHelp ? <Help onClose={() => setHelp(false)} /> : null}
      <div class="toasts" role="status">
        {app.toasts.map(({ id, text, isBad }) => (
          <p key={id} class={isBad ? 'toast toast-bad' : 'toast'}>
            {text}
          </p>
        ))}
      </div>
    </AppContext.Provider>
  )
}

/** Sides of people that there are; somebody at least. */
function knownSides(state: PageState, chosen: readonly Side[]): readonly Side[] {
  const known = chosen.filter(({ me }) => state.users.has(me))
  return known.length > 0 ? known : otherSide(state, [])
}

/** Somebody who is on no side yet, a person before an account, in a chat with the first. */
function otherSide(state: PageState, taken: readonly Side[]): readonly Side[] {
  const ids = [...state.users.keys()].filter((id) => taken.every(({ me }) => me !== id))
  const me = ids.find((id) => !state.accounts.has(id)) ?? ids[0]
  if (me === undefined) return []
  const own = chatsOf(state, me).filter(({ isOwn }) => isOwn)
  const chat =
    own.find(({ key }) => key === taken[0]?.chat) ??
    (taken.length > 0 || window.innerWidth > 700 ? own[0] : undefined)
  return [chat ? { me, chat: chat.key } : { me }]
}
