/** The middle of some numbers; of an even count the upper one of the two. */
export const median = (numbers) => quantile(numbers, 0.5)

export function quantile(numbers, share) {
  const sorted = Float64Array.from(numbers).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
}

/** The median of each figure over several runs. */
export const medians = (runs) =>
  Object.fromEntries(Object.keys(runs[0]).map((key) => [key, median(runs.map((run) => run[key]))]))

/** Runs peer and hub in turns, so that whatever else the machine does hits both; gives the results of each by its name. */
export async function inTurns(runs, modes) {
  const results = Object.fromEntries(Object.keys(modes).map((name) => [name, []]))
  for (let run = 0; run < runs; run++) {
    for (const [name, measure] of Object.entries(modes)) results[name].push(await measure())
  }
  return results
}

/** `dividend / divisor` of the medians, with the smallest and largest one of neighbouring runs. */
export function ratioOf(dividends, divisors, key, shown = (ratio) => ratio.toFixed(1)) {
  const pairs = dividends.map((each, run) => each[key] / divisors[run][key])
  return {
    ratio: median(dividends.map((each) => each[key])) / median(divisors.map((each) => each[key])),
    spread: `${shown(Math.min(...pairs))}–${shown(Math.max(...pairs))}`,
  }
}
