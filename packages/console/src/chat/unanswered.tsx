import type { Explained, PageMessage } from '@rookery/sandbox'
import { nameIn } from '../live/look-up.js'
import { useApp } from '../page/app-context.js'
import { usePage } from '../page/use-page.js'

/** The bot's explanation of why it did nothing about a message. */
export function Unanswered({ message }: { readonly message: PageMessage }) {
  const explained = usePage((state) => state.explained.get(message.message_id))
  return (
    <>
      {explained?.map((each) => (
        <Explanation key={each.self_id} explained={each} chat={message.chat} />
      ))}
    </>
  )
}

function Explanation({ explained, chat }: { readonly explained: Explained; readonly chat: string }) {
  const { say } = useApp()
  const name = usePage((state) => nameIn(state, chat, explained.self_id))
  return (
    <details class="unanswered">
      <summary>{say('unanswered', { name })}</summary>
      <p>{explained.text}</p>
    </details>
  )
}
