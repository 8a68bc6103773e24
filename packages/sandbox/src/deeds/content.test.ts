import { messageAs, plainText, type Sendable } from '@rookery/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Step, step } from '../step.js'
import { NOW_MS, readingClub } from '../world/world.fixture.js'

const world = readingClub()

const say = (params: object, action = 'send_group_msg'): Step =>
  step(world, { is: 'call', nowMs: NOW_MS, self_id: 10000, action, params: { group_id: 30001, ...params } })

const rawOf = ({ events }: Step): string =>
  String((events[0]?.event as Readonly<Record<string, unknown>> | undefined)?.raw_message)

const textOf = ({ world }: Step): Sendable => world.messages.get(1)?.message ?? []

/** What a user could type to be taken for more than text. */
const typed = fc.oneof(
  fc.string({ minLength: 1, unit: 'binary' }),
  fc
    .array(fc.constantFrom('[CQ:', 'at', ',qq=', 'all', ']', '&#91;', '&amp;', '&', '[', ',', '='), {
      minLength: 1,
      maxLength: 12,
    })
    .map((parts) => parts.join('')),
)

describe('what is said', () => {
  it('is never a code where it was literal text', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const ways = [
          { message: text, auto_escape: true },
          { message: { type: 'text', data: { text } } },
          { message: messageAs('string', { type: 'text', data: { text } }) },
        ]
        for (const way of ways) {
          const said = say(way)
          expect(textOf(said)).toEqual([{ type: 'text', data: { text } }])
          expect(plainText(rawOf(said))).toBe(text)
        }
      }),
    )
  })

  it('is never a code where it was the value of one', () => {
    fc.assert(
      fc.property(typed, (title) => {
        const said = say({ message: [{ type: 'share', data: { url: 'http://a.example', title } }] })
        expect(messageAs('array', rawOf(said))).toEqual([
          { type: 'share', data: { url: 'http://a.example', title } },
        ])
      }),
    )
  })

  it('is said or refused, whatever it is', () => {
    const value = fc.oneof(fc.anything(), fc.constant({ toString: 1, valueOf: 1 }))
    const data = fc.oneof(
      fc.dictionary(fc.constantFrom('id', 'qq', 'file', 'content', 'text', 'data', 'user_id'), value),
      fc.constant(null),
    )
    const type = fc.constantFrom(
      'text',
      'at',
      'reply',
      'image',
      'file',
      'node',
      'forward',
      'dice',
      'anonymous',
      'x',
    )
    const segment = fc.oneof(fc.record({ type, data }), fc.anything())
    const message = fc.oneof(fc.array(segment, { maxLength: 4 }), segment, fc.string())
    const actions = fc.constantFrom('send_group_msg', 'send_group_forward_msg')
    fc.assert(
      fc.property(message, actions, (message, action) => {
        const { answer } = say({ message }, action)
        expect(['ok', 'failed']).toContain(answer.status)
        expect(answer.retcode).not.toBe(1500)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('an anonymous message', () => {
  const act = (deed: object, by = 20002) =>
    step(world, { is: 'deed', nowMs: NOW_MS, by, deed: deed as never })

  it('gives a member the same mask each time, and everybody another one', () => {
    const maskOf = (by: number) =>
      act({ do: 'say', group_id: 30001, message: '谁', anonymous: true }, by).world.messages.get(1)?.anonymous
    expect(maskOf(20002)).toEqual(maskOf(20002))
    expect(new Set([20001, 20002, 10001].map((by) => maskOf(by)?.flag)).size).toBe(3)
  })

  it('tells nobody who it was', () => {
    const { events } = act({ do: 'say', group_id: 30001, message: '谁', anonymous: true })
    expect(events).toHaveLength(2)
    for (const { event } of events) expect(JSON.stringify(event)).not.toContain('20002')
  })

  it('tells nobody who took it back', () => {
    const said = act({ do: 'say', group_id: 30001, message: '谁', anonymous: true })
    const deed = { do: 'recall', message_id: 1 } as const
    const { events } = step(said.world, { is: 'deed', nowMs: NOW_MS, by: 20002, deed })
    expect(events.map(({ event }) => event)).toMatchObject([
      { user_id: 80000000, operator_id: 80000000 },
      { user_id: 80000000, operator_id: 80000000 },
    ])
  })
})
