import { parseArgs } from 'node:util'
import { Random } from './random.mjs'
import { printRow } from './report/lines.mjs'
import { readReport, rowsMissingIn, writeReport } from './report/reliability.mjs'
import { rows } from './rows.mjs'
import { Stage } from './stage.mjs'

/** The short form times nothing: a busy machine may take so much longer. */
const SHORT_SLACK_MS = 2000
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    short: { type: 'boolean', default: false },
    'no-report': { type: 'boolean', default: false },
  },
})
const chosen = chooseRows(positionals)
const outcomes = []
if (values.short) console.log('the short form: it counts, and measures no time and no memory')
await Promise.all([
  playAll(chosen.filter(({ runs }) => runs === 'long')),
  playAll(chosen.filter(({ runs }) => runs === 'beside')),
])
await playAll(chosen.filter(({ runs }) => runs === undefined))
if (values.short && positionals.length === 0) refuseUnreported()
const missed = outcomes.filter(({ isMet }) => !isMet).map(({ row }) => row.name)
console.log(`${outcomes.length - missed.length} of ${outcomes.length} rows met their goals`)
if (missed.length > 0) console.log(`missed: ${missed.join(', ')}`)
process.exit(missed.length === 0 ? 0 : 1)

function chooseRows(names) {
  const unknown = names.find((name) => !rows.some((row) => row.name === name))
  if (unknown !== undefined) {
    console.error(`there is no row ${unknown}; there are: ${rows.map(({ name }) => name).join(', ')}`)
    process.exit(1)
  }
  return rows.filter(({ name }) => names.length === 0 || names.includes(name))
}

/** Plays rows one after the other; what is done is written at once. */
async function playAll(some) {
  for (const row of some) {
    const outcome = await play(row)
    outcomes.push(outcome)
    if (!values.short && !values['no-report']) writeReport([outcome], values.seed)
  }
}

/** Plays a row on a stage of its own. A row that throws is missed. */
async function play(row) {
  const startedMs = performance.now()
  const stage = new Stage(new Random(values.seed).fork(row.name), values.short ? SHORT_SLACK_MS : 0)
  let figures = []
  let failure
  try {
    figures = judged(await row.run(stage, values.short ? row.short : row.full))
  } catch (error) {
    failure = error.stack
  }
  const isMet = failure === undefined && figures.every((figure) => figure.isMet)
  const outcome = {
    row,
    figures,
    failure,
    isMet,
    tookMs: performance.now() - startedMs,
  }
  printRow(outcome)
  await stage.end({ keep: !outcome.isMet })
  if (!outcome.isMet) console.log(`    the log of the hub is kept in ${stage.dir}`)
  return outcome
}

/** A row that nobody ever ran in full is none. */
function refuseUnreported() {
  const unreported = rowsMissingIn(readReport())
  if (unreported.length === 0) return
  console.error(
    `docs/reliability.md lacks ${unreported.join(', ')}: run \`npm run chaos -- ${unreported.join(' ')}\``,
  )
  process.exit(1)
}

/** The short form times nothing. */
function judged(figures) {
  return values.short ? figures.filter(({ isTimed }) => !isTimed) : figures
}
