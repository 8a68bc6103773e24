// The servers under test. Each `start…` gives a server that listens: its process, and its ports.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePorts } from '../../interop/free-ports.mjs'
import { SERVER_CPU } from '../child.mjs'
import { sleep } from '../clock.mjs'
import { Program } from './process.mjs'

const LISTENS = /"url":"ws:\/\/127\.0\.0\.1:(\d+)","msg":"rookery listens"/
const PATIENCE_MS = 20_000
const LOOK_EVERY_MS = 5

/** Files of servers, away when we are. */
const dir = mkdtempSync(join(tmpdir(), 'rookery-bench-'))
process.on('exit', () => rmSync(dir, { recursive: true, force: true }))
let lastFile = 0

/** Writes a file of its own. */
export function writeTemporary(text) {
  const path = join(dir, `${++lastFile}.conf`)
  writeFileSync(path, text)
  return path
}

/** A hub as operators run it, with an implementation to dial. `keeps` is its journal: `memory`, or `disk` in a folder of its own. */
export async function startHub(checkout, { feedPort, env, keeps = 'memory' }) {
  const config = writeTemporary(hubConfig(feedPort) + paceOf(checkout) + JOURNALS[keeps]())
  const command = [process.execPath, checkout.rookery, 'up', '--config', config, '--log', 'json']
  const program = new Program(command, { cpu: SERVER_CPU, env })
  for (;;) {
    const listens = LISTENS.exec(await program.nextLine())
    if (listens) return serverOf(program, Number(listens[1]))
  }
}

const hubConfig = (feedPort) =>
  `listen: { host: 127.0.0.1, port: 0 }
upstreams: [{ name: implementation, type: ws, url: "ws://127.0.0.1:${feedPort}" }]
`

/** Where a hub has a pace, it is off: what is measured is faster than any account may send. */
const paceOf = ({ root }) =>
  existsSync(join(root, 'packages/hub/src/traffic-options.ts')) ? 'pace: off\n' : ''

const KEEP = 'keep: { age: 30m, events: 300000, bytes: 512MB }'
/** The history is so small that old events are deleted all the time. */
const JOURNALS = {
  memory: () => `journal: { engine: memory, ${KEEP} }\n`,
  disk: () =>
    `data: "${join(dir, `data-${++lastFile}`)}"\njournal: { ${KEEP}, history: { age: 7d, bytes: 64MB } }\n`,
}

/** One of our own peers: `file` stands in `peers/`. */
export async function startPeer(file, { feedPort, env }) {
  const path = fileURLToPath(new URL(`peers/${file}`, import.meta.url))
  const program = new Program([process.execPath, path, String(feedPort)], { cpu: SERVER_CPU, env })
  return serverOf(program, JSON.parse(await program.nextLine()).port)
}

export async function startNats(file) {
  const [port, publisherPort] = await freePorts(2)
  const config = writeTemporary(
    `host: 127.0.0.1
port: ${publisherPort}
websocket { host: 127.0.0.1, port: ${port}, no_tls: true }
max_pending: 512MB
log_file: "${join(dir, 'nats.log')}"
`,
  )
  return startBroker([file, '-c', config], port, publisherPort)
}

export async function startMosquitto(file) {
  const [port] = await freePorts(1)
  const config = writeTemporary(
    `listener ${port} 127.0.0.1
allow_anonymous true
max_queued_messages 0
max_queued_bytes 0
max_inflight_messages 65535
set_tcp_nodelay true
persistence false
log_type error
`,
  )
  return startBroker([file, '-c', config], port, port)
}

async function startBroker(command, port, publisherPort) {
  const program = new Program(command, { cpu: SERVER_CPU })
  for (const each of new Set([port, publisherPort])) await untilListening(each)
  return serverOf(program, port, publisherPort)
}

const serverOf = (program, port, publisherPort = 0) => ({
  pid: program.pid,
  port,
  publisherPort,
  stop: () => program.stop(),
})

/** Waits until a port takes connections. */
export async function untilListening(port, lookEveryMs = LOOK_EVERY_MS) {
  const endMs = performance.now() + PATIENCE_MS
  while (!(await takesConnections(port))) {
    if (performance.now() > endMs) throw new Error(`nothing listens on port ${port}`)
    await sleep(lookEveryMs)
  }
}

function takesConnections(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}
