import { inWords } from './figures.mjs'

/** Prints a row when it is over: what was done, what came of it, and the goal. */
export function printRow({ row, figures, failure, isMet, tookMs }) {
  const verdict = isMet ? 'met' : 'MISSED'
  console.log(`${row.name.padEnd(8)} ${verdict} in ${Math.round(tookMs / 1000)} s: ${row.what}`)
  if (figures.length > 0) console.log(`    ${figures.map(inWords).join(' · ')}`)
  if (failure) console.log(`    ${failure}`)
  if (!isMet) console.log(`    goal: ${row.goal}`)
}
