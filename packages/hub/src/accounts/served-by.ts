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

/** The account that a reply names as the one it came from. */
export const servedBy = (reply: Reply): string | undefined => memberOf(reply, ['served_by'])

/** The reply with the account that it came from, as `served_by`, unless it names one already. */
export function replyServedBy(reply: Reply, selfId: string): Reply {
  if (servedBy(reply) !== undefined) return reply
  const parts = spliceObject(reply.bytes, reply.scan, [], [member('served_by', selfId)])
  return readReply(joinParts(parts)) ?? reply
}

/** The id of the message in a reply to something sent. */
export function sentMessageId(reply: Reply): string | undefined {
  const id = memberOf(reply, ['data', 'message_id'])
  return id === '' || id === '0' || id === 'null' ? undefined : id
}

/** The text of a member of a reply, or of an object in it. */
function memberOf({ bytes }: Reply, [name, inner]: readonly [string, string?]): string | undefined {
  const scan = scanObject(bytes, { [name]: inner === undefined ? {} : { [inner]: {} } })
  const outer = scan.members.at(-1)
  const found = inner === undefined ? outer : outer?.inner?.members.at(-1)
  return (
    found && (readString(bytes, found.valueStart, found.end) ?? readText(bytes, found.valueStart, found.end))
  )
}
