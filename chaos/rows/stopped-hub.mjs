import { comesTrue, sleep } from '../clock.mjs'
import { deliveryFigures, hasAll } from '../counts/account.mjs'
import { count, told } from '../report/figures.mjs'

async function stoppedHub(stage, { stops, longestMs, perSecond, crowd }) {
  const { implementation, clients, hub } = await stage.begin({ crowd })
  const { sent } = implementation
  const lost = () => hub.count(/^(upstream not connected|client not connected)/)
  const lostBefore = lost()
  const flow = implementation.flow(perSecond)
  for (let turn = 0; turn < stops; turn++) {
    await sleep(stage.random.between(200, 1000))
    hub.signal('SIGSTOP')
    await sleep(stage.random.between(100, longestMs))
    hub.signal('SIGCONT')
  }
  await sleep(500)
  flow.stop()
  await comesTrue(() => hasAll(sent, clients.received), { timeoutMs: 30_000, everyMs: 100 })
  return [
    told('stops', stops),
    told('events', sent.count),
    ...deliveryFigures({ sent, clients: clients.received, lostMs: 0 }),
    count('connections lost', lost() - lostBefore),
  ]
}

export const sigstop = {
  name: 'sigstop',
  what: 'the hub is stopped (SIGSTOP) 10 times for up to 8 s, and goes on',
  goal: 'nothing missing, nothing twice, in order; no connection is lost',
  full: { stops: 10, longestMs: 8000, perSecond: 500, crowd: { ws: 4, reverse: 2, post: 1, sse: 2 } },
  short: { stops: 2, longestMs: 1500, perSecond: 200, crowd: { ws: 2, reverse: 1, post: 1, sse: 1 } },
  runs: 'beside',
  run: stoppedHub,
}
