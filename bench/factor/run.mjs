// npm run bench -- factor: the hub and the bot beside the highest references, each figure a ratio of runs in turns.
import { availableParallelism, cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { canPin } from '../child.mjs'
import { CannotMeasure } from './native.mjs'
import { reasonLines } from './reasons.mjs'
import { calls, loneCall } from './rows/calls.mjs'
import { dispatch } from './rows/dispatch.mjs'
import { chat, chatWarm, disk, flood, groups, tail } from './rows/fan.mjs'
import { idle } from './rows/idle.mjs'
import { ingest } from './rows/ingest.mjs'
import { start } from './rows/start.mjs'
import { printCells } from './table.mjs'

const TURNS = 7
const QUICK_TURNS = 3
const ROWS = {
  chat,
  'chat-warm': chatWarm,
  groups,
  tail,
  flood,
  disk,
  ingest,
  calls,
  'lone-call': loneCall,
  idle,
  start,
  dispatch,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, turns: { type: 'string' } },
})
const turns = Number(values.turns ?? (values.quick ? QUICK_TURNS : TURNS))
const refusal = refuse()
if (refusal !== undefined) {
  console.error(refusal)
  process.exit(1)
}

printHeader()
const startedMs = performance.now()
const cells = []
for (const [name, measure] of Object.entries(ROWS)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  cells.push(...(await measureRow(name, measure)))
}
printSummary()

function refuse() {
  const unknown = positionals.find((name) => !Object.hasOwn(ROWS, name))
  if (unknown !== undefined) return `there is no row ${unknown}; there are: ${Object.keys(ROWS).join(', ')}`
  if (!Number.isInteger(turns) || turns < 1) return `--turns takes a whole number from 1, not ${values.turns}`
  return undefined
}

/** A row that cannot be measured says so in its place: the others took their time. */
async function measureRow(name, measure) {
  try {
    const measured = await measure({ turns, quick: values.quick })
    return measured.map((cell) => ({ row: name, ...cell }))
  } catch (error) {
    if (error instanceof CannotMeasure) return [{ row: name, what: '', missing: error.message }]
    console.error(error)
    process.exitCode = 1
    return [{ row: name, what: '', failed: error.message.split('\n')[0] }]
  }
}

function printHeader() {
  const { model } = cpus()[0]
  console.log(`Node ${process.version}, ${availableParallelism()} processors (${model.trim()})`)
  console.log(`${turns} turns; ${canPin ? 'servers on processor 0, clients on 1' : 'processes not pinned'}`)
}

function printSummary() {
  const verdicts = printCells('the next factor: medians of paired ratios', cells)
  const reasons = reasonLines(cells, verdicts)
  if (reasons.length > 0) console.log(`\nwhy goals are missed\n\n${reasons.join('\n')}`)
  const judged = verdicts.filter((verdict) => /^(met|open|missed)/.test(verdict))
  const met = judged.filter((verdict) => verdict.startsWith('met'))
  const minutes = Math.round((performance.now() - startedMs) / 60_000)
  console.log(
    `\n${met.length} of ${judged.length} goals met, in ${minutes} min; load ${loadavg()[0].toFixed(1)}`,
  )
}
