import { mkdirSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { canPin } from './child.mjs'
import { bursts } from './parts/bursts.mjs'
import { calls } from './parts/calls.mjs'
import { commands } from './parts/commands.mjs'
import { conversations } from './parts/conversations.mjs'
import { counting } from './parts/counting.mjs'
import { fanOut } from './parts/fan-out.mjs'
import { http } from './parts/http.mjs'
import { latency } from './parts/latency.mjs'
import { loading } from './parts/loading.mjs'
import { messages } from './parts/messages.mjs'
import { sandbox } from './parts/sandbox.mjs'
import { stalled } from './parts/stalled.mjs'

const RUNS = 5
const parts = {
  'fan-out': fanOut,
  bursts,
  latency,
  stalled,
  calls,
  http,
  messages,
  commands,
  conversations,
  counting,
  loading,
  sandbox,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, profile: { type: 'boolean', default: false } },
})
const unknown = positionals.find((name) => !Object.hasOwn(parts, name))
if (unknown !== undefined) {
  console.error(`there is no benchmark ${unknown}; there are: ${Object.keys(parts).join(', ')}`)
  process.exit(1)
}

printHeader()
const startedMs = performance.now()
const settings = { runs: RUNS, quick: values.quick, profileDir: values.profile ? profileDir() : undefined }
const verdicts = []
for (const [name, run] of Object.entries(parts)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  const rows = await run(settings)
  verdicts.push(...rows.map((row) => ({ name, text: row.at(-1) })).filter(({ text }) => text !== ''))
}
printSummary()

function printHeader() {
  const { model } = cpus()[0]
  console.log(`Node ${process.version}, ${availableParallelism()} processors (${model.trim()})`)
  console.log(
    `median of ${RUNS} runs in turns; ${canPin ? 'server on processor 0, clients on 1' : 'processes not pinned'}`,
  )
}

function profileDir() {
  const dir = fileURLToPath(new URL('../.cache/bench-profiles', import.meta.url))
  mkdirSync(dir, { recursive: true })
  return dir
}

function printSummary() {
  const missed = verdicts.filter(({ text }) => text !== 'ok').map(({ name }) => name)
  const seconds = Math.round((performance.now() - startedMs) / 1000)
  const named = missed.length > 0 ? ` Missed: ${missed.join(', ')}.` : ''
  console.log(
    `\n${verdicts.length - missed.length} of ${verdicts.length} targets met in ${seconds} s.${named}`,
  )
}
