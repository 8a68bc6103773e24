import { failedReply, type Reply, replyBody } from '@rookery/protocol'
import { type Clock, steadyOf } from '@rookery/transport'
import type { Account } from '../accounts/accounts.js'
import type { Client } from '../clients/clients.js'
import { membersOf } from '../event-members/event-members.js'
import type { JournalEvent } from '../journal/journal.js'
import { type AnsweredMessage, answeredMessage } from './answered-message.js'
import type { CallRequest } from './caller.js'

/** A send that names a group and somebody in it answers his last message there for so long. */
const MENTION_MS = 30_000
/** It is remembered for so long who answered a message. */
const REMEMBERED_MS = 10 * 60_000
/** Messages, speakers and answers that are remembered. */
const MOST = 10_000

interface Spoken {
  readonly message: string
  readonly at: number
}

interface Won {
  readonly client: Client
  readonly at: number
}

/** The right to answer a message, or the reason why another client has it. */
export type Claim =
  | { readonly refusal: Reply }
  | {
      /** Executes the answer; if it fails, another client may answer. */
      settle(execute: () => Reply | Promise<Reply>): Promise<Reply>
    }

/** Lets only the first of the clients with `responder: first` answer a message. */
export class Responders {
  readonly #now: () => number
  /** Messages by account and id: several accounts in a group have an id each for the same one. */
  readonly #messages = new Map<string, string>()
  /** Last messages by account, group and sender. */
  readonly #spoken = new Map<string, Spoken>()
  readonly #won = new Map<string, Won>()

  constructor(clock: Clock) {
    this.#now = steadyOf(clock)
  }

  /** Takes note of a message that may be answered. */
  saw({ selfId }: Account, event: JournalEvent): void {
    if (!event.isMessage || event.isSelfMessage) return
    const { group, user, messageId, seq } = membersOf(event)
    if (messageId === undefined) return
    const message =
      group !== undefined && seq !== undefined ? `group ${group} ${seq}` : `${selfId} ${messageId}`
    renew(this.#messages, `${selfId} ${messageId}`, message)
    if (group !== undefined && user !== undefined)
      renew(this.#spoken, `${selfId} ${group} ${user}`, { message, at: this.#now() })
  }

  /** Claims the message that a call answers; undefined where nobody may be refused. */
  claim({ caller: { client }, call }: CallRequest, account: Account): Claim | undefined {
    if (client.rights.responder !== 'first') return undefined
    const answered = answeredMessage(call)
    const message = answered && this.#messageOf(answered, account)
    if (message === undefined) return undefined
    const won = this.#won.get(message)
    const isOpen = !won || this.#now() - won.at > REMEMBERED_MS
    if (!isOpen && won.client !== client) return { refusal: refuse(won.client) }
    if (!isOpen) return undefined
    const own = { client, at: this.#now() }
    renew(this.#won, message, own)
    return { settle: (execute) => this.#settle(message, own, execute) }
  }

  async #settle(message: string, own: Won, execute: () => Reply | Promise<Reply>): Promise<Reply> {
    let isAnswered = false
    try {
      const reply = await execute()
      isAnswered = mayHaveAnswered(reply)
      return reply
    } finally {
      if (!isAnswered && this.#won.get(message) === own) this.#won.delete(message)
    }
  }

  #messageOf(answered: AnsweredMessage, { selfId }: Account): string | undefined {
    if ('messageId' in answered) {
      const key = `${selfId} ${answered.messageId}`
      return this.#messages.get(key) ?? key
    }
    const { group, users } = answered
    for (const user of users) {
      const spoken = this.#spoken.get(`${selfId} ${group} ${user}`)
      if (spoken && this.#now() - spoken.at <= MENTION_MS) return spoken.message
    }
    return undefined
  }
}

const refuse = ({ name, appId }: Client): Reply =>
  failedReply(
    1409,
    `client ${name ?? appId} has answered this message already; of the clients with responder: first one alone answers`,
  )

/** Whether the answer was given, or may have been. */
function mayHaveAnswered(reply: Reply): boolean {
  const { status, retcode } = replyBody(reply)
  return status !== 'failed' || retcode === 1504
}

/** Sets an entry at the end of a map, which keeps the newest. */
function renew<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key)
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > MOST && oldest !== undefined) map.delete(oldest)
}
