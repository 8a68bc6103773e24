import { Child, CLIENT_CPU, SERVER_CPU } from '../child.mjs'
import { medians } from '../figures.mjs'
import { megabytes, printTable, verdict, whole } from '../report.mjs'

const CALLS = 20_000
const AT_ONCE = 64
const IN_PROCESS_TARGET = 20_000
const WEBSOCKET_TARGET = 8_000
const START_TARGET_MS = 300
const TEST_TARGET_MS = 30
const MEMORY_TARGET_BYTES = 300 * 1024 * 1024

/** How many messages a bot under test can send, how long it waits for its sandbox, and what a large one takes. */
export async function sandbox({ runs, profileDir }) {
  const rows = [
    ...(await callRows(runs, profileDir)),
    await startRow(runs),
    await testRow(runs),
    // Everybody is in ten of the groups.
    await memoryRow(runs, 50_000, MEMORY_TARGET_BYTES),
    // Nobody is in two of them: what it costs when none of the members has another group.
    await memoryRow(runs, 500_000),
  ]
  printTable('sandbox: send_group_msg; start of a process to the first event; peak memory', HEADS, rows)
  return rows
}

const HEADS = ['what', 'figure', 'CPU µs a call', 'target', '']

async function callRows(runs, profileDir) {
  const nodeArgs = profileDir ? ['--cpu-prof', `--cpu-prof-dir=${profileDir}`] : []
  const server = new Child('sandbox/server.mjs', { cpu: SERVER_CPU, nodeArgs })
  const client = new Child('sandbox/client.mjs', { cpu: CLIENT_CPU })
  await client.ask('connect', { url: await server.ask('url') })
  const inProcess = () => server.ask('call', { calls: CALLS })
  const overWebSocket = async () => {
    await server.ask('startCpu')
    const { perSecond } = await client.ask('call', { atOnce: AT_ONCE, calls: CALLS })
    return { perSecond, cpuUs: (await server.ask('cpuUs')) / CALLS }
  }
  const rows = [
    callRow('in process', await measured(runs, inProcess), IN_PROCESS_TARGET),
    callRow('one WebSocket', await measured(runs, overWebSocket), WEBSOCKET_TARGET),
  ]
  await client.end()
  await server.end()
  return rows
}

/** After a warm-up. */
async function measured(runs, measure) {
  await measure()
  const results = []
  for (let run = 0; run < runs; run++) results.push(await measure())
  return medians(results)
}

const callRow = (what, { perSecond, cpuUs }, target) => [
  what,
  `${whole(perSecond)} calls/s`,
  cpuUs.toFixed(1),
  `≥ ${whole(target)}`,
  verdict(perSecond >= target),
]

async function startRow(runs) {
  const { importedMs, firstEventMs, cpuMs } = await measured(runs, async () => {
    const child = new Child('sandbox/start.mjs', { cpu: SERVER_CPU })
    const times = await child.ask('times')
    await child.end()
    return times
  })
  const figure = `${whole(firstEventMs)} ms, ${whole(importedMs)} of them imports; ${whole(cpuMs)} ms of CPU`
  return [
    'start to first event',
    figure,
    '',
    `≤ ${START_TARGET_MS} ms`,
    verdict(firstEventMs <= START_TARGET_MS),
  ]
}

/** What a test with three people and ten messages takes, the first one of a process, with nothing compiled, as well. */
async function testRow(runs) {
  const { firstMs, laterMs } = await measured(runs, async () => {
    const child = new Child('sandbox/test-of-a-bot.mjs', { cpu: SERVER_CPU })
    const times = await child.ask('times')
    await child.end()
    return times
  })
  const figure = `${firstMs.toFixed(1)} ms the first, ${laterMs.toFixed(1)} ms later`
  return ['test of ten messages', figure, '', `≤ ${TEST_TARGET_MS} ms`, verdict(laterMs <= TEST_TARGET_MS)]
}

/** A process with 1,000 groups of 500 members, who are some of so many people. */
async function memoryRow(runs, people, targetBytes) {
  const { peakBytes } = await measured(runs, async () => {
    const child = new Child('sandbox/large-world.mjs', { cpu: SERVER_CPU })
    const memory = await child.ask('memoryOf', { people })
    await child.end()
    return memory
  })
  const what = `1,000 groups of 500, ${whole(people)} people`
  if (targetBytes === undefined) return [what, megabytes(peakBytes), '', '', '']
  return [what, megabytes(peakBytes), '', `≤ ${megabytes(targetBytes)}`, verdict(peakBytes <= targetBytes)]
}
