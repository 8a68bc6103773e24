import type { PageInfo } from '@rookery/sandbox'
import { useApp } from '../page/app-context.js'
import { usePage } from '../page/use-page.js'
import { IconButton } from '../parts/icon.js'
import type { Say } from '../words/words.js'
import type { Settings, Theme } from './settings.js'

export interface TopBarProps {
  readonly settings: Settings
  readonly onSettings: (settings: Settings) => void
  readonly isSplit: boolean
  readonly hasTools: boolean
  readonly split: () => void
  readonly tools: () => void
  readonly help: () => void
}

const NEXT_THEME: Readonly<Record<Theme, Theme>> = { auto: 'light', light: 'dark', dark: 'auto' }

/** The bar at the top: the bots' connection status, and the page's settings. */
export function TopBar(props: TopBarProps) {
  const { settings, onSettings, isSplit, hasTools, split, tools, help } = props
  const { say } = useApp()
  const language = settings.language === 'zh' ? 'en' : 'zh'
  const theme = NEXT_THEME[settings.theme]
  return (
    <header class="top-bar">
      <img class="logo" src="/icon.svg" alt="" />
      <strong class="brand">Rookery</strong>
      <ConnectionButton onClick={hasTools ? undefined : tools} />
      <span class="spring" />
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
      <IconButton name="split" class="not-narrow" label={say('split')} pressed={isSplit} onClick={split} />
      <IconButton name="help" class="not-narrow" label={say('help')} onClick={help} />
      <IconButton name="tools" label={say('tools')} pressed={hasTools} onClick={tools} />
    </header>
  )
}

function ConnectionButton({ onClick }: { readonly onClick: (() => void) | undefined }) {
  const { say } = useApp()
  const shown = connectionOf(
    usePage(({ info }) => info),
    say,
  )
  return (
    <button type="button" class={`state ${shown.class}`} onClick={onClick}>
      {shown.text}
    </button>
  )
}

/** Connection status of the bots, in a few words. */
function connectionOf(info: PageInfo, say: Say): { readonly class: string; readonly text: string } {
  const n = info.accounts.reduce((sum, account) => sum + account.connected, 0)
  if (info.bot)
    return { class: 'state-bad', text: say(info.bot.is === 'crashed' ? 'bot_crashed' : 'bot_stopped') }
  if (n === 0) return { class: '', text: say('nobody_connected') }
  return { class: 'state-on', text: say('connected_n', { n }) }
}
