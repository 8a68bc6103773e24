import { comesTrue, sleep } from '../clock.mjs'
import { deliveryFigures, hasAll } from '../counts/account.mjs'
import { PostClient } from '../peers/post-client.mjs'
import { Watchers } from '../peers/watchers.mjs'
import { count, timed, told } from '../report/figures.mjs'

const NOT_REACHABLE = /^client (still )?not reachable/

async function deadTarget(stage, { events, perSecond, watching }) {
  const { implementation, clients, hub } = await stage.begin({ crowd: { post: 1 } })
  const [received] = clients.received
  const watchers = await Watchers.connect(stage.port, watching, 'chaos-token-of-all')
  stage.after(() => watchers.close())
  await implementation.flow(perSecond, events / 10).done
  await comesTrue(() => hasAll(implementation.sent, [received]))
  const calm = await watchers.takeP99()
  const [target] = clients.clients
  target.close()
  const diedAt = performance.now()
  const noticed = hub.line(NOT_REACHABLE).then(() => performance.now() - diedAt)
  await implementation.flow(perSecond, events).done
  await sleep(200)
  const dead = await watchers.takeP99()
  const back = new PostClient({ port: target.port, received })
  stage.after(() => back.close())
  const total = implementation.sent.count
  await comesTrue(() => hasAll(implementation.sent, [received]), { timeoutMs: 150_000, everyMs: 250 })
  return [
    told('events', total),
    ...deliveryFigures({
      sent: implementation.sent,
      clients: [received],
      breaks: [performance.timeOrigin + diedAt],
    }),
    count('missing at the others', await watchers.missing(total)),
    count('tries that were logged', hub.count(NOT_REACHABLE), 10),
    timed('p99 of the others', dead / calm, 1.2),
    timed('noticed within', (await noticed) / 1000, 5, 's'),
  ]
}

export const r4 = {
  name: 'R4',
  what: 'the target of an `http-post` client is dead during 100,000 events, and comes back',
  goal: 'p99 of WebSocket clients ≤ 1.2 × that before; noticed within 5 s; all is posted when it is back, 0 lost',
  full: { events: 100_000, perSecond: 2000, watching: 10 },
  short: { events: 2_000, perSecond: 500, watching: 3 },
  run: deadTarget,
}
