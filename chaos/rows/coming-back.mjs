import { once } from 'node:events'
import { WebSocket } from 'ws'
import { comesTrue, sleep } from '../clock.mjs'
import { Watchers } from '../peers/watchers.mjs'
import { count, timed, told } from '../report/figures.mjs'
import { callEvery, inParallel } from './leaving-clients.mjs'
import { settledTables, tableFigures } from './tables.mjs'

const TOKEN = 'chaos-token-of-all'

/** Very many clients are cut at once and come back, while a few others are served. */
async function comingBack(stage, { clients, withinMs, perSecond }) {
  const { implementation, hub } = await stage.begin({ hub: { inspect: true } })
  const inspector = await hub.inspector()
  const url = `ws://127.0.0.1:${stage.port}/`
  const watchers = await Watchers.connect(stage.port, 10, TOKEN)
  stage.after(() => watchers.close())
  const witness = await callEvery(100, url, TOKEN)
  stage.after(() => witness.close())
  const before = await settledTables(inspector)
  const sockets = new Array(clients)
  stage.after(() => cutAll(sockets))
  await inParallel(
    async (index) => {
      sockets[index] = await connected(url)
    },
    clients,
    50,
  )
  const flow = implementation.flow(perSecond)
  cutAll(sockets)
  const startedMs = performance.now()
  const back = await Promise.all(sockets.map((_, index) => comeBack(stage, sockets, index, url, withinMs)))
  const tookMs = performance.now() - startedMs
  flow.stop()
  const total = implementation.sent.count
  await comesTrue(async () => (await watchers.lacking(total)) === 0, { timeoutMs: 20_000 })
  const { p99 } = await watchers.takeDelays()
  cutAll(sockets)
  witness.stop()
  await comesTrue(() => witness.waiting === 0)
  const after = await settledTables(inspector, before, 40_000)
  inspector.close()
  return [
    told('clients that came back', back.length),
    count(
      'refused or broken',
      back.reduce((sum, failures) => sum + failures, 0),
    ),
    count('missing at the others', await watchers.missing(total)),
    count('calls of the witness without an answer', witness.waiting),
    ...tableFigures(before, after),
    timed('all in within', tookMs / 1000, 30, 's'),
    timed('p99 of the others meanwhile', p99, 250, 'ms'),
  ]
}

async function connected(url) {
  const socket = new WebSocket(url, {
    headers: { Authorization: `Bearer ${TOKEN}` },
    perMessageDeflate: false,
  })
  await once(socket, 'open')
  socket.on('error', () => {})
  return socket
}

/** Comes back at a moment of chance; counts how often that failed. */
async function comeBack(stage, sockets, index, url, withinMs) {
  await sleep(stage.random.between(0, withinMs))
  for (let failures = 0; ; failures++) {
    try {
      sockets[index] = await connected(url)
      return failures
    } catch {
      await sleep(200)
    }
  }
}

function cutAll(sockets) {
  for (const socket of sockets) socket?.terminate()
}

export const r7 = {
  name: 'R7',
  what: '10,000 clients are cut at once and come back within 10 s',
  goal: 'all in within 30 s, none refused; others get every event, p99 < 250 ms; when they have left, tables, sockets, timers as before',
  full: { clients: 10_000, withinMs: 10_000, perSecond: 2 },
  short: { clients: 600, withinMs: 1000, perSecond: 2 },
  run: comingBack,
}
