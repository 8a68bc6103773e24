/** Two quartiles further apart than this share of the median decide nothing. */
const WIDE = 0.15

/** Value at a share of some numbers, between two of them in proportion. */
export function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const below = sorted[Math.floor(at)]
  return below + (sorted[Math.ceil(at)] - below) * (at - Math.floor(at))
}

/** Ratios of neighbouring runs. */
export const paired = (dividends, divisors, key) =>
  dividends.map((run, turn) => run[key] / divisors[turn][key])

/** One run from several: the mean of each figure. */
export const meanRun = (runs) =>
  Object.fromEntries(
    Object.keys(runs[0]).map((key) => [key, runs.reduce((sum, run) => sum + run[key], 0) / runs.length]),
  )

/**
 * Judges a cell of the table by its values, one of each turn: `met` when their median reaches the goal, otherwise `open` when
 * the quartiles lie too far apart to tell, otherwise `missed`. A met cell whose quartiles are that far apart is `met, wide`. A
 * cell with `worst` is judged by its largest value: the goal is a limit that nothing may exceed.
 */
export function judge({ values, goal, worst = false }) {
  const [low, median, high] = [0.25, 0.5, 0.75].map((share) => quantile(values, share))
  return { low, median, high, verdict: verdictOf({ values, goal, worst, low, median, high }) }
}

function verdictOf({ values, goal, worst, low, median, high }) {
  if (goal === undefined) return ''
  if (worst) return Math.max(...values) <= goal ? 'met' : 'missed'
  const isWide = (high - low) / median > WIDE
  if (median <= goal) return isWide ? 'met, wide' : 'met'
  return isWide ? 'open' : 'missed'
}
