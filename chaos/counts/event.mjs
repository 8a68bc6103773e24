/** Events belong to this many groups, in turn. */
export const GROUPS = 8
/** Begins each event, so that its number is read without parsing the rest. */
const OPENING = '{"chaos":'
/** Characters, not code units: a text must not end in the middle of one. */
const FILLER = Array.from({ length: 420 }, (_, length) =>
  [...'鸦巢里的一天 🐦 «rookery» '.repeat(32)].slice(0, length).join(''),
)

/** The group to which an event with this number belongs. */
export const groupOf = (n) => n % GROUPS

/**
 * The text of an event: `n` numbers it, `at` is when it was sent, in Unix milliseconds. The same values give the same text, so that
 * whoever receives one can tell whether it is whole.
 */
export function eventText(n, at, selfId = 10001) {
  const text = FILLER[20 + ((n * 7919) % 400)]
  return (
    `${OPENING}${n},"at":${at},"time":${Math.floor(at / 1000)},"self_id":${selfId},"post_type":"message",` +
    `"message_type":"group","sub_type":"normal","message_id":${n},"group_id":${30001 + groupOf(n)},"user_id":20001,` +
    `"beyond":9007199254740993,"message":[{"type":"text","data":{"text":"${text}"}}],"raw_message":"${text}",` +
    '"font":0,"sender":{"user_id":20001,"nickname":"somebody","card":"","role":"member"}}'
  )
}

/** The text of a message that a row words itself. Its number and time are read as those of any other. */
export function messageText(
  n,
  at,
  { selfId, groupId = 30001, userId = 20001, messageId = n, text = 'hello' },
) {
  return (
    `${OPENING}${n},"at":${at},"time":${Math.floor(at / 1000)},"self_id":${selfId},"post_type":"message",` +
    `"message_type":"group","sub_type":"normal","message_id":${messageId},"group_id":${groupId},"user_id":${userId},` +
    `"message":[{"type":"text","data":{"text":"${text}"}}],"raw_message":"${text}",` +
    `"font":0,"sender":{"user_id":${userId},"nickname":"somebody","card":"","role":"member"}}`
  )
}

/** The number and time of an event of ours; undefined for any other text. */
export function readEvent(text) {
  if (!text.startsWith(OPENING)) return undefined
  const afterNumber = text.indexOf(',', OPENING.length)
  const afterTime = text.indexOf(',', afterNumber + 6)
  return {
    n: Number(text.slice(OPENING.length, afterNumber)),
    at: Number(text.slice(afterNumber + 6, afterTime)),
  }
}
