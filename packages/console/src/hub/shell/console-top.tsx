import type { Settings, Theme } from '../../app/settings.js'
import { IconButton } from '../../parts/icon.js'
import { useHub, useHubState } from '../page/hub-context.js'

const NEXT_THEME: Readonly<Record<Theme, Theme>> = { auto: 'light', light: 'dark', dark: 'auto' }

/** The bar at the top: the connection to the hub, who is logged in, and the page's settings. */
export function ConsoleTop(props: {
  readonly settings: Settings
  readonly onSettings: (settings: Settings) => void
  readonly onHelp: () => void
}) {
  const { settings, onSettings, onHelp } = props
  const { say } = useHub()
  const language = settings.language === 'zh' ? 'en' : 'zh'
  const theme = NEXT_THEME[settings.theme]
  return (
    <header class="top-bar">
      <img class="logo" src="icon.svg" alt="" />
      <strong class="brand">Rookery</strong>
      <LineState />
      <span class="spring" />
      <Viewer />
      <button
        type="button"
        class="text-button"
        onClick={() => onSettings({ ...settings, language })}
        lang={language === 'zh' ? 'zh-CN' : 'en'}
      >
        {language === 'zh' ? '中文' : 'English'}
      </button>
      <IconButton
        name="moon"
        label={`${say('theme')}: ${say(`theme_${settings.theme}`)}`}
        onClick={() => onSettings({ ...settings, theme })}
      />
      <IconButton name="help" class="not-narrow" label={say('help')} onClick={onHelp} />
      <LogoutButton />
    </header>
  )
}

function LineState() {
  const { say } = useHub()
  const status = useHubState((page) => page.status)
  if (status === 'open') return <span class="state state-on">{say('hub_open')}</span>
  return status === 'lost' ? <span class="state state-bad">{say('hub_lost_short')}</span> : null
}

function Viewer() {
  const { say } = useHub()
  const isViewer = useHubState(({ session }) => session?.realm === 'viewer')
  return isViewer ? (
    <span class="badge badge-owner" title={say('viewer_hint')}>
      {say('viewer')}
    </span>
  ) : null
}

function LogoutButton() {
  const { say, store } = useHub()
  const isIn = useHubState(({ session }) => session !== undefined)
  return isIn ? <IconButton name="leave" label={say('logout')} onClick={() => void store.logout()} /> : null
}
