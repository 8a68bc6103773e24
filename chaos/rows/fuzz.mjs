import { once } from 'node:events'
import { WebSocket } from 'ws'
import { comesTrue, until } from '../clock.mjs'
import { Received } from '../counts/received.mjs'
import { brokenFrame, fuzzedCall, fuzzedEvent } from '../faults/fuzz.mjs'
import { jsonText } from '../faults/json-values.mjs'
import { WsClient } from '../peers/ws-client.mjs'
import { count, told } from '../report/figures.mjs'

const TOKEN = 'chaos-token-of-all'
const BATCH = 200
const BATCHES_PER_BROKEN = 50
const CALLERS = 4
const PATIENCE_MS = 20_000

async function fuzz(stage, { frames }) {
  const { implementation, hub } = await stage.begin()
  const received = new Received('witness')
  const witness = new WsClient({
    url: `ws://127.0.0.1:${stage.port}/?client_name=witness`,
    token: TOKEN,
    received,
  })
  stage.after(() => witness.close())
  await until('the witness is greeted', () => received.isGreeted)
  const [calls, events] = await Promise.all([
    fuzzCalls(stage, frames),
    fuzzEvents(stage, implementation, received, frames),
  ])
  await comesTrue(() => received.has(implementation.sent.count), { timeoutMs: PATIENCE_MS })
  return [
    told('frames of clients', calls.frames),
    told('frames of the implementation', events.frames),
    count('the hub ended', hub.isAlive ? 0 : 1),
    count('calls without an answer', calls.unanswered),
    count('broken frames that closed nothing', calls.notClosed + events.notClosed),
    count('events that did not come through', events.stuck),
  ]
}

async function fuzzCalls(stage, frames) {
  const sum = { frames: 0, unanswered: 0, notClosed: 0 }
  await Promise.all(
    Array.from({ length: CALLERS }, (_, index) =>
      fuzzCaller(stage, stage.random.fork(`caller ${index}`), frames / CALLERS, sum),
    ),
  )
  return sum
}

/** One client: batches of frames, of which some are whole calls that must be answered. */
async function fuzzCaller(stage, random, frames, sum) {
  let socket = await dial(stage)
  for (let batch = 0; batch * BATCH < frames; batch++) {
    if (socket.readyState !== WebSocket.OPEN) socket = await dial(stage)
    sum.unanswered += await callBatch(socket, random)
    sum.frames += BATCH
    if (batch % BATCHES_PER_BROKEN !== BATCHES_PER_BROKEN - 1) continue
    if (!(await closesBy(socket, brokenFrame(random, true)))) sum.notClosed++
    socket = await dial(stage)
  }
  socket.terminate()
}

/** Returns how many whole calls of the batch got no answer; an answer is due unless the connection is closed. */
async function callBatch(socket, random) {
  const due = new Set()
  const take = (data) => due.delete(markOf(data.toString()))
  socket.on('message', take)
  for (let each = 0; each < BATCH; each++) {
    if (each % 20 !== 19) {
      socket.send(fuzzedCall(random))
      continue
    }
    const mark = String(random.between(1, 1e9))
    due.add(mark)
    socket.send(`{"action":"send_private_msg","params":${jsonText(random)},"echo":{"mark":"${mark}"}}`)
  }
  await comesTrue(() => due.size === 0 || socket.readyState !== WebSocket.OPEN, {
    timeoutMs: PATIENCE_MS,
    everyMs: 2,
  })
  socket.off('message', take)
  return socket.readyState === WebSocket.OPEN ? due.size : 0
}

const markOf = (text) => /"echo":\{"mark":"(\d+)"\}/.exec(text)?.[1]

async function fuzzEvents(stage, implementation, received, frames) {
  const random = stage.random.fork('events')
  const sum = { frames: 0, stuck: 0, notClosed: 0 }
  for (let batch = 0; sum.frames < frames; batch++) {
    await until('the implementation is connected', () => implementation.isConnected, { everyMs: 5 })
    const [socket] = implementation.sockets
    for (let each = 0; each < BATCH; each++) implementation.sendText(fuzzedEvent(random))
    sum.frames += BATCH
    implementation.send()
    const n = implementation.sent.count
    if (
      !(await comesTrue(() => received.has(n) || !implementation.isConnected, {
        timeoutMs: PATIENCE_MS,
        everyMs: 2,
      }))
    )
      sum.stuck++
    if (batch % (BATCHES_PER_BROKEN * 10) !== BATCHES_PER_BROKEN - 1) continue
    if (!(await closesBy(socket, brokenFrame(random, false)))) sum.notClosed++
  }
  return sum
}

/** Whether a frame closes the connection. */
async function closesBy(socket, frame) {
  if (socket.readyState !== WebSocket.OPEN) return true
  socket._socket.write(frame)
  return Promise.race([
    once(socket, 'close').then(() => true),
    comesTrue(() => false, { timeoutMs: PATIENCE_MS }),
  ])
}

async function dial(stage) {
  const socket = new WebSocket(`ws://127.0.0.1:${stage.port}/api`, {
    headers: { Authorization: `Bearer ${TOKEN}` },
    perMessageDeflate: false,
  })
  await once(socket, 'open')
  socket.on('error', () => {})
  return socket
}

export const r8 = {
  name: 'R8',
  what: 'a million fuzzed frames from clients, and a million from an implementation: bad JSON, deep nesting, lone surrogates, huge numbers, forbidden frames',
  goal: 'the hub lives; each whole call between them is answered, each whole event delivered, each forbidden frame closes its connection',
  full: { frames: 1_000_000 },
  short: { frames: 20_000 },
  run: fuzz,
}
