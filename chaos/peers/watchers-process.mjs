// The clients of `Watchers`, in a process of their own. Answers each message of its parent with what the message names.
import { createHistogram } from 'node:perf_hooks'
import { setClockBaseMs } from '../clock.mjs'
import { LightReceived } from './light-received.mjs'
import { WsClient } from './ws-client.mjs'

const [port, count, token, baseMs] = process.argv.slice(2)
setClockBaseMs(Number(baseMs))
// Not a list: sorting millions of delays would hold up those that come meanwhile.
const delays = createHistogram()
const received = Array.from({ length: Number(count) }, () => new LightReceived(delays))
for (const each of received) new WsClient({ url: `ws://127.0.0.1:${port}/`, token, received: each })

const answers = {
  counts: () => ({
    areGreeted: received.every(({ isGreeted }) => isGreeted),
    last: Math.min(...received.map(({ last }) => last)),
    disordered: received.reduce((sum, each) => sum + each.disordered, 0),
  }),
  delays: () => {
    const [p50, p99] = [delays.percentile(50) / 1000, delays.percentile(99) / 1000]
    delays.reset()
    return { p50, p99 }
  },
}
process.on('message', (what) => process.send(answers[what]()))
process.on('disconnect', () => process.exit())
