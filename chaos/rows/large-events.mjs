import { WebSocket } from 'ws'
import { comesTrue, sleep } from '../clock.mjs'
import { Watchers } from '../peers/watchers.mjs'
import { count, told } from '../report/figures.mjs'

const TOKEN = 'chaos-token-of-all'
const MB = 1024 * 1024

/** Events of 60 MB between small ones. */
async function largeEvents(stage, { large, bytes, clients, perSecond }) {
  const { implementation, hub } = await stage.begin()
  const watchers = await Watchers.connect(stage.port, clients, TOKEN)
  stage.after(() => watchers.close())
  const takers = Array.from({ length: 3 }, (_, index) => takeLarge(stage, `taker-${index}`))
  const flow = implementation.flow(perSecond)
  await sleep(4000)
  const calm = await watchers.takeP99()
  const texts = []
  for (let turn = 0; turn < large; turn++) {
    texts.push(largeText(turn, bytes))
    implementation.sendText(texts[turn])
    await comesTrue(() => takers.every(({ texts: got }) => got.length > turn), { timeoutMs: 30_000 })
  }
  flow.stop()
  const total = implementation.sent.count
  await comesTrue(async () => (await watchers.lacking(total)) === 0, { timeoutMs: 30_000 })
  return [
    told('large events', large),
    count(
      'large ones missing or damaged',
      takers.reduce((sum, { texts: got }) => sum + texts.filter((text, at) => got[at] !== text).length, 0),
    ),
    count('small ones missing', await watchers.missing(total)),
    count('the hub ended', hub.isAlive ? 0 : 1),
    // No goal: who counts is busy with the large ones, too.
    { ...told('p99 of small ones', (await watchers.takeP99()) / calm, '×'), isTimed: true },
  ]
}

const largeText = (turn, bytes) =>
  `{"time":1,"self_id":10001,"post_type":"notice","notice_type":"large","turn":${turn},"data":"${'0123456789abcdef'.repeat(bytes / 16)}"}`

/** A client that keeps what is large. */
function takeLarge(stage, name) {
  const socket = new WebSocket(`ws://127.0.0.1:${stage.port}/?client_name=${name}`, {
    headers: { Authorization: `Bearer ${TOKEN}` },
    perMessageDeflate: false,
    maxPayload: 100 * MB,
  })
  const taker = { texts: [] }
  socket.on('error', () => {})
  socket.on('message', (data) => {
    if (data.length > 100_000) taker.texts.push(data.toString())
  })
  stage.after(() => socket.terminate())
  return taker
}

export const large = {
  name: 'large',
  what: 'events of 60 MB come between small ones, to three clients',
  goal: 'each arrives whole; the small ones of others go on, none missing, in order',
  full: { large: 5, bytes: 60 * MB, clients: 10, perSecond: 100 },
  short: { large: 1, bytes: 60 * MB, clients: 3, perSecond: 50 },
  run: largeEvents,
}
