import { paired } from '../cells.mjs'
import { measure } from '../measure.mjs'
import { hub, today } from '../peers.mjs'
import { printFigures } from '../table.mjs'
import { inAlternatingTurns } from '../turns.mjs'

const LOAD = { mode: 'ingest', bytes: 500, rate: 20_000, burst: 8, warm: 1 }
const EVENTS = 100_000
const QUICK_EVENTS = 40_000

/** What taking an event in costs when there is nobody to deliver it to. */
export async function ingest({ turns, quick }) {
  const cell = { what: 'taking an event in, against today', goal: 0.75, stretch: 0.6 }
  if (today().missing) return [{ ...cell, missing: today().missing }]
  const load = { ...LOAD, events: quick ? QUICK_EVENTS : EVENTS }
  console.error('> taking events in')
  const runs = await inAlternatingTurns(
    { turns },
    { hub: () => measure(hub, load), today: () => measure(today(), load) },
  )
  const figures = { cpuUs: 'CPU µs an event', perSecond: 'events/s', rssMb: 'RSS MB' }
  printFigures('no client, events of 500 B in bursts of 8', runs, figures)
  return [{ ...cell, values: paired(runs.hub, runs.today, 'cpuUs'), today: [1] }]
}
