import {
  joinParts,
  member,
  type Reply,
  readReply,
  readString,
  readText,
  scanObject,
  spliceObject,
} from '@rookery/protocol'
import type { Account } from '../accounts/accounts.js'
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
    const id = memberOf(reply, ['data', 'message_id'])
    if (id === undefined || id === '' || id === '0' || id === 'null') return
    const messages = this.#clients.get(client) ?? new Map<string, string>()
    this.#clients.set(client, messages)
    this.#isUsed = true
    messages.delete(id)
    messages.set(id, servedBy(reply) ?? selfId)
    const [oldest] = messages.keys()
    if (messages.size > MOST_MESSAGES && oldest !== undefined) messages.delete(oldest)
  }
}

/** The reply with the account that it came from, as `served_by`, unless it names one already. */
export function replyServedBy(reply: Reply, { selfId }: Account): Reply {
  if (servedBy(reply) !== undefined) return reply
  const parts = spliceObject(reply.bytes, reply.scan, [], [member('served_by', selfId)])
  return readReply(joinParts(parts)) ?? reply
}

const servedBy = (reply: Reply): string | undefined => memberOf(reply, ['served_by'])

/** The request whose replies in parts name the account, too. */
export const requestServedBy = (request: CallRequest, account: Account): CallRequest => ({
  ...request,
  sendPart: (part) => request.sendPart(replyServedBy(part, account)),
})

/** The text of a member of a reply, or of an object in it. */
function memberOf({ bytes }: Reply, [name, inner]: readonly [string, string?]): string | undefined {
  const scan = scanObject(bytes, { [name]: inner === undefined ? {} : { [inner]: {} } })
  const outer = scan.members.at(-1)
  const found = inner === undefined ? outer : outer?.inner?.members.at(-1)
  return (
    found && (readString(bytes, found.valueStart, found.end) ?? readText(bytes, found.valueStart, found.end))
  )
}
