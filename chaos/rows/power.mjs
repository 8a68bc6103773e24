import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { comesTrue, sleep } from '../clock.mjs'
import { deliveryFigures, hasAll } from '../counts/account.mjs'
import { PowerFailure } from '../faults/power-failure.mjs'
import { HUB_PROGRAM } from '../hub/hub-process.mjs'
import { count, told } from '../report/figures.mjs'

const PATIENCE_MS = 60_000
/** What the hub had written to a socket before the kill arrives in so long. */
const ARRIVAL_MS = 200
const POWER = { journal: { durability: 'power' } }

/** Kills the hub, takes from its files what was not synced, and looks whether what any client had received is there. */
async function failPower(stage, { events, kills, perSecond }) {
  const failure = new PowerFailure(stage.dir)
  const hub = { wrap: failure.wrap }
  const crowd = { ws: 2, reverse: 1, post: 1, sse: 1 }
  const { implementation, clients } = await stage.begin({ crowd, config: POWER, hub })
  const { sent } = implementation
  const flow = implementation.flow(perSecond, events)
  const struck = { at: [], missing: 0, bytes: 0 }
  for (let turn = 0; turn < kills; turn++) {
    const due = ((turn + stage.random.between(10, 90) / 100) * events) / kills
    while (sent.count < due) await sleep(2)
    await strike(stage, implementation, clients, { failure, struck })
    await clients.hubAnew()
    await (await stage.startHub(hub)).ready()
  }
  await flow.done
  await comesTrue(() => hasAll(sent, clients.received), { timeoutMs: PATIENCE_MS, everyMs: 250 })
  return [
    told('kills', kills),
    told('events', sent.count),
    told('taken from the files', struck.bytes, 'bytes'),
    count('delivered, and no longer there', struck.missing),
    ...deliveryFigures({ sent, clients: clients.received, breaks: struck.at }),
  ]
}

async function strike(stage, implementation, clients, { failure, struck }) {
  const folder = join(stage.dir, 'rookery-data')
  const at = stage.hub.kill()
  struck.at.push(at)
  implementation.broke(at)
  await stage.hub.exited
  struck.bytes += failure.strike(folder)
  await sleep(ARRIVAL_MS)
  const kept = numbersIn(folder)
  for (let n = 1; n <= implementation.sent.count; n++)
    if (!kept.has(n) && clients.received.some((each) => each.has(n))) struck.missing++
}

function numbersIn(folder) {
  const args = [HUB_PROGRAM, 'journal', 'export', '--data', folder]
  const lines = execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 30 })
  return new Set(Array.from(lines.matchAll(/"chaos":(\d+)/g), ([, n]) => Number(n)))
}

export const power = {
  name: 'power',
  what: 'with `durability: power`, the hub is killed 20 times, and its files are cut back to their length at the last sync before',
  goal: 'nothing that a client had received is missing in the files; otherwise as R1',
  full: { events: 10_000, kills: 20, perSecond: 500 },
  short: { events: 900, kills: 2, perSecond: 300 },
  run: failPower,
}
