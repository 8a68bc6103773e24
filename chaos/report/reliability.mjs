import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { rows } from '../rows.mjs'
import { inWords } from './figures.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
export const reportPath = `${root}docs/reliability.md`

/** Writes the rows that ran into `docs/reliability.md`; the others stay as they are there. */
export function writeReport(outcomes, seed) {
  writeFileSync(reportPath, pageWith(readReport(), outcomes, seed))
}

/** The page as it is; empty if there is none. */
export const readReport = () => (existsSync(reportPath) ? readFileSync(reportPath, 'utf8') : '')

/** The page with some more rows. */
export function pageWith(page, outcomes, seed) {
  const kept = readRows(page)
  for (const outcome of outcomes) kept.set(keyOf(outcome.row.name, seed), lineOf(outcome, seed))
  return pageOf(kept)
}

/** Names of the rows that the page lacks. */
export function rowsMissingIn(page) {
  const there = [...readRows(page).keys()]
  return rows.map(({ name }) => name).filter((name) => !there.some((key) => key.startsWith(`${name} `)))
}

/** The rows of the table in the page, by name and seed. */
export function readRows(page) {
  const lines = page.split('\n').filter((line) => /^\| [^-|]/.test(line) && !line.startsWith('| row '))
  return new Map(lines.map((line) => [keyOf(...nameAndSeed(line)), line]))
}

const keyOf = (name, seed) => `${name} ${seed}`

function nameAndSeed(line) {
  const cells = line.split(' | ')
  return [cells[0].slice(2), cells[4]]
}

function lineOf({ row, figures, failure, isMet }, seed) {
  const measured = failure ? 'broke off' : figures.map(inWords).join(' · ')
  const verdict = isMet ? 'met' : 'missed'
  return `| ${[row.name, row.what, row.goal, measured, seed, verdict, commit(), machine(), today()].join(' | ')} |`
}

function pageOf(kept) {
  const lines = rows.flatMap(({ name }) =>
    [...kept]
      .filter(([key]) => key.startsWith(`${name} `))
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, line]) => line),
  )
  return `# Reliability

What happens to a hub when everything around it fails, measured by \`npm run chaos\` against a real hub process over real sockets. Everything
random comes from the seed. Times are ratios to an undisturbed phase of the same run, unless they have a unit. A goal that was missed stands behind its figure.
Nothing is promised before it says "met".

| row | what is done | goal | measured | seed | verdict | commit | machine | date |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${lines.join('\n')}
`
}

const commit = () =>
  execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
const machine = () => `${availableParallelism()} cores, ${Math.round(totalmem() / 1024 ** 3)} GB`
const today = () => new Date().toISOString().slice(0, 10)
