import { comesTrue, nowMs, sleep } from '../clock.mjs'
import { deliveryFigures, hasAll } from '../counts/account.mjs'
import { quantile, timed, told } from '../report/figures.mjs'

const CROWD = { ws: 9, reverse: 6, post: 1, sse: 4 }
const PATIENCE_MS = 60_000
const POWER = { journal: { durability: 'power' } }

/** Kills the hub again and again while events flow to named clients, and counts what arrived from the sender's log. */
export async function killHub(stage, { events, kills, perSecond, crowd = CROWD, config }) {
  const { implementation, clients } = await stage.begin({ crowd, config })
  const { sent } = implementation
  const flow = implementation.flow(perSecond, events)
  const killed = await killAtRandom(stage, implementation, clients, { events, kills })
  await flow.done
  await comesTrue(() => hasAll(sent, clients.received), { timeoutMs: PATIENCE_MS, everyMs: 250 })
  const received = clients.received
  return [
    told('kills', killed.at.length),
    told('events', sent.count),
    ...deliveryFigures({ sent, clients: received, breaks: killed.at }),
    told(
      'repeated',
      received.reduce((sum, { repeats }) => sum + repeats.length, 0),
    ),
    told('unread by the hub when it was killed', killed.unread, 'bytes'),
    timed('back within', quantile(killed.backMs, 1) / 1000, 2, 's'),
  ]
}

/** Each kill comes at a random event of its share of all. */
async function killAtRandom(stage, implementation, clients, { events, kills }) {
  const killed = { at: [], backMs: [], unread: 0 }
  const share = Math.floor(events / kills)
  for (let turn = 0; turn < kills; turn++) {
    const due = turn * share + stage.random.between(Math.floor(share / 10), Math.floor(share * 0.9))
    while (implementation.sent.count < due) await sleep(2)
    killed.unread += implementation.unreadBytes()
    const at = stage.hub.kill()
    killed.at.push(at)
    implementation.broke(at)
    await stage.hub.exited
    await clients.hubAnew()
    const hub = await stage.startHub()
    await hub.ready()
    killed.backMs.push(nowMs() - hub.startedAt)
  }
  return killed
}

export const r1 = {
  name: 'R1',
  what: 'the hub is killed (`kill -9`) 20 times during 100,000 events to 20 clients on four transports, log on disk',
  goal: 'every event sent more than 50 ms before a kill arrives at every client, in order; repeated is only what was sent in the last 1,150 ms, whole; resumes in 2 s',
  full: { events: 100_000, kills: 20, perSecond: 1000 },
  short: { events: 3_000, kills: 3, perSecond: 300, crowd: { ws: 2, reverse: 1, post: 1, sse: 1 } },
  run: killHub,
}

export const r2 = {
  name: 'R2',
  what: 'the same with `durability: power`',
  goal: 'as R1',
  full: { events: 20_000, kills: 8, perSecond: 500, config: POWER },
  short: {
    events: 2_000,
    kills: 2,
    perSecond: 300,
    config: POWER,
    crowd: { ws: 2, reverse: 1, post: 1, sse: 1 },
  },
  run: killHub,
}
