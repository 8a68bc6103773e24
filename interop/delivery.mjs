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
