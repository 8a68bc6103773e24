const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
/** Nothing is not negative: `-0.001` is 0.00. */
const round = (value) =>
  Number.isInteger(value) ? whole.format(value) : value.toFixed(2).replace(/^-(0\.00)$/, '$1')

/** A number of things, at most so many; it does not depend on how quick the machine is. */
export const count = (what, value, limit = 0) =>
  figure({ what, value, isMet: value <= limit, limit: `≤ ${round(limit)}` })

/** A number of things that have to be there. */
export const atLeast = (what, value, limit) =>
  figure({ what, value, isMet: value >= limit, limit: `≥ ${round(limit)}` })

/** A figure without a goal. */
export const told = (what, value, unit = '') => ({ ...figure({ what, value, isMet: true, limit: '' }), unit })

/** A figure that depends on the machine: the short form neither takes nor judges it. */
export const timed = (what, value, limit, unit = '×') => ({
  ...figure({ what, value, isMet: value <= limit, limit: `≤ ${round(limit)}` }),
  isTimed: true,
  unit,
})

/** The same, for what must not be too small. */
export const timedAtLeast = (what, value, limit, unit = '×') => ({
  ...timed(what, value, limit, unit),
  isMet: value >= limit,
  limit: `≥ ${round(limit)}`,
})

const figure = ({ what, value, isMet, limit }) => ({ what, value, isMet, limit, unit: '', isTimed: false })

/** In words: `missing 0`, and with its limit if it missed that. */
export function inWords({ what, value, limit, unit, isMet }) {
  const text = `${what} ${round(value)}${unit === '' || unit === '×' ? unit : ` ${unit}`}`
  return isMet ? text : `${text} (goal ${limit})`
}

/** The value below which that share of the values lies. */
export function quantile(values, share) {
  const sorted = Float64Array.from(values).sort()
  return sorted.length === 0 ? 0 : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
}
