import { paired } from '../cells.mjs'
import { measure } from '../measure.mjs'
import { hub, plain, today } from '../peers.mjs'
import { printFigures } from '../table.mjs'
import { inAlternatingTurns } from '../turns.mjs'

const LOAD = { mode: 'idle', clients: 5000, seconds: 5 }
const QUICK_SECONDS = 3
/** Servers of each kind that a turn is made of: each connects its clients once, and they differ. */
const SLICES = 2

/** What a client costs that connects, and that has nothing to do afterwards. */
export async function idle({ turns, quick }) {
  const load = { ...LOAD, ...(quick && { seconds: QUICK_SECONDS }) }
  const peers = [hub, today(), plain].filter((peer) => !peer.missing)
  const measures = peers.map((peer) => [peer.title, () => measure(peer, load)])
  console.error('> idle clients')
  const runs = await inAlternatingTurns({ turns, slices: quick ? 1 : SLICES }, Object.fromEntries(measures))
  const figures = {
    kb: 'KB a client',
    connectUs: 'CPU µs to connect',
    idleMsPerSecond: 'CPU ms a second, idle',
  }
  printFigures(`${LOAD.clients} idle clients`, runs, figures)
  const kilobytes = (measured) => measured?.map((run) => run.kb)
  const memory = { what: 'idle client at 5,000', unit: 'kb', goal: 9 }
  const connecting = { what: 'connecting, CPU, against plain ws', goal: 1.4 }
  return [
    { ...memory, values: kilobytes(runs.hub), today: kilobytes(runs.today) },
    {
      ...connecting,
      values: paired(runs.hub, runs[plain.title], 'connectUs'),
      today: runs.today && paired(runs.today, runs[plain.title], 'connectUs'),
    },
  ]
}
