// A process that publishes events, as the hub or as its peer, to clients in another process.
import { answer, Child, CLIENT_CPU } from '../child.mjs'
import { nextTurn, nowUs } from '../clock.mjs'
import { clientsWith, filterOf, governed, queryOf, ungoverned } from '../governed-options.mjs'
import { makeEvent, stamp } from './event.mjs'
import { hubPublisher } from './hub-publisher.mjs'
import { plainPublisher } from './plain-publisher.mjs'
import { preparedPublisher } from './prepared-publisher.mjs'

/** A client is never sent more than this ahead of what it has read: far less than the kernel takes. */
const AHEAD_BYTES = 768 * 1024
/** What is overdue is published in turns of the event loop, as it would come out of a socket. */
const OVERDUE_PER_TURN = 16
const MEMORY_EVERY_MS = 100
/** After the last event, for those that are still under way. */
const PATIENCE_MS = 30_000

const [mode, count] = process.argv.slice(2)
/** Clients that have an entry of their own, in the modes for that. */
const ENTRIES = Number(count)
const withFilter = (filter) => () =>
  hubPublisher({ ...ungoverned, clients: clientsWith(ENTRIES, { events: filterOf(filter) }) })
const publishers = {
  plain: plainPublisher,
  prepared: preparedPublisher,
  hub: hubPublisher,
  ungoverned: () => hubPublisher({ ...ungoverned, clients: clientsWith(ENTRIES, {}) }),
  governed: () => hubPublisher(governed(ENTRIES)),
  filtered: withFilter({ ids: 10_000, patterns: 100 }),
  'ids-10': withFilter({ ids: 10 }),
  'ids-10000': withFilter({ ids: 10_000 }),
}
/** Modes in which each client has to show who it is. */
const WITH_ENTRIES = ['ungoverned', 'governed', 'filtered', 'ids-10', 'ids-10000']
const publisher = await publishers[mode]()
const clients = new Child('events/clients.mjs', { cpu: CLIENT_CPU })
let lone
let clientCount = 0

answer({
  /** `staller` is the name of one more client, in a process of its own, that can be stopped. */
  async connect({ count, staller }) {
    clientCount = count
    const paths = WITH_ENTRIES.includes(mode)
      ? Array.from({ length: count }, (_, index) => `/${queryOf(index)}`)
      : []
    await clients.ask('connect', { port: publisher.port, count, paths })
    if (!staller) return
    lone = new Child('events/clients.mjs', { cpu: CLIENT_CPU })
    await lone.ask('connect', { port: publisher.port, count: 1, name: staller })
  },
  fill,
  flood,
  pace,
  stall: () => lone.ask('pause'),
  wakeUp,
})

/** Publishes while nobody is there yet, so that a journal is full; tells the memory that took. */
async function fill({ bytes, events }) {
  const event = makeEvent(bytes)
  const memory = watchMemory()
  for (let sent = 0; sent < events; sent++) {
    stamp(event, sent, 0)
    publisher.publish(event)
    await nextTurn()
  }
  return memory()
}

/** Publishes as fast as the clients read, `perTurn` events in each turn of the event loop. */
async function flood({ bytes, events, perTurn }) {
  const event = makeEvent(bytes)
  const window = Math.floor(AHEAD_BYTES / bytes)
  let read = 0
  let wake = () => {}
  clients.on('read', (count) => {
    read = count
    wake()
  })
  await clients.ask('expect', { bytes, frames: events * clientCount, tellEvery: (window >> 2) * clientCount })
  const done = clients.ask('done', { timeoutMs: PATIENCE_MS })
  const cpu = process.cpuUsage()
  const startedUs = nowUs()
  for (let sent = 0; sent < events; sent += perTurn) {
    for (let i = 0; i < perTurn; i++) {
      stamp(event, sent + i, 0)
      publisher.publish(event)
    }
    await nextTurn()
    while (sent - read / clientCount > window) await new Promise((resolve) => (wake = resolve))
  }
  const { busyUs } = await done
  const elapsedUs = nowUs() - startedUs
  const { user, system } = process.cpuUsage(cpu)
  const deliveries = events * clientCount
  return {
    cpuUs: (user + system) / deliveries,
    userUs: user / deliveries,
    perSecond: (deliveries / elapsedUs) * 1e6,
    clientsBusy: busyUs / elapsedUs,
  }
}

/** Publishes when each event is due, however far behind the clients are; `first` numbers the events. */
async function pace({ bytes, perSecond, ms, first = 0 }) {
  const event = makeEvent(bytes)
  const events = Math.round((perSecond * ms) / 1000)
  await clients.ask('expect', { bytes, frames: events * clientCount })
  const done = clients.ask('done', { timeoutMs: ms + PATIENCE_MS })
  const memory = watchMemory()
  const everyUs = 1e6 / perSecond
  const startUs = nowUs() + 5_000
  for (let sent = 0; sent < events; ) {
    const turnEnd = Math.min(sent + OVERDUE_PER_TURN, events)
    while (sent < turnEnd && startUs + sent * everyUs <= nowUs()) {
      stamp(event, first + sent, startUs + sent * everyUs)
      publisher.publish(event)
      sent++
    }
    await nextTurn()
  }
  const { p50, p99, p50AtEnd, missing } = await done
  const behind = (p50AtEnd / 1000) * perSecond
  return { p50, p99, behind, missing, next: first + events, ...memory() }
}

/** Has the stalled client read on, which is to get so many frames; tells when it was level and whether it has all. */
async function wakeUp({ bytes, frames }) {
  await lone.ask('expect', { bytes, frames })
  const caughtUpMs = await lone.ask('catchUp', { timeoutMs: PATIENCE_MS })
  const { missing } = await lone.ask('done', { timeoutMs: PATIENCE_MS })
  return { caughtUpMs, missing, gaps: await lone.ask('gaps') }
}

/** Looks at the process's memory now and then; gives the most that was seen. */
function watchMemory() {
  let rss = 0
  const look = () => (rss = Math.max(rss, process.memoryUsage.rss()))
  const timer = setInterval(look, MEMORY_EVERY_MS)
  look()
  return () => {
    clearInterval(timer)
    look()
    return { rss, journal: publisher.journalBytes() }
  }
}
