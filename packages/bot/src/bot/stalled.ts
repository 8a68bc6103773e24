import type { Caller } from '../calls/caller.js'
import { EXPLAIN_VARIABLE } from '../config/read-environment.js'
import { type Incoming, isChat } from '../events/incoming.js'
import { reasonText } from '../explain/reason-texts.js'
import { pageTracer } from '../explain/trace.js'
import type { Log } from '../log.js'
import type { Language } from '../texts/built-in.js'

/** Reports a handler that holds up others: to the log once, to the page of `rookery dev` for each waiting message. */
export function stalledTeller(
  log: Log,
  caller: Caller,
  language: Language,
): (work: string, waiting: readonly Incoming[], isFirst: boolean) => void {
  const tellPage = process.env[EXPLAIN_VARIABLE] === '1' ? pageTracer(caller) : undefined
  return (work, waiting, isFirst) => {
    if (isFirst) tellLog(log, work, waiting)
    const reason = { is: 'waits', with: work } as const
    const explanation = { isTaken: false, reasons: [reason], text: reasonText(reason, language) }
    for (const incoming of waiting) if (isChat(incoming)) tellPage?.(incoming, explanation)
  }
}

function tellLog(log: Log, work: string, waiting: readonly Incoming[]): void {
  const [first] = waiting
  const { group_id, user_id } = Object(first?.event) as Readonly<Record<string, unknown>>
  const where = group_id === undefined || group_id === null ? '' : ` in group ${group_id}`
  const count = waiting.length === 1 ? 'a message waits' : `${waiting.length} messages wait`
  log.warn(
    { account: first?.account.self_id, group_id, user_id, work, waiting: waiting.length },
    `${work} is still at work: ${count} for a minute behind it, of user ${user_id}${where}; a timeoutMs would let it go`,
  )
}
