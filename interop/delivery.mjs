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

/**
 * Compares what an implementation sent with what one program handled, through kills of the hub and of others, each of which lasts
 * from `at` until `backAt`. Owed is whatever was sent from the first message that the program handled on, except in the last
 * `mayBeLostMs` before a kill and until the return. What was sent before the kill of the hub may come a second time after it.
 *
 * Returns what is wrong, in words; how many messages were owed, and how many of those are missing; and how many came twice, with
 * how long before the kill of the hub the first of them was first handled.
 */
export function judgeThroughKills({ sent, handled: records, hubKill, otherKills, mayBeLostMs }) {
  const handled = records.map(({ message_id }) => message_id)
  const sentAt = new Map(sent.map(({ message_id, at }) => [message_id, at]))
  const isLost = (at) =>
    [hubKill, ...otherKills].some((kill) => at >= kill.at - mayBeLostMs && at <= kill.backAt)
  const owed = [...sentAt.keys()].filter((id) => id >= handled[0] && !isLost(sentAt.get(id)))
  const lives = splitAtRepeat(handled)
  const [before = new Set(), after = new Set()] = lives.map((life) => new Set(life))
  const twice = [...after].filter((id) => before.has(id))
  const first = records.find(({ message_id }) => message_id === twice[0])
  return {
    problems: [
      ...throughProblems(handled, lives, { sentAt, owed }),
      ...repeatedLate(twice, { sentAt, hubKill }),
    ],
    owed: owed.length,
    missing: owed.filter((id) => !before.has(id) && !after.has(id)).length,
    repeated: twice.length,
    repeatedMs: first === undefined ? 0 : Math.max(0, Math.round(hubKill.at - first.at)),
  }
}

function throughProblems(handled, lives, { sentAt, owed }) {
  if (handled.length === 0) return ['handled nothing']
  if (handled.some((id) => !sentAt.has(id))) return ['a message that was never sent']
  const isOwed = new Set(owed)
  // Of what is not owed anything may be missing, but not in another order.
  const { problems } = judgeDelivery(
    owed,
    lives.map((life) => life.filter((id) => isOwed.has(id))),
  )
  return [...lives.flatMap(unordered), ...problems]
}

/** Two lives, of which the second begins where the program gets for the first time what it has had. */
function splitAtRepeat(ids) {
  const at = firstStepBack(ids)
  return at !== -1 && ids.indexOf(ids[at]) < at ? [ids.slice(0, at), ids.slice(at)] : [ids]
}

function unordered(ids) {
  const at = firstStepBack(ids)
  return at === -1 ? [] : [`message ${ids[at]} right after message ${ids[at - 1]}`]
}

function firstStepBack(ids) {
  return ids.findIndex((id, index) => index > 0 && id <= ids[index - 1])
}

/** Only what was sent before the kill of the hub can have come without a confirmation. */
function repeatedLate(twice, { sentAt, hubKill }) {
  const count = twice.filter((id) => sentAt.get(id) > hubKill.at).length
  return count > 0 ? [`${count} came twice that were sent after the kill of the hub`] : []
}
