import { failedReply, type Reply, replyBody } from '@rookery/protocol'
import { type Clock, steadyOf } from '@rookery/transport'
import type { Account } from '../accounts/accounts.js'
import type { Client } from '../clients/clients.js'
import { membersOf } from '../event-members/event-members.js'
import type { EventScope, JournalEvent } from '../journal/journal.js'
import { type AnsweredMessage, answeredMessage } from './answered-message.js'
import type { CallRequest } from './caller.js'

/** A send that names a group and somebody in it answers his last message there for so long. */
const MENTION_MS = 30_000
/** It is remembered for so long who answered a message. */
const REMEMBERED_MS = 10 * 60_000
/** Messages, speakers and answers that are remembered. */
const MOST = 10_000

/** A message that may be answered. */
interface Spoken {
  /** Identity of the message. */
  readonly message: string
  readonly at: number
  /** Keys of the scopes that see it. */
  readonly seenIn: ReadonlySet<string>
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

/** Tells whether a scope sees an event. */
type Sees = (scope: EventScope, event: JournalEvent) => boolean

/** Lets only the first of the clients with `responder: first` answer a message. */
export class Responders {
  readonly #now: () => number
  readonly #sees: Sees
  #isOn = false
  /** Scopes of the clients with `responder: first`, by their keys. */
  #scopes: ReadonlyMap<string, EventScope> = new Map()
  /** Messages by account and id: several accounts in a group have an id each for the same one. */
  readonly #messages = new Map<string, Spoken>()
  /** Last messages by account, group and sender. */
  readonly #spoken = new Map<string, Spoken>()
  readonly #won = new Map<string, Won>()

  constructor(clock: Clock, sees: Sees) {
    this.#now = steadyOf(clock)
    this.#sees = sees
  }

  /** Goes by the clients of the config as they are now. */
  configure(clients: readonly Client[]): void {
    const responders = clients.filter(({ rights }) => rights.responder === 'first')
    this.#isOn = responders.length > 0
    const scopes = responders.flatMap(({ rights: { scope } }) => scope ?? [])
    this.#scopes = new Map(scopes.map((scope) => [scope.key, scope]))
  }

  /** Takes note of a message that may be answered. */
  saw({ selfId }: Account, event: JournalEvent): void {
    if (!this.#isOn || !event.isMessage || event.isSelfMessage) return
    const { group, user, messageId, seq } = membersOf(event)
    if (messageId === undefined) return
    const message =
      group !== undefined && seq !== undefined ? `group ${group} ${seq}` : `${selfId} ${messageId}`
    const spoken = { message, at: this.#now(), seenIn: this.#seenIn(event) }
    renew(this.#messages, `${selfId} ${messageId}`, spoken)
    if (group !== undefined && user !== undefined) renew(this.#spoken, `${selfId} ${group} ${user}`, spoken)
  }

  /**
   * Claims the message that a call answers; undefined where nobody may be refused. What a client does not see it cannot claim,
   * nor does it learn who has.
   */
  claim({ caller: { client }, call }: CallRequest, account: Account): Claim | undefined {
    if (client.rights.responder !== 'first') return undefined
    const answered = answeredMessage(call)
    const message = answered && this.#messageOf(answered, account, client)
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

  #messageOf(
    answered: AnsweredMessage,
    { selfId }: Account,
    { rights: { scope } }: Client,
  ): string | undefined {
    const isSeen = ({ seenIn }: Spoken): boolean => scope === undefined || seenIn.has(scope.key)
    if ('messageId' in answered) {
      const key = `${selfId} ${answered.messageId}`
      const spoken = this.#messages.get(key)
      if (spoken) return isSeen(spoken) ? spoken.message : undefined
      return scope === undefined ? key : undefined
    }
    const { group, users } = answered
    for (const user of users) {
      const spoken = this.#spoken.get(`${selfId} ${group} ${user}`)
      if (spoken && isSeen(spoken) && this.#now() - spoken.at <= MENTION_MS) return spoken.message
    }
    return undefined
  }

  #seenIn(event: JournalEvent): ReadonlySet<string> {
    if (this.#scopes.size === 0) return NONE
    const seeing = [...this.#scopes.values()].filter((scope) => this.#sees(scope, event))
    return new Set(seeing.map(({ key }) => key))
  }
}

const NONE: ReadonlySet<string> = new Set()

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
