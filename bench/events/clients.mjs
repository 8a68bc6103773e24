// A process of many bare clients.
import { answer, tell } from '../child.mjs'
import { nowUs, sleep } from '../clock.mjs'
import { quantile } from '../figures.mjs'
import { connectClient } from './client.mjs'

/** Of so many clients one is looked at closely; for the rest only frames are counted. */
const ONE_WATCHED_IN = 5
/** A client has caught up when the event it reads was due no longer ago than this. */
const FRESH_MS = 50

let clients = []
let expected = { bytes: 0, frames: 0, tellEvery: 0 }
let frames = 0
let cpu = process.cpuUsage()
let settle = () => {}
const [dues, delays] = [[], []]

answer({
  /** `name` is that of the first client; the others have none. `paths` are those of clients that come by others than `/`. */
  async connect({ port, count, name, paths = [] }) {
    clients = await Promise.all(
      Array.from({ length: count }, (_, index) => {
        const path = paths[index] ?? (index === 0 && name ? `/?client_name=${name}` : '/')
        const watch = index % ONE_WATCHED_IN === 0 ? watchDelay : undefined
        return connectClient({ port, path, watchesOrder: index === 0, counted: countFrame, watch })
      }),
    )
  },
  expect(settings) {
    expected = { tellEvery: 0, ...settings }
    frames = 0
    dues.length = delays.length = 0
    cpu = process.cpuUsage()
  },
  /** Answers when everything has come, or when nothing more is to be hoped for. */
  async done({ timeoutMs }) {
    if (frames < expected.frames) {
      await Promise.race([new Promise((resolve) => (settle = resolve)), sleep(timeoutMs)])
    }
    const { user, system } = process.cpuUsage(cpu)
    return { busyUs: user + system, missing: expected.frames - frames, ...delayFigures() }
  },
  pause: () => void clients[0].socket.pause(),
  /** The first client reads on; tells how long it takes until nothing old comes any more. */
  async catchUp({ timeoutMs }) {
    const [stalled] = clients
    const startedUs = nowUs()
    stalled.socket.resume()
    const tookMs = () => (nowUs() - startedUs) / 1000
    do await sleep(5)
    while (stalled.order.lateMs > FRESH_MS && tookMs() < timeoutMs)
    return tookMs()
  },
  /** How often the number of an event did not follow the one before, at the first client. */
  gaps: () => clients[0].order.gaps,
})

function countFrame(bytes) {
  if (bytes !== expected.bytes) return
  frames++
  if (expected.tellEvery > 0 && frames % expected.tellEvery === 0) tell('read', frames)
  if (frames === expected.frames) settle()
}

function watchDelay(dueUs) {
  dues.push(dueUs)
  delays.push((nowUs() - dueUs) / 1000)
}

/** Milliseconds; the end is the last tenth of the time in which events were due. */
function delayFigures() {
  if (delays.length === 0) return {}
  const [first, last] = dues.reduce(([a, b], due) => [Math.min(a, due), Math.max(b, due)], [Infinity, 0])
  const atEnd = delays.filter((_, at) => dues[at] >= last - (last - first) / 10)
  return { p50: quantile(delays, 0.5), p99: quantile(delays, 0.99), p50AtEnd: quantile(atEnd, 0.5) }
}
