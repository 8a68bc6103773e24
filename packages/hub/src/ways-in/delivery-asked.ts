import type { Refusal } from '@rookery/transport'
import { readSince, SINCE_RULE } from '../history/index.js'
import type { DeliveryOptions, SlowPolicy } from '../options.js'

const SWITCH: ReadonlyMap<string, boolean> = new Map([
  ['1', true],
  ['true', true],
  ['0', false],
  ['false', false],
])

/** Reads from a query how a client wants its events; what the query leaves out is as the client's entry has it. */
export function deliveryAsked(
  query: URLSearchParams,
  entry: DeliveryOptions,
  now: number,
): DeliveryOptions | Refusal {
  const since = query.get('since') || undefined
  if (since !== undefined && !readSince(since, now)) return bad('since', SINCE_RULE, since)
  const slow = query.get('slow') || undefined
  if (slow !== undefined && !isSlowPolicy(slow)) return bad('slow', 'resume, latest or disconnect', slow)
  const asked = { seq: query.get('seq') || undefined, confirm: query.get('confirm') || undefined }
  if (asked.seq !== undefined && !SWITCH.has(asked.seq)) return bad('seq', '1 or 0', asked.seq)
  if (asked.confirm !== undefined && asked.confirm !== 'ack' && asked.confirm !== 'receipt')
    return bad('confirm', 'receipt or ack', asked.confirm)
  return {
    seq: asked.seq === undefined ? entry.seq : SWITCH.get(asked.seq),
    confirm: asked.confirm ?? entry.confirm,
    since: since ?? entry.since,
    slow: slow ?? entry.slow,
  }
}

const isSlowPolicy = (text: string): text is SlowPolicy =>
  text === 'resume' || text === 'latest' || text === 'disconnect'

const bad = (name: string, allowed: string, found: string): Refusal => ({
  status: 400,
  reason: `${name} must be ${allowed}, found ${found.slice(0, 80)}`,
})
