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

What a hub loses, delays or leaves behind when things around it fail. Each row is a fault: \`npm run chaos\` does it to a real hub process over real
sockets, with simulated implementations and bots on the same machine. The verdict is "met" if each figure reached its goal; a figure that did not
has its goal behind it. A row that is "missed" promises nothing.

- **missing**, **out of order**, **damaged**: events that a bot did not get at all, got behind a later one, or got with other bytes. In rows that kill something,
  what was sent in the last 50 ms before does not count as missing.
- **repeated too late**: events that came again although they were received long before the break.
- **entries**, **timers**, **sockets left**: what the hub still holds when the fault is over, beyond what it held before.
- **×**: a multiple of the same time in an undisturbed phase of the same run. **p99**: 99 of 100 deliveries took no longer.
- **seed**: decides everything random. \`npm run chaos -- R6 --seed 2\` does a row again with another one, and writes it into this table.

R14 and R15 are about several hubs as one cluster, which there is not. \`npm run test:extra\` runs a short form of every row, which only counts.

| row | what is done | goal | measured | seed | verdict | commit | machine | date |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${lines.join('\n')}
`
}

const commit = () =>
  execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
const machine = () => `${availableParallelism()} cores, ${Math.round(totalmem() / 1024 ** 3)} GB`
const today = () => new Date().toISOString().slice(0, 10)
