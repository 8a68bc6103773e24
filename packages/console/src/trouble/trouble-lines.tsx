import { type PageContext, useApp } from '../page/app-context.js'
import { useNicknames } from '../page/use-nicknames.js'
import { usePage } from '../page/use-page.js'
import { BotTrouble } from './bot-trouble.js'
import { faultText } from './fault-text.js'
import { type Trouble, troublesOf } from './troubles-of.js'

/** Reasons why bots may not answer in a chat, above the composer, each with a remedy. */
export function TroubleLines({ chat }: { readonly chat: string }) {
  const app = useApp()
  const accounts = usePage((state) => state.accounts)
  const groups = usePage((state) => state.groups)
  const faults = usePage((state) => state.faults)
  const info = usePage((state) => state.info)
  const nameOf = useNicknames()
  const troubles = troublesOf({ accounts, groups, faults, info }, chat)
  return (
    <div class="troubles" role="status">
      {troubles.map((trouble, at) => {
        if (trouble.is === 'bot') return <BotTrouble key={at} bot={trouble.bot} />
        const { text, mend, onMend } = shownOf(app, trouble, nameOf)
        return (
          <p class="trouble" key={at}>
            <span class="trouble-text">{text}</span>
            <button type="button" class="button button-small" onClick={onMend}>
              {mend}
            </button>
          </p>
        )
      })}
    </div>
  )
}

interface Shown {
  readonly text: string
  readonly mend: string
  readonly onMend: () => void
}

function shownOf(
  { say, store, attempt }: PageContext,
  trouble: Exclude<Trouble, { is: 'bot' }>,
  nameOf: (user_id: number) => string,
): Shown {
  if (trouble.is === 'offline') {
    const { self_id } = trouble
    return {
      text: say('trouble_offline', { name: nameOf(self_id) }),
      mend: say('go_online'),
      onMend: () => void attempt(() => store.ask({ ask: 'online', self_id, online: true })),
    }
  }
  return {
    text: say('trouble_fault', { fault: faultText(trouble.fault, say, nameOf) }),
    mend: say('fault_clear'),
    onMend: () => void attempt(() => store.ask({ ask: 'clear_faults' })),
  }
}
