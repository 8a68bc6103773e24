import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgedEvent } from '../scope/judged-event.js'
import { compileFilter } from './compile-filter.js'
import { eventFilter } from './event-filter.js'
import { explainFilter } from './explain-filter.js'
import { canonicalText, type FilterNode } from './filter-node.js'
import { events, filters, passesNaively } from './naive.fixture.js'
import { readFilter } from './read-filter.js'
import type { IsOwnMessage } from './to-me.js'

type Fields = Readonly<Record<string, unknown>>

const judged = (event: Fields, account = '10001') =>
  judgedEvent({ id: { account, epoch: 1, number: 1 }, payload: Buffer.from(JSON.stringify(event)) })
const NO_OWN: IsOwnMessage = () => false

function nodeOf(filter: unknown): FilterNode {
  const { node, issues } = readFilter(filter)
  if (!node) throw new RangeError(JSON.stringify(issues))
  return node
}
const passes = (filter: unknown, event: Fields, isOwn = NO_OWN): boolean =>
  compileFilter(nodeOf(filter), isOwn)(judged(event))

describe('a filter', () => {
  it.each<[Fields, Fields, boolean]>([
    [{ post_type: 'message' }, { post_type: 'message' }, true],
    [{ post_type: 'message' }, { post_type: 'notice' }, false],
    [{ group_id: 12 }, { group_id: '12' }, true],
    [{ group_id: '9007199254740993' }, { group_id: '9007199254740993' }, true],
    [{ group_id: [1, 12] }, { group_id: 12 }, true],
    [{ group_id: { in: [] } }, { group_id: 12 }, false],
    [{ anonymous: null }, {}, true],
    [{ anonymous: { '.eq': null } }, { anonymous: {} }, false],
    [{ 'sender.sex': 'male' }, { sender: { sex: 'male' } }, true],
    [{ sender: { sex: 'male' } }, { sender: { sex: 'female' } }, false],
    [{ 'message.0.type': 'text' }, { message: [{ type: 'text' }] }, true],
    [{ raw_message: { prefix: ['/', '!'] } }, { raw_message: '!x' }, true],
    [{ raw_message: { prefix: '/' } }, { message: '/x' }, false],
    [{ raw_message: { suffix: '喵' } }, { raw_message: '你好喵' }, true],
    [{ raw_message: { contains: '通知' } }, { raw_message: '有通知！' }, true],
    [{ raw_message: { glob: '/r? *' } }, { raw_message: '/rd 1\nd6' }, true],
    [{ raw_message: { glob: '*a*b*c' } }, { raw_message: 'xaybzc' }, true],
    [{ raw_message: { regex: '^\\d+$' } }, { raw_message: '12' }, true],
    [{ raw_message: { regex: '(?i)^HELP' } }, { raw_message: 'help me' }, true],
    [{ user_id: { not: 1 } }, { user_id: 2 }, true],
    [{ user_id: { '.not': { '.in': [1, 2] }, '.neq': 3 } }, { user_id: 3 }, false],
    [{ message_type: { '.in': 'group, private' } }, { message_type: 'group' }, true],
    [{ '.not': {} }, { post_type: 'message' }, false],
    [{}, { post_type: 'message' }, true],
    [
      { post_type: 'message', or: [{ group_id: 1 }, { user_id: 2 }] },
      { post_type: 'message', user_id: 2 },
      true,
    ],
    [
      { post_type: 'message', or: [{ group_id: 1 }, { user_id: 2 }] },
      { post_type: 'notice', user_id: 2 },
      false,
    ],
  ])('%j judges %j: %s', (filter, event, verdict) => {
    expect(passes(filter, event)).toBe(verdict)
  })

  it('judges as a reader would who goes through it rule by rule, and says so when asked why', () => {
    fc.assert(
      fc.property(filters, events, (filter, event) => {
        const node = nodeOf(filter)
        const verdict = passesNaively(filter, event)
        expect(compileFilter(node, NO_OWN)(judged(event))).toBe(verdict)
        expect(explainFilter(node, judged(event), NO_OWN).passes).toBe(verdict)
      }),
      { numRuns: 2_000 },
    )
  })

  it('gives equal verdicts where keys are equal, however the filters are written', () => {
    const keys = new Map<string, Fields>()
    fc.assert(
      fc.property(filters, fc.array(events, { minLength: 4, maxLength: 8 }), (filter, some) => {
        const node = nodeOf(filter)
        const twin = keys.get(canonicalText(node))
        keys.set(canonicalText(node), filter)
        for (const each of twin ? some : [])
          expect(passesNaively(twin ?? {}, each)).toBe(passesNaively(filter, each))
      }),
      { numRuns: 2_000 },
    )
  })

  it.each<[Fields, Fields]>([
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    [{ a: [1, 2] }, { or: [{ a: 2 }, { a: { eq: 1 } }] }],
    [{ a: { not: [1, 2] } }, { and: [{ a: { neq: 1 } }, { not: { a: 2 } }] }],
    [{ sender: { card: 'x' } }, { 'sender.card': 'x' }],
    [{ and: [{ a: 1 }, { and: [{ b: 1 }] }] }, { '.and': { a: 1, b: 1 } }],
  ])('%j has the key of %j', (one, other) => {
    const key = (filter: Fields) => eventFilter(nodeOf(filter), NO_OWN).key
    expect(key(one)).toBe(key(other))
    expect(key(one)).not.toBe(key({ a: 3 }))
  })

  it('never hides what tells of the connection or of the hub', () => {
    const { scope } = eventFilter(nodeOf({ not: {} }), NO_OWN)
    const sees = (event: Fields) => scope?.sees(judged(event))
    expect(sees({ post_type: 'meta_event' })).toBe(true)
    expect(sees({ post_type: 'distributed' })).toBe(true)
    expect(sees({ post_type: 'notice', notice_type: 'rookery_gap' })).toBe(true)
    expect(sees({ post_type: 'notice', notice_type: 'client_status' })).toBe(true)
    expect(sees({ post_type: 'notice', notice_type: 'group_ban' })).toBe(false)
    expect(eventFilter(nodeOf({}), NO_OWN).scope).toBeUndefined()
  })
})

describe('to_me', () => {
  const message = (fields: Fields): Fields => ({ post_type: 'message', message_type: 'group', ...fields })
  const at = (qq: unknown) => ({ type: 'at', data: { qq } })

  it.each<[string, Fields, boolean]>([
    ['a private message', message({ message_type: 'private', message: 'hi' }), true],
    ['a message without an at', message({ message: [{ type: 'text', data: { text: 'hi' } }] }), false],
    ['an at in a list', message({ message: [{ type: 'text', data: {} }, at('10001')] }), true],
    ['an at by number', message({ message: [at(10001)] }), true],
    ['an at of another', message({ message: [at('10002')] }), false],
    ['an at of all', message({ message: [at('all')] }), false],
    ['an at in CQ codes', message({ message: 'hi [CQ:at,qq=10001] you' }), true],
    ['an at of a longer number', message({ message: '[CQ:at,qq=100012]' }), false],
    ['the text of a code', message({ message: '&#91;CQ:at,qq=10001&#93;' }), false],
    ['a reply to an own message', message({ message: [{ type: 'reply', data: { id: 7 } }] }), true],
    ['a reply to an own message in CQ codes', message({ message: '[CQ:reply,id=7]yes' }), true],
    ['a reply to another message', message({ message: '[CQ:reply,id=8]yes' }), false],
    [
      'a reply that names its author',
      message({ message: [{ type: 'reply', data: { id: 9, qq: 10001 } }] }),
      true,
    ],
    ['a poke at it', { post_type: 'notice', sub_type: 'poke', target_id: 10001 }, true],
    ['a poke at another', { post_type: 'notice', sub_type: 'poke', target_id: 10002 }, false],
    ['its own message', { post_type: 'message_sent', message_type: 'private' }, false],
    ['no message at all', message({ message: [null, 7, {}] }), false],
  ])('judges %s', (_name, event, verdict) => {
    const isOwn = (account: string, id: string) => account === '10001' && id === '7'
    expect(passes({ to_me: true }, event, isOwn)).toBe(verdict)
    expect(passes({ to_me: false }, event, isOwn)).toBe(!verdict)
  })
})
