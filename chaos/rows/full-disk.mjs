import { execFileSync } from 'node:child_process'
import { comesTrue, sleep } from '../clock.mjs'
import { deliveryFigures, hasAll } from '../counts/account.mjs'
import { count, told } from '../report/figures.mjs'

const BYTES = 4 * 1024 * 1024
const DOWN = /^the history cannot be written/
const UP = /^the history can be written again/

/**
 * The files of the store may not grow beyond a limit, as on a full disk; later they may again. One client is there, one is away from the
 * beginning of it until the hub was killed and started again.
 */
async function fullDisk(stage, { perSecond, fullMs }) {
  const wrap = ['prlimit', `--fsize=${BYTES}:unlimited`]
  const { implementation, clients, hub } = await stage.begin({
    crowd: { ws: 2, sse: 1, post: 1 },
    hub: { wrap },
  })
  const { sent } = implementation
  const away = clients.of('ws')[1]
  const flow = implementation.flow(perSecond)
  await hub.line(DOWN)
  away.leave()
  await sleep(fullMs)
  execFileSync('prlimit', ['--pid', String(hub.pid), '--fsize=unlimited:unlimited'])
  await hub.line(UP)
  await sleep(1500)
  const at = hub.kill()
  implementation.broke(at)
  await hub.exited
  await clients.hubAnew()
  await (await stage.startHub()).ready()
  away.again()
  await sleep(1500)
  flow.stop()
  await comesTrue(() => hasAll(sent, clients.received), { timeoutMs: 30_000, everyMs: 100 })
  return [
    told('events', sent.count),
    ...deliveryFigures({ sent, clients: clients.received, breaks: [at] }).filter(
      ({ what }) => !what.startsWith('repeated'),
    ),
    count('not said in the log', hub.find(DOWN) ? 0 : 1),
  ]
}

export const diskFull = {
  name: 'disk-full',
  what: 'the disk is full for 20 s and has room again; then the hub is killed; one client was away all the time',
  goal: 'delivery goes on; what memory held is written; nothing missing, in order; the log says so',
  full: { perSecond: 400, fullMs: 20_000 },
  short: { perSecond: 400, fullMs: 2000 },
  runs: 'beside',
  run: fullDisk,
}
