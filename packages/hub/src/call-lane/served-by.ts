import type { Reply } from '@rookery/protocol'
import type { Account } from '../accounts/accounts.js'
import { replyServedBy, sentMessageId, servedBy } from '../accounts/served-by.js'
import type { Client } from '../clients/clients.js'
import type { CallRequest } from './caller.js'

/** Messages of one client whose account is remembered. */
const MOST_MESSAGES = 1_000

/** Remembers by which account a message was sent, where a client did not name the account itself. */
export class ServedMessages {
  readonly #clients = new WeakMap<Client, Map<string, string>>()
  #isUsed = false

  /** Whether any message of this client is remembered. */
  has(client: Client): boolean {
    return this.#isUsed && this.#clients.has(client)
  }

  /** The account that a message of this client belongs to. */
  accountOf(client: Client, messageId: string): string | undefined {
    return this.#clients.get(client)?.get(messageId)
  }

  /** Remembers the account of the message in a reply. */
  note(client: Client, { selfId }: Account, reply: Reply): void {
    const id = sentMessageId(reply)
    if (id === undefined) return
    const messages = this.#clients.get(client) ?? new Map<string, string>()
    this.#clients.set(client, messages)
    this.#isUsed = true
    messages.delete(id)
    messages.set(id, servedBy(reply) ?? selfId)
    const [oldest] = messages.keys()
    if (messages.size > MOST_MESSAGES && oldest !== undefined) messages.delete(oldest)
  }
}

/** The request whose replies in parts name the account, too. */
export const requestServedBy = (request: CallRequest, { selfId }: Account): CallRequest => ({
  ...request,
  sendPart: (part) => request.sendPart(replyServedBy(part, selfId)),
})
