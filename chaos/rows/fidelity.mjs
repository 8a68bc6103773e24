import { once } from 'node:events'
import { WebSocket } from 'ws'
import { comesTrue } from '../clock.mjs'
import { jsonText } from '../faults/json-values.mjs'
import { count, told } from '../report/figures.mjs'

const BATCH = 500

/** What a caller gives as `echo` and `params` must come back, and arrive, as the same bytes. */
async function fidelity(stage, { values, large }) {
  const { implementation } = await stage.begin()
  const arrived = new Set()
  implementation.answerText = (text) => answerBytes(text, arrived)
  const socket = new WebSocket(`ws://127.0.0.1:${stage.port}/api`, {
    headers: { Authorization: 'Bearer chaos-token-of-all' },
    perMessageDeflate: false,
  })
  stage.after(() => socket.terminate())
  await once(socket, 'open')
  const wrong = { echo: 0, params: 0, absent: 0 }
  for (let first = 0; first < values; first += BATCH)
    await batch(socket, first, BATCH, () => jsonText(stage.random), arrived, wrong)
  for (let each = 0; each < large; each++)
    await batch(socket, values + each, 1, () => JSON.stringify(`${'汉🐦\n'.repeat(120_000)}`), arrived, wrong)
  return [
    told('values', values + large),
    count('echoes with other bytes', wrong.echo),
    count('params with other bytes', wrong.params),
    count('echoes that nobody gave', wrong.absent),
  ]
}

/** Answers with the echo of the hub as it came, and notes the bytes of the params. */
function answerBytes(text, arrived) {
  const mark = /"params":\{"mark":(\d+),/.exec(text)?.[1]
  if (mark === undefined) return undefined
  const from = text.indexOf('"value":')
  arrived.add(text.slice(from, text.lastIndexOf(`,"end":${mark}}`)))
  const echo = /"echo":("[^"]*"|\d+)/.exec(text.slice(text.lastIndexOf('"end":')) + text.slice(0, 200))
  return `{"status":"ok","retcode":0,"data":{"mark":${mark}},"echo":${echo?.[1]}}`
}

/** Every tenth call has no echo. */
async function batch(socket, first, size, textOf, arrived, wrong) {
  const replies = new Map()
  const take = (data) => {
    const text = data.toString()
    const mark = /"data":\{"mark":(\d+)\}/.exec(text)?.[1]
    if (mark !== undefined) replies.set(Number(mark), text)
  }
  socket.on('message', take)
  const values = Array.from({ length: size }, textOf)
  for (const [index, value] of values.entries()) {
    const mark = first + index
    const echo = mark % 10 === 9 ? '' : `,"echo":${value}`
    socket.send(
      `{"action":"send_private_msg","params":{"mark":${mark},"value":${value},"end":${mark}}${echo}}`,
    )
  }
  await comesTrue(() => replies.size === size, { timeoutMs: 30_000, everyMs: 2 })
  socket.off('message', take)
  for (const [index, value] of values.entries())
    judge(value, first + index, replies.get(first + index), arrived, wrong)
  arrived.clear()
}

function judge(value, mark, reply = '', arrived, wrong) {
  if (!arrived.has(`"value":${value}`)) wrong.params++
  if (mark % 10 === 9) {
    if (reply === '' || reply.includes('"echo"')) wrong.absent++
  } else if (!reply.includes(`"echo":${value}`)) wrong.echo++
}

export const r9 = {
  name: 'R9',
  what: '100,000 calls with `echo` and `params` of all JSON types, digits beyond 2^53, odd white space, texts of 1 MB',
  goal: 'the same bytes arrive and come back; what is absent stays absent',
  full: { values: 100_000, large: 10 },
  short: { values: 5_000, large: 1 },
  run: fidelity,
}
