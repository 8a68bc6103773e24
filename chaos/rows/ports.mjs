import { WebSocket } from 'ws'
import { freePorts } from '../../interop/free-ports.mjs'
import { comesTrue } from '../clock.mjs'
import { openFiles } from '../hub/process-figures.mjs'
import { getJson } from '../peers/http-call.mjs'
import { count, told } from '../report/figures.mjs'

const TOKEN = 'chaos-token-of-all'
const RANGE = 20

/** Many ask for a port of their own at the same moment; each must be able to connect there. */
async function parallelPorts(stage, { asks, timeout }) {
  const { hub } = await stage.begin({ config: { ws_port: { timeout } } })
  const before = openFiles(hub.pid)
  const replies = await askAll(stage.port, asks)
  const ports = replies.filter(({ retcode }) => retcode === 0).map(({ data }) => data.port)
  const answered = await Promise.all(ports.map((port, index) => (index % 2 === 0 ? connects(port) : true)))
  const isFreed = await comesTrue(() => openFiles(hub.pid) <= before + 2, { timeoutMs: 60_000, everyMs: 200 })
  return [
    told('calls', asks),
    count('without a port', asks - ports.length),
    count('same port twice', ports.length - new Set(ports).size),
    count('not listening', answered.filter((isOpen) => !isOpen).length),
    count('ports not freed', isFreed ? 0 : openFiles(hub.pid) - before),
    ...(await ofRange(stage, hub, asks)),
  ]
}

/** The same from a range: once it is used up, everybody is told so. */
async function ofRange(stage, hub, asks) {
  await hub.stop()
  const [first] = await freePorts(1)
  const low = Math.min(first, 60_000)
  stage.config.ws_port = { timeout: '10s', range: [low, low + RANGE - 1] }
  const next = await stage.startHub()
  await next.ready()
  const replies = await askAll(stage.port, asks)
  const ports = replies.filter(({ retcode }) => retcode === 0).map(({ data }) => data.port)
  const isAgain = await comesTrue(async () => (await getJson(stage.port, '/api/get_ws_port')).retcode === 0, {
    timeoutMs: 60_000,
  })
  return [
    told('ports of a range', ports.length),
    count('same port of it twice', ports.length - new Set(ports).size),
    count('neither port nor 1503', replies.filter(({ retcode }) => retcode !== 0 && retcode !== 1503).length),
    count('range not freed', isAgain ? 0 : 1),
  ]
}

const askAll = (port, asks) =>
  Promise.all(Array.from({ length: asks }, () => getJson(port, '/api/get_ws_port')))

async function connects(port) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { headers: { Authorization: `Bearer ${TOKEN}` } })
  const isOpen = await new Promise((resolve) => {
    socket.once('open', () => resolve(true)).once('error', () => resolve(false))
  })
  socket.terminate()
  return isOpen
}

export const r21 = {
  name: 'R21',
  what: '1,000 ask for a port of their own (`get_ws_port`) at once; half of them connect',
  goal: '1,000 ports, all different, listening before the reply; freed when left or unused; a used-up range is told',
  full: { asks: 1000, timeout: '30s' },
  short: { asks: 100, timeout: '5s' },
  runs: 'beside',
  run: parallelPorts,
}
