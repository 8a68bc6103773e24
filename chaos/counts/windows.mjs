/**
 * Counts the sends that came although a limit was used up: `count` in any `perMs`; with `burst`, so many at once and then at that
 * rate. Each arrival is known to lie between `from` and `at`, in milliseconds, and only what is beyond the limit wherever it
 * lies in there counts. A send may have left `slackMs` later than it was meant to.
 */
export function beyond(limit, arrivals, slackMs = 0) {
  const sorted = [...arrivals].sort((one, other) => one.at - other.at)
  return (limit.burst === undefined ? beyondWindow : beyondBucket)(limit, sorted, slackMs)
}

function beyondWindow({ count, perMs }, arrivals, slackMs) {
  return arrivals.filter(
    ({ at }, index) => index >= count && at - arrivals[index - count].from < perMs - slackMs,
  ).length
}

/** In any span, `burst` and what comes back in it. */
function beyondBucket({ count, perMs, burst }, arrivals, slackMs) {
  const perMilli = count / perMs
  let [sum, most] = [0, Number.NEGATIVE_INFINITY]
  for (const [index, { at, from }] of arrivals.entries()) {
    most = Math.max(most, from * perMilli - index)
    if (most + index + 1 - at * perMilli > burst + slackMs * perMilli + ROUNDING) sum++
  }
  return sum
}

/** Sums of fractions are off by less. */
const ROUNDING = 1e-3
