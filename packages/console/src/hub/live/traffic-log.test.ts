import { describe, expect, it } from 'vitest'
import type { CallRow, EventRow } from '../wire/wire.js'
import { MOST_LINES, TrafficLog } from './traffic-log.js'

const event = (id: string, raw_message = ''): EventRow => ({
  kind: 'event',
  seq: 1,
  at: 1,
  account: '1',
  id,
  event: { post_type: 'message', raw_message },
  bytes: 1,
  late: false,
})
const call = (answers: string): CallRow => ({
  kind: 'call',
  seq: 1,
  at: 1,
  app_id: 'a',
  action: 'send_msg',
  duration_ms: 1,
  retcode: 0,
  source: 'ws',
  answers,
})

describe('the traffic that the page keeps', () => {
  it('has the newest lines at most, and says how many were dropped', () => {
    const log = new TrafficLog()
    const rows = Array.from({ length: 10_000 }, (_, at) => event(String(at)))
    for (let times = 0; times <= MOST_LINES / rows.length; times++) log.add(rows, 1)
    expect(log.lines.length).toBe(MOST_LINES)
    expect(log.dropped).toBe(10_000)
    expect(log.lines[0]?.seq).toBe(10_001)
    expect(log.leftOut).toBe(MOST_LINES / rows.length + 1)
    expect(log.lineOf(10_000)).toBeUndefined()
    expect(log.lineOf(10_001)?.seq).toBe(10_001)
  })

  it('has the bodies of few, by number and by size', () => {
    const log = new TrafficLog()
    log.add([event('first')], 0)
    log.add(
      Array.from({ length: 5_000 }, () => event('x')),
      0,
    )
    expect(log.rowOf(1)).toBeUndefined()
    expect(log.rowOf(5_001)).toMatchObject({ id: 'x' })
    log.add(
      Array.from({ length: 20 }, () => event('big', 'y'.repeat(1_000_000))),
      0,
    )
    expect(log.rowOf(5_001)).toBeUndefined()
    expect(log.rowOf(5_021)).toMatchObject({ id: 'big' })
  })

  it('leads from a call to its event and back, only where the call says so', () => {
    const log = new TrafficLog()
    log.add([event('e1'), event('e2'), call('e1'), call(''), call('e1'), call('elsewhere')], 0)
    const seqs = (seq: number) => {
      const line = log.lineOf(seq)
      if (!line) throw new TypeError('no line')
      const { event: found, calls } = log.relatedTo(line, 10)
      return [found?.seq, calls.map((each) => each.seq)]
    }
    expect(seqs(1)).toEqual([undefined, [5, 3]])
    expect(seqs(2)).toEqual([undefined, []])
    expect(seqs(3)).toEqual([1, []])
    expect(seqs(4)).toEqual([undefined, []])
    expect(seqs(6)).toEqual([undefined, []])
  })
})
