import { openSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { comesTrue } from '../clock.mjs'
import { deliveryFigures, hasAll } from '../counts/account.mjs'
import { count } from '../report/figures.mjs'

const NO_STORE = /^nothing is kept on disk/
const CONFIG_ERROR = 78

/** The folder of events cannot be written, or the log of lines: the first is told, the second must not matter. */
async function unwritable(stage, { events }) {
  const blocked = await blockedFolder(stage, events)
  const named = await namedFolder(stage)
  const lines = await noLines(stage, events)
  return [
    count('missing without a folder', blocked.missing),
    count('starts that do not say so', blocked.isTold ? 0 : 1),
    count('starts with a named folder that do not end with 78', named === CONFIG_ERROR ? 0 : 1),
    count('missing without a log', lines.missing),
    count('ends without a log', lines.ended),
  ]
}

/** A file stands where the default folder would be: rights stop nobody who is root. */
async function blockedFolder(stage, events) {
  const path = join(stage.dir, 'rookery-data')
  writeFileSync(path, 'in the way')
  const { implementation, clients, hub } = await stage.begin({ crowd: { ws: 2 } })
  const missing = await deliver(implementation, clients, events)
  const isTold = hub.find(NO_STORE) !== undefined
  await hub.stop()
  rmSync(path)
  return { missing, isTold }
}

async function namedFolder(stage) {
  const path = join(stage.dir, 'named')
  writeFileSync(path, 'in the way')
  await stage.set({ config: { data: './named' } })
  await stage.startHub().catch(() => {})
  return stage.hub.exited
}

/** What the hub logs goes to a device that is always full. */
async function noLines(stage, events) {
  const stdout = openSync('/dev/full', 'w')
  const { implementation, clients } = await stage.set({ crowd: { ws: 2 } })
  const hub = await stage.startHub({ stdout })
  await hub.ready()
  await clients.start(stage.port)
  return { missing: await deliver(implementation, clients, events), ended: hub.isAlive ? 0 : 1 }
}

async function deliver(implementation, clients, events) {
  await implementation.flow(500, events).done
  const { sent } = implementation
  await comesTrue(() => hasAll(sent, clients.received), { timeoutMs: 20_000 })
  return deliveryFigures({ sent, clients: clients.received, lostMs: 0 }).reduce(
    (sum, { value }) => sum + value,
    0,
  )
}

export const unwritableLog = {
  name: 'log',
  what: 'the folder of events cannot be written, by default or by name; the output of the log is full',
  goal: 'by default the hub runs in memory and says so, by name it ends with 78; a full output changes nothing',
  full: { events: 5000 },
  short: { events: 300 },
  runs: 'beside',
  run: unwritable,
}
