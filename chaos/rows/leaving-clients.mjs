import { once } from 'node:events'
import { WebSocket } from 'ws'
import { comesTrue, sleep } from '../clock.mjs'
import { answerOf } from '../peers/implementation.mjs'
import { count, told } from '../report/figures.mjs'
import { settledTables, tableFigures } from './tables.mjs'

const TOKEN = 'chaos-token-of-all'

/** Clients come, make calls, and leave before they are answered. */
async function leavingClients(stage, { leaving, atOnce, answerMs }) {
  const { implementation, hub } = await stage.begin({
    config: { clients: [{ name: 'witness', token: 'chaos-token-of-the-witness' }] },
    hub: { inspect: true },
  })
  implementation.answer = async (call, selfId) => {
    if (call.params?.leaves) await sleep(stage.random.between(0, answerMs))
    return answerOf(call, selfId)
  }
  const url = `ws://127.0.0.1:${stage.port}/`
  const inspector = await hub.inspector()
  const witness = await callEvery(50, url, 'chaos-token-of-the-witness')
  const leave = () => leaveWithCall(url, stage.random.between(0, answerMs))
  await inParallel(leave, Math.min(leaving, 500), atOnce)
  const before = await settledTables(inspector)
  await inParallel(leave, leaving, atOnce)
  const after = await settledTables(inspector, before)
  witness.stop()
  await comesTrue(() => witness.waiting === 0, { timeoutMs: 10_000 })
  inspector.close()
  return [
    told('clients that left', leaving),
    told('calls that the implementation got', implementation.calls),
    count('calls of the witness without an answer', witness.waiting),
    count('the hub ended', hub.isAlive ? 0 : 1),
    ...tableFigures(before, after),
  ]
}

/** Makes a call and leaves. */
export async function leaveWithCall(url, staysMs) {
  const socket = new WebSocket(url, {
    headers: { Authorization: `Bearer ${TOKEN}` },
    perMessageDeflate: false,
  })
  socket.on('error', () => {})
  await once(socket, 'open')
  socket.send('{"action":"send_private_msg","params":{"user_id":1,"message":"bye","leaves":true},"echo":1}')
  if (staysMs > 0) await sleep(staysMs)
  socket.terminate()
}

/** Runs a task so many times, with so many at once. */
export async function inParallel(task, times, atOnce) {
  let begun = 0
  const runner = async () => {
    while (begun < times) await task(begun++)
  }
  await Promise.all(Array.from({ length: atOnce }, runner))
}

/** A client that goes on calling, and counts what is not answered. */
export async function callEvery(ms, url, token) {
  const socket = new WebSocket(url, { headers: { Authorization: `Bearer ${token}` } })
  await once(socket, 'open')
  const witness = {
    waiting: 0,
    made: 0,
    retcodes: {},
    stop: () => clearInterval(timer),
    close: () => socket.terminate(),
  }
  socket.on('message', (data) => {
    const { echo, retcode } = JSON.parse(data.toString())
    if (echo === undefined) return
    witness.waiting--
    witness.retcodes[retcode] = (witness.retcodes[retcode] ?? 0) + 1
  })
  const timer = setInterval(() => {
    witness.waiting++
    socket.send(
      JSON.stringify({
        action: 'send_private_msg',
        params: { user_id: 1, message: 'here' },
        echo: ++witness.made,
      }),
    )
  }, ms)
  return witness
}

export const r5 = {
  name: 'R5',
  what: '10,000 clients leave while calls of theirs are in flight',
  goal: 'a witness is served all the time; tables, sockets and timers of the hub are back where they were',
  full: { leaving: 10_000, atOnce: 40, answerMs: 40 },
  short: { leaving: 800, atOnce: 20, answerMs: 20 },
  run: leavingClients,
}
