/**
 * Compares what was emitted with what one application read in its lives, that is over each of its connections.
 *
 * Each life must be a gapless, ordered stretch of `emitted`; each may repeat the end of the one before it, as far as that
 * was not acknowledged; the last must reach the end. Returns what is wrong, in words, and how many came twice.
 */
export function judgeDelivery(emitted, lives) {
  const position = new Map(emitted.map((id, index) => [id, index]))
  const problems = []
  let expected = 0
  let repeated = 0
  for (const [index, ids] of lives.entries()) {
    const life = lives.length > 1 ? `life ${index + 1}: ` : ''
    const read = ids.map((id) => position.get(id))
    problems.push(...orderProblems(read).map((problem) => life + problem))
    const first = read[0] ?? expected
    if (first > expected) problems.push(`${life}${first - expected} missing before its first message`)
    repeated += Math.max(0, expected - first)
    expected = Math.max(expected, (read.at(-1) ?? -1) + 1)
  }
  if (expected < emitted.length) problems.push(`${emitted.length - expected} missing at the end`)
  return { problems, repeated }
}

function orderProblems(read) {
  if (read.includes(undefined)) return ['a message that was never emitted']
  const at = read.findIndex((position, index) => index > 0 && position !== read[index - 1] + 1)
  return at === -1 ? [] : [`number ${read[at]} right after number ${read[at - 1]}`]
}

/** What was sent within this time before a kill may have been in the buffers of the process that was killed. */
const mayBeLostMs = 50

/**
 * Compares what an implementation sent with what one program handled, through kills of what is between them: a kill lasts from
 * `at` until `backAt`. Owed is whatever was sent from the first message that the program handled to message `until`, except for
 * the last moment before each kill and the time until its return. The program may be given messages a second time once, after
 * the kill of the hub. Returns what is wrong, in words, how many were owed, how many came twice, and how long before that kill
 * the oldest of these was sent.
 */
export function judgeThroughKills({ sent, handled, hubKill, otherKills, until }) {
  const sentAt = new Map(sent.map(({ message_id, at }) => [message_id, at]))
  const kills = [hubKill, ...otherKills]
  const isOwed = ({ message_id, at }) =>
    message_id >= handled[0] &&
    message_id <= until &&
    !kills.some((kill) => at >= kill.at - mayBeLostMs && at <= kill.backAt)
  const owed = sent.filter(isOwed).map(({ message_id }) => message_id)
  const lives = splitAtRepeat(handled)
  const isCounted = new Set(owed)
  const { problems } = judgeDelivery(
    owed,
    lives.map((life) => life.filter((id) => isCounted.has(id))),
  )
  const before = new Set(lives[0])
  const twice = lives.slice(1).flatMap((life) => life.filter((id) => before.has(id)))
  const oldest = Math.min(...twice.map((id) => sentAt.get(id)))
  return {
    problems: [
      ...(handled.length === 0 ? ['handled nothing'] : []),
      ...strangers(handled, sentAt),
      ...lives.flatMap(unordered),
      ...repeatedLate(twice, sentAt, hubKill),
      ...problems,
    ],
    owed: owed.length,
    repeated: twice.length,
    repeatedMs: twice.length > 0 ? hubKill.at - oldest : 0,
  }
}

/** Two lives, of which the second begins where the program first gets what it has had. */
function splitAtRepeat(ids) {
  const at = ids.findIndex((id, index) => index > 0 && id <= ids[index - 1])
  return at === -1 ? [ids] : [ids.slice(0, at), ids.slice(at)]
}

function strangers(ids, sentAt) {
  const count = ids.filter((id) => !sentAt.has(id)).length
  return count > 0 ? [`${count} messages that were never sent`] : []
}

function unordered(ids) {
  const at = ids.findIndex((id, index) => index > 0 && id <= ids[index - 1])
  return at === -1 ? [] : [`message ${ids[at]} right after message ${ids[at - 1]}`]
}

/** Only what was sent before the kill of the hub can have been without a confirmation when it came. */
function repeatedLate(twice, sentAt, hubKill) {
  const count = twice.filter((id) => sentAt.get(id) > hubKill.at).length
  return count > 0 ? [`${count} came twice that were sent after the kill of the hub`] : []
}
