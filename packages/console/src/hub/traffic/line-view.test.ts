import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TrafficLog } from '../live/traffic-log.js'
import type { TrafficRow } from '../wire/wire.js'
import { EVERY_LINE, type LineChoice, LineView } from './line-view.js'

const row = fc.record({
  isCall: fc.boolean(),
  account: fc.constantFrom('1', '2'),
  client: fc.constantFrom('a', 'b'),
  text: fc.constantFrom('hello', 'World', ''),
})

function rowOf({
  isCall,
  account,
  client,
  text,
}: typeof row extends fc.Arbitrary<infer T> ? T : never): TrafficRow {
  const shared = { seq: 0, at: 0, account }
  return isCall
    ? {
        ...shared,
        kind: 'call',
        app_id: client,
        action: 'send_msg',
        params: { text },
        duration_ms: 0,
        retcode: 0,
        source: 'ws',
      }
    : { ...shared, kind: 'event', event: { post_type: 'message', raw_message: text }, bytes: 0, late: false }
}

const choice: fc.Arbitrary<LineChoice> = fc.record({
  kind: fc.constantFrom('', 'event', 'call'),
  account: fc.constantFrom('', '1'),
  client: fc.constantFrom('', 'a'),
  text: fc.constantFrom('', 'world', 'send'),
})

const step = fc.oneof(
  fc.record({ do: fc.constant('add' as const), rows: fc.array(row, { maxLength: 6 }) }),
  fc.record({ do: fc.constant('choose' as const), choice }),
  fc.record({ do: fc.constant('clear' as const) }),
)

describe('the lines of a choice', () => {
  it('are those that one pass over all lines would choose, whatever came before', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const [log, view] = [new TrafficLog(), new LineView()]
        let chosen = EVERY_LINE
        for (const each of steps) {
          if (each.do === 'add') log.add(each.rows.map(rowOf), 0)
          else if (each.do === 'clear') log.clear()
          else chosen = each.choice
          const anew = new LineView().read(log, chosen)
          expect(view.read(log, chosen).map(({ seq }) => seq)).toEqual(anew.map(({ seq }) => seq))
        }
      }),
    )
  })

  it('leave out what is not chosen', () => {
    const log = new TrafficLog()
    const base = { account: '1', client: 'a' } as const
    log.add(
      [rowOf({ ...base, isCall: true, text: 'hello' }), rowOf({ ...base, isCall: false, text: 'World' })],
      0,
    )
    const seqs = (change: Partial<LineChoice>) =>
      new LineView().read(log, { ...EVERY_LINE, ...change }).map(({ seq }) => seq)
    expect(seqs({})).toEqual([1, 2])
    expect(seqs({ kind: 'call' })).toEqual([1])
    expect(seqs({ text: 'world' })).toEqual([2])
    expect(seqs({ client: 'a' })).toEqual([1])
    expect(seqs({ account: '2' })).toEqual([])
  })
})
