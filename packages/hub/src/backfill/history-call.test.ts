import { okReply } from '@rookery/protocol'
import { describe, expect, it } from 'vitest'
import { type Dialect, versionOf } from './dialect.js'
import { historyCall, type Question } from './history-call.js'
import { messageOf } from './message.fixture.js'

const paramsOf = (dialect: Dialect, question: Partial<Question> = {}, more: object = {}): unknown => {
  const from = question.from ?? messageOf({ message_seq: 5, ...more })
  const call = historyCall(
    { kind: 'group', id: '30001' },
    { count: 20, isFlipped: false, from, ...question },
    dialect,
  )
  return call && JSON.parse(Buffer.from(call.bytes).toString()).params
}

describe('the call for a history', () => {
  it('asks for the newest messages of a group or a friend', () => {
    const text = (kind: 'group' | 'private', id: string) => {
      const call = historyCall({ kind, id }, { count: 20, isFlipped: false }, 'lagrange')
      return Buffer.from(call?.bytes ?? []).toString()
    }
    expect(text('group', '30001')).toBe(
      '{"action":"get_group_msg_history","params":{"group_id":30001,"count":20}}',
    )
    expect(text('private', '20001')).toBe(
      '{"action":"get_friend_msg_history","params":{"user_id":20001,"count":20}}',
    )
  })

  it.each([
    ['napcat', { message_seq: '77', reverse_order: true, reverseOrder: true, parse_mult_msg: false }],
    ['llbot', { message_seq: 5 }],
    ['go-cqhttp', { message_seq: 5 }],
    ['lagrange', { message_id: 77 }],
    ['unknown', { message_seq: '77', reverse_order: true, reverseOrder: true }],
  ] as const)('goes on before a message, as %s takes it', (dialect, params) => {
    expect(paramsOf(dialect)).toEqual({ group_id: 30001, count: 20, ...params })
  })

  it('goes by what the messages of an unknown implementation have', () => {
    expect(paramsOf('unknown', {}, { real_seq: undefined })).toMatchObject({ message_seq: 5 })
    expect(paramsOf('unknown', {}, { real_seq: undefined, message_seq: undefined })).toMatchObject({
      message_id: 77,
    })
  })

  it('is turned round for those alone that have a direction', () => {
    expect(paramsOf('napcat', { isFlipped: true })).toMatchObject({ reverse_order: false })
    expect(paramsOf('llbot', { isFlipped: true })).toBeUndefined()
    expect(paramsOf('llbot', {}, { message_seq: undefined })).toBeUndefined()
  })
})

describe('a version', () => {
  it.each([
    ['NapCat.Onebot', 'napcat'],
    ['Lagrange.OneBot', 'lagrange'],
    ['LLOneBot', 'llbot'],
    ['LuckyLilliaBot', 'llbot'],
    ['go-cqhttp', 'go-cqhttp'],
    ['another', 'unknown'],
  ] as const)('of %s tells its dialect', (app_name, dialect) => {
    expect(versionOf(okReply({ app_name, app_version: '1.2' }))).toEqual({ dialect, name: `${app_name} 1.2` })
  })

  it('may be anything', () => {
    for (const data of [null, [], { app_name: 5 }]) expect(versionOf(okReply(data)).dialect).toBe('unknown')
  })
})
