import { comesTrue, nowMs, sleep, until } from '../clock.mjs'
import { deliveryFigures, hasAll } from '../counts/account.mjs'
import { count, told } from '../report/figures.mjs'

/** The hub is asked to end (SIGTERM) under load, and started again, as by an update. */
async function drain(stage, { stops, perSecond, crowd }) {
  const { implementation, clients } = await stage.begin({ crowd })
  const { sent } = implementation
  const flow = implementation.flow(perSecond)
  const seen = { breaks: [], badExits: 0, badCodes: 0 }
  for (let turn = 0; turn < stops; turn++) {
    await sleep(stage.random.between(500, 3000))
    await stopAndStart(stage, implementation, clients, seen)
  }
  await sleep(500)
  flow.stop()
  await comesTrue(() => hasAll(sent, clients.received), { timeoutMs: 40_000, everyMs: 100 })
  return [
    told('stops', stops),
    told('events', sent.count),
    ...deliveryFigures({ sent, clients: clients.received, breaks: seen.breaks, lostMs: 0 }),
    count('exit codes other than 0', seen.badExits),
    count('close codes other than 1012', seen.badCodes),
  ]
}

async function stopAndStart(stage, implementation, clients, seen) {
  const [socket] = implementation.sockets
  const left = new Promise((resolve) => socket.once('close', resolve))
  const webSockets = clients.of('ws')
  for (const client of webSockets) client.firstCloseCode = undefined
  const exit = stage.hub.stop()
  await left
  const at = nowMs()
  seen.breaks.push(at)
  if ((await exit) !== 0) seen.badExits++
  await until('all clients saw the end', () =>
    webSockets.every(({ firstCloseCode }) => firstCloseCode !== undefined),
  )
  seen.badCodes += webSockets.filter(({ firstCloseCode }) => firstCloseCode !== 1012).length
  await clients.hubAnew()
  const hub = await stage.startHub()
  await hub.ready()
}

export const r22 = {
  name: 'R22',
  what: 'the hub is asked to end (SIGTERM) under load and started again, 10 times',
  goal: 'exit code 0, clients are closed with 1012 and resume; 0 lost, in order',
  full: { stops: 10, perSecond: 500, crowd: { ws: 4, reverse: 2, post: 1, sse: 2 } },
  short: { stops: 2, perSecond: 200, crowd: { ws: 2, reverse: 1, post: 1, sse: 1 } },
  runs: 'beside',
  run: drain,
}
