import type { Account } from '../accounts/account.js'
import type { CommandKit } from '../commands/make-commands.js'
import type { Mailboxes } from '../conversations/mailboxes.js'
import type { Trace } from '../engine/engine.js'
import type { Bus } from '../events/bus.js'
import type { IncomingChat } from '../events/incoming.js'
import type { Intents } from '../intents/intents.js'
import type { Log } from '../log.js'
import type { Session } from '../session/session.js'
import type { Talk } from '../talk/talk.js'
import { type ExplainView, explainVerdict } from './explain.js'
import type { Explanation } from './reasons.js'

interface ExplainedParts {
  readonly handlers: Bus<Session>
  readonly mailboxes: Mailboxes
  readonly commands: CommandKit
  readonly intents: Pick<Intents, 'explain'>
  readonly talk: Talk
}

/** Builds the view of a bot that explanations read. */
export const viewOf = ({ handlers, mailboxes, commands, intents, talk }: ExplainedParts): ExplainView => ({
  books: commands.books,
  gate: commands.gate,
  language: commands.texts.language,
  heardBy: (incoming) => incoming.names.filter((name) => handlers.has(name, incoming.event)),
  decide: (incoming) => commands.router.decide(incoming, mailboxes.situationOf(incoming)),
  busyWith: (incoming) => mailboxes.busyWith(incoming),
  intents: (incoming) => intents.explain(incoming),
  isTalk: (incoming) => talk.isHeard(incoming) && !commands.router.hint(incoming),
})

/** Called with the explanation of every message. */
export type Tracer = (incoming: IncomingChat, explanation: Explanation) => void

/** Logs explanations. */
export const logTracer =
  (log: Log): Tracer =>
  ({ account, event: { message_id, user_id } }, { text }) =>
    log.info(
      { account: account.self_id, message_id, user_id },
      `message ${message_id} of ${user_id}: ${text.replaceAll('\n', '; ')}`,
    )

/** Calls an action of an account. */
interface ActionCaller {
  call(action: string, args: readonly unknown[], account: Account): Promise<unknown>
}

/** Sends explanations of messages that nothing takes to a sandbox; its page shows them beside the messages. */
export const pageTracer =
  (calling: ActionCaller): Tracer =>
  ({ account, event: { message_id } }, { isTaken, text }) => {
    if (isTaken) return
    // Other implementations do not know this action, and the answer does not matter.
    calling.call('.explain_message', [{ message_id, text }], account).catch(() => {})
  }

/** Calls all tracers for every message; undefined if there are none. */
export function traceBy(view: ExplainView, tracers: readonly Tracer[]): Trace | undefined {
  if (tracers.length === 0) return undefined
  // Unless it is refused at once, its turn has come: it waits for nothing any more.
  const inTurn = { ...view, busyWith: () => undefined }
  return (incoming, verdict) => {
    const explanation = explainVerdict(incoming, verdict, verdict.is === 'busy' ? view : inTurn)
    for (const tracer of tracers) tracer(incoming, explanation)
  }
}
