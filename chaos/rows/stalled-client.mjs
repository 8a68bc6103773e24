import { comesTrue, sleep } from '../clock.mjs'
import { rssBytes } from '../hub/process-figures.mjs'
import { Lone } from '../peers/lone.mjs'
import { Watchers } from '../peers/watchers.mjs'
import { count, timed, told } from '../report/figures.mjs'

const MB = 1024 * 1024
const TOKEN = 'chaos-token-of-the-stalled'

async function stalledClient(stage, { others, perSecond, calmMs, stallMs }) {
  const { implementation, hub } = await stage.begin({
    config: { clients: [{ name: 'stalled', token: TOKEN }] },
  })
  const watchers = await Watchers.connect(stage.port, others, 'chaos-token-of-all')
  stage.after(() => watchers.close())
  const lone = await Lone.connect(`ws://127.0.0.1:${stage.port}/`, TOKEN)
  stage.after(() => lone.close())
  const flow = implementation.flow(perSecond)
  await sleep(calmMs / 2)
  await watchers.takeP99()
  await sleep(calmMs)
  const calm = { p99: await watchers.takeP99(), rss: rssBytes(hub.pid) }
  lone.signal('SIGSTOP')
  await sleep(stallMs)
  const stalled = { p99: await watchers.takeP99(), rss: rssBytes(hub.pid) }
  lone.signal('SIGCONT')
  await sleep(calmMs)
  const after = await watchers.takeP99()
  flow.stop()
  const total = implementation.sent.count
  await comesTrue(async () => (await watchers.lacking(total)) === 0 && (await lone.counts()).last === total, {
    timeoutMs: 30_000,
  })
  const { events, disordered, damaged, gaps } = await lone.counts()
  return [
    told('events', total),
    count('missing at the stalled one', total - events),
    count('its gaps', gaps + disordered + damaged),
    count('missing at the others', await watchers.missing(total)),
    timed('p99 of the others while it stalls', stalled.p99 / calm.p99, 1.2),
    timed('while it catches up', after / calm.p99, 2),
    { ...told('p99 before', calm.p99, 'ms'), isTimed: true },
    timed('memory', (stalled.rss - calm.rss) / MB, 64 + keptMb(total), 'MB more'),
  ]
}

/** What the journal may have grown by meanwhile: events, and what keeping one costs. */
const keptMb = (events) => (events * 1500) / MB

export const r3 = {
  name: 'R3',
  what: 'one of 50 clients is stopped (SIGSTOP) for 60 s at 1,000 events/s, and goes on',
  goal: 'p99 of the others ≤ 1.2 × that before; memory grows by no more than the journal and 64 MB; the stalled one gets all, in order',
  full: { others: 49, perSecond: 1000, calmMs: 10_000, stallMs: 60_000 },
  short: { others: 5, perSecond: 300, calmMs: 1000, stallMs: 4000 },
  run: stalledClient,
}
