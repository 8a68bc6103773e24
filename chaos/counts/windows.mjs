/**
 * Counts the sends that came although a limit was used up, by the times at which they came, in milliseconds. `count` in any
 * `perMs`; with `burst`, so many at once and then at that rate. A send may have been `slackMs` longer on its way than another.
 */
export const beyond = (limit, times, slackMs = 0) =>
  (limit.burst === undefined ? beyondWindow : beyondBucket)(
    limit,
    [...times].sort((one, other) => one - other),
    slackMs,
  )

function beyondWindow({ count, perMs }, times, slackMs) {
  return times.filter((at, index) => index >= count && at - times[index - count] < perMs - slackMs).length
}

function beyondBucket({ count, perMs, burst }, times, slackMs) {
  const perMilli = count / perMs
  let [level, last, sum] = [0, 0, 0]
  for (const at of times) {
    level = Math.max(0, level - (at - last) * perMilli) + 1
    last = at
    if (level > burst + slackMs * perMilli) sum++
  }
  return sum
}
