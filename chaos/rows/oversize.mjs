import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { WebSocket } from 'ws'
import { sleep, until } from '../clock.mjs'
import { rssBytes } from '../hub/process-figures.mjs'
import { count, timed, told } from '../report/figures.mjs'

const MB = 1024 * 1024
const TOKEN = 'chaos-token-of-all'
const HEADERS = 100_000
const BY_IMPLEMENTATION = 'frames of 64 MiB by the implementation'
const MOST_DIALLED = 4
/** A frame that says it is a byte larger than 64 MiB. */
const LARGE_LENGTH = [0, 0, 0, 0, 0x04, 0x00, 0x00, 0x01]

/** Whoever sends too much is cut before it costs memory. */
async function oversize(stage, { times }) {
  const { implementation, hub } = await stage.begin()
  const wrong = Object.fromEntries(Object.keys(attacks).map((name) => [name, 0]))
  for (const attack of Object.values(attacks)) await attack(stage, implementation)
  await sleep(500)
  const before = rssBytes(hub.pid)
  let most = before
  for (let turn = 0; turn < times; turn++) {
    for (const [name, attack] of Object.entries(attacks)) {
      // The hub dials a broken implementation ever later: a few times have to do.
      if (name === BY_IMPLEMENTATION && turn >= MOST_DIALLED) continue
      if (!(await attack(stage, implementation))) wrong[name]++
      most = Math.max(most, rssBytes(hub.pid))
    }
  }
  return [
    told('attempts of each kind', times),
    ...Object.entries(wrong).map(([name, value]) => count(`${name} ended otherwise`, value)),
    timed('memory', (most - before) / MB, 16, 'MB more'),
  ]
}

/** Each tells whether it ended as it must. */
const attacks = {
  'frames of 64 MiB by clients': async (stage) => {
    const socket = await dial(stage)
    return (await codeOf(socket, [0x81, 0xff, ...LARGE_LENGTH, 1, 2, 3, 4])) === 1009
  },
  [BY_IMPLEMENTATION]: async (_stage, implementation) => {
    await until('the implementation is served', () => implementation.isServed)
    const [socket] = implementation.sockets
    return (await codeOf(socket, [0x81, 0x7f, ...LARGE_LENGTH])) === 1009
  },
  'compressed frames': async (stage) => {
    const socket = await dial(stage, { perMessageDeflate: true })
    if (socket.extensions !== '') return false
    return (await codeOf(socket, [0xc1, 0x81, 1, 2, 3, 4, 5])) === 1002
  },
  'bodies of 100 MB': (stage) =>
    statusOf(stage, { 'Content-Length': 100 * MB }).then((status) => status === 413),
  '100,000 headers': async (stage) => ['431', undefined].includes(await headersStatus(stage)),
}

async function dial(stage, options = { perMessageDeflate: false }) {
  const headers = { Authorization: `Bearer ${TOKEN}` }
  const socket = new WebSocket(`ws://127.0.0.1:${stage.port}/api`, { headers, ...options })
  await once(socket, 'open')
  return socket
}

async function codeOf(socket, bytes) {
  socket.on('error', () => {})
  const closed = once(socket, 'close')
  socket._socket.write(Buffer.from(bytes))
  return (await closed)[0]
}

function statusOf(stage, headers) {
  const all = { 'Content-Type': 'application/json', Authorization: `Bearer ${TOKEN}`, ...headers }
  return new Promise((resolve) => {
    const sent = request(
      { host: '127.0.0.1', port: stage.port, path: '/send_msg', method: 'POST', headers: all, agent: false },
      (response) => {
        resolve(response.statusCode)
        sent.destroy()
      },
    )
    sent.on('error', () => resolve(0))
    sent.write('{"message":"')
  })
}

/** The status, unless what was sent beyond the limit made the system drop the answer (RST): undefined then. */
function headersStatus(stage) {
  return new Promise((resolve) => {
    const socket = connect(stage.port, '127.0.0.1')
    let text = ''
    socket.on('data', (data) => (text += data))
    socket.on('error', () => {})
    socket.on('close', () => resolve(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]))
    socket.write('GET /get_status HTTP/1.1\r\nHost: 127.0.0.1\r\n')
    for (let each = 0; each < HEADERS && !socket.destroyed; each++) socket.write(`X-${each}: 1\r\n`)
  })
}

export const r10 = {
  name: 'R10',
  what: 'frames that say they are larger than 64 MiB, compressed frames, bodies of 100 MB, 100,000 headers',
  goal: 'closed with 1009 or 1002, answered 413 or 431, or reset; memory grows by less than 16 MB',
  full: { times: 100 },
  short: { times: 3 },
  run: oversize,
}
