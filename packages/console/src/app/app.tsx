import { useState } from 'preact/hooks'
import type { PageStore } from '../live/store.js'
import { useApp } from '../page/app-context.js'
import { usePage } from '../page/use-page.js'
import { ToolPanel } from '../panel/tool-panel.js'
import { AppProvider } from './app-provider.js'
import { Help } from './help.js'
import type { Settings } from './settings.js'
import { SideView } from './side-view.js'
import type { Side } from './sides.js'
import { TopBar } from './top-bar.js'
import { useSettings } from './use-settings.js'
import { useShortcuts } from './use-shortcuts.js'
import { otherSide, useSides } from './use-sides.js'

/** The whole page. */
export function App({ store }: { readonly store: PageStore }) {
  const [settings, change] = useSettings()
  return (
    <AppProvider store={store} language={settings.language}>
      <Page settings={settings} onSettings={change} />
    </AppProvider>
  )
}

interface PageProps {
  readonly settings: Settings
  readonly onSettings: (settings: Settings) => void
}

function Page({ settings, onSettings }: PageProps) {
  const { store } = useApp()
  const [sides, setSides] = useSides()
  const [hasHelp, setHelp] = useState(false)
  const [hasTools, setTools] = useState(() => window.innerWidth > 1180)
  const isReady = usePage(({ ready }) => ready)
  const isSplit = sides.length > 1
  const split = () => setSides(isSplit ? sides.slice(0, 1) : [...sides, ...otherSide(store.state, sides)])
  const shortcuts = { help: () => setHelp(true), tools: () => setTools(!hasTools), split }
  useShortcuts(shortcuts)
  return (
    <>
      <div class={hasTools ? 'page page-tools' : 'page'}>
        <TopBar {...{ settings, onSettings, isSplit, hasTools }} {...shortcuts} />
        <Sides isReady={isReady} sides={sides} onSides={setSides} />
        {hasTools && isReady ? <ToolPanel onClose={() => setTools(false)} /> : null}
      </div>
      <LostLine />
      {hasHelp ? <Help onClose={() => setHelp(false)} /> : null}
    </>
  )
}

function Sides(props: {
  readonly isReady: boolean
  readonly sides: readonly Side[]
  readonly onSides: (sides: readonly Side[]) => void
}) {
  const { isReady, sides, onSides } = props
  const { say } = useApp()
  const [active, setActive] = useState(0)
  const change = (at: number, next: Side) => onSides(sides.map((each, index) => (index === at ? next : each)))
  if (!isReady || sides.length === 0) {
    return (
      <div class="sides">
        <p class="no-chat dim">{say(isReady ? 'nobody_here' : 'loading')}</p>
      </div>
    )
  }
  return (
    <div class="sides">
      {sides.map((side, at) => (
        <SideView
          key={at}
          side={side}
          isActive={at === Math.min(active, sides.length - 1)}
          onActive={() => setActive(at)}
          onSide={(next) => change(at, next)}
        />
      ))}
    </div>
  )
}

function LostLine() {
  const { say } = useApp()
  const isLost = usePage(({ status }) => status === 'lost')
  return isLost ? <p class="lost">{say('connection_lost')}</p> : null
}
