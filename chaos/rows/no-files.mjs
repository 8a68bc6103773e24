import { WebSocket } from 'ws'
import { comesTrue } from '../clock.mjs'
import { deliveryFigures, hasAll } from '../counts/account.mjs'
import { openFiles } from '../hub/process-figures.mjs'
import { count, told } from '../report/figures.mjs'

const TOKEN = 'chaos-token-of-all'
const FILES = 150

/** The hub has used up its file descriptors: those who are there are served, others get in once there is room. */
async function noFiles(stage, { turns, perSecond }) {
  const wrap = ['prlimit', `--nofile=${FILES}:${FILES}`]
  const { implementation, clients, hub } = await stage.begin({
    crowd: { ws: 2, reverse: 1, sse: 1 },
    hub: { wrap },
  })
  const { sent } = implementation
  const before = openFiles(hub.pid)
  const flow = implementation.flow(perSecond)
  let shutOut = 0
  let stuck = 0
  for (let turn = 0; turn < turns; turn++) {
    const crowd = Array.from({ length: FILES * 2 }, () => dial(stage.port))
    await comesTrue(() => openFiles(hub.pid) >= FILES, { timeoutMs: 15_000 })
    shutOut += crowd.filter(({ readyState }) => readyState !== WebSocket.OPEN).length
    for (const socket of crowd) socket.terminate()
    if (!(await comesTrue(() => getsIn(stage.port), { timeoutMs: 15_000, everyMs: 100 }))) stuck++
  }
  flow.stop()
  await comesTrue(() => hasAll(sent, clients.received), { timeoutMs: 30_000, everyMs: 100 })
  await comesTrue(() => openFiles(hub.pid) <= before, { timeoutMs: 15_000 })
  return [
    told('shut out meanwhile', shutOut),
    ...deliveryFigures({ sent, clients: clients.received, lostMs: 0 }),
    count('shut out when there was room again', stuck),
    count('files left open', Math.max(0, openFiles(hub.pid) - before)),
    count('the hub ended', hub.isAlive ? 0 : 1),
  ]
}

async function getsIn(port) {
  const socket = dial(port)
  const isOpen = await new Promise((resolve) =>
    socket.once('open', () => resolve(true)).once('close', () => resolve(false)),
  )
  socket.terminate()
  return isOpen
}

function dial(port) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api`, {
    headers: { Authorization: `Bearer ${TOKEN}` },
  })
  socket.on('error', () => {})
  return socket
}

export const emfile = {
  name: 'emfile',
  what: 'strangers use up the file descriptors of the hub (EMFILE), 20 times',
  goal: 'clients that are there get everything; others get in when there is room again; nothing stays open',
  full: { turns: 20, perSecond: 200 },
  short: { turns: 2, perSecond: 100 },
  runs: 'beside',
  run: noFiles,
}
