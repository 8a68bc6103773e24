/** Why a cell misses its first goal, by what it measures: what the profile shows, and why no more is to be had. */
const REASONS = {}

/** One line for each cell that is not met. A cell that has no goal, or was not measured, needs none. */
export function reasonLines(cells, verdicts, reasons = REASONS) {
  const unmet = cells.filter((_, at) => verdicts[at] === 'missed' || verdicts[at] === 'open')
  return unmet.map(({ what }) => `${what}: ${reasons[what] ?? 'no reason is known yet'}`)
}
