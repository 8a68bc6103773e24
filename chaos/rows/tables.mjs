import { sleep } from '../clock.mjs'
import { count } from '../report/figures.mjs'

/** Entries that may differ by what happens to be under way, such as a watched time. */
const SLACK = { entries: 40, timers: 3, sockets: 0 }

/** Looks at the tables of the hub until they are as before, or for so long; without `before`, until two looks agree. */
export async function settledTables(inspector, before, patienceMs = 10_000) {
  const endMs = performance.now() + patienceMs
  let last = before
  for (;;) {
    const now = await inspector.tables()
    const isSettled = last !== undefined && excess(last, now).every((over) => over <= 0)
    if (isSettled || performance.now() > endMs) return now
    if (!before) last = now
    await sleep(500)
  }
}

const excess = (before, after) => Object.keys(SLACK).map((key) => after[key] - before[key] - SLACK[key])

/** Entries of all tables, timers and sockets beyond those before; `known` entries may be there by design. */
export function tableFigures(before, after, known = 0) {
  const beyond = (key) => Math.max(0, after[key] - before[key])
  return [
    count('entries left', beyond('entries'), SLACK.entries + known),
    count('timers left', beyond('timers'), SLACK.timers),
    count('sockets left', beyond('sockets'), SLACK.sockets),
  ]
}
