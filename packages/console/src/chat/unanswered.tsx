import type { PageMessage } from '@rookery/sandbox'
import { nameIn } from '../live/look-up.js'
import { useApp } from '../page/app-context.js'

/** Beside a message that a bot did nothing about: why, as the bot explains it. */
export function Unanswered({ message }: { readonly message: PageMessage }) {
  const { state, say } = useApp()
  return (
    <>
      {state.explained.get(message.message_id)?.map(({ self_id, text }) => (
        <details key={self_id} class="unanswered">
          <summary>{say('unanswered', { name: nameIn(state, message.chat, self_id) })}</summary>
          <p>{text}</p>
        </details>
      ))}
    </>
  )
}
