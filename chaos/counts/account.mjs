import { count } from '../report/figures.mjs'

/** What was sent so shortly before a kill may be lost: it is not yet written. */
export const LOST_MS = 50
/** What may come again was sent within so long before a kill: confirmation, saving of cursors, and their travel. */
export const REPEATED_MS = 500 + 400 + 250

/** Waits are over when every client has all that it has to get. */
export const hasAll = (sent, clients) => clients.every((client) => missing(sent, client) === 0)

/** Counts what a client lacks of all events that may not be lost. */
export function missing(sent, received, lostMs = LOST_MS) {
  let lacking = 0
  for (let n = 1; n <= sent.count; n++) if (!received.has(n) && !sent.mayBeLost(n, lostMs)) lacking++
  return lacking
}

/** Counts events that came again although the client had received them long before the break. */
export const repeatedTooLate = (received, breaks, withinMs) =>
  received.repeats.filter((repeat) => tooLateByMs(repeat, breaks, withinMs) > 0).length

/** By how much an event that came again had come too long before the break; endless where nothing broke. */
function tooLateByMs({ before, again }, breaks, withinMs) {
  const brokenAt = breaks.findLast((at) => at <= again)
  return brokenAt === undefined ? Number.POSITIVE_INFINITY : brokenAt - withinMs - before
}

/** The figures of delivery that hold in every row. */
export function deliveryFigures({ sent, clients, breaks = [], lostMs = LOST_MS }) {
  if (process.env.CHAOS_DEBUG) tell(sent, clients, breaks, lostMs)
  const sum = (of) => clients.reduce((total, client) => total + of(client), 0)
  return [
    count(
      'missing',
      sum((client) => missing(sent, client, lostMs)),
    ),
    count(
      'out of order',
      sum((client) => client.disordered),
    ),
    count(
      'damaged',
      sum((client) => client.damaged),
    ),
    count(
      'repeated too late',
      sum((client) => repeatedTooLate(client, breaks, REPEATED_MS + sent.slackMs)),
    ),
  ]
}

/**
 * Prints, for whoever looks for a fault, what is missing and how many milliseconds before the next break it was sent, and what
 * came again too late, by how many milliseconds.
 */
function tell(sent, clients, breaks, lostMs) {
  for (const client of clients) {
    const lacking = []
    for (let n = 1; n <= sent.count; n++) {
      if (client.has(n) || sent.mayBeLost(n, lostMs)) continue
      const next = breaks.find((at) => at >= sent.at(n))
      lacking.push(`${n}(${next === undefined ? '-' : Math.round(next - sent.at(n))})`)
    }
    const late = client.repeats
      .map((repeat) => ({ n: repeat.n, ms: tooLateByMs(repeat, breaks, REPEATED_MS + sent.slackMs) }))
      .filter(({ ms }) => ms > 0)
      .map(({ n, ms }) => `${n}(${Math.round(ms)})`)
    console.log(
      `    ${client.name}: ${client.gaps} gaps, ${client.disordered} out of order, ${client.repeats.length} repeated, missing ${lacking.slice(0, 60).join(' ')}, too late ${late.slice(0, 60).join(' ')}`,
    )
  }
}
