import { readFileSync } from 'node:fs'
import { readReply } from '@rookery/protocol'
import { framedPayload, frameText } from '@rookery/transport'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EventTexts } from '../event-lane/event-texts.js'
import { eventFilter } from '../filter/event-filter.js'
import { readFilter } from '../filter/read-filter.js'
import type { EventEdit } from './event-edit.js'
import { REDACTED_REPLIES } from './redacted-members.js'
import { redactionOf } from './redaction.js'
import { stripPrefix } from './strip-prefix.js'

const id = { account: '10001', epoch: 1, number: 1 }

function edited(text: string, ...edits: readonly EventEdit[]): string {
  const event = { id, admittedAt: 0, text: frameText(Buffer.from(text)) }
  return framedPayload(new EventTexts({ edits }).of(event)).toString()
}
async function editedLarge(text: string, ...edits: readonly EventEdit[]): Promise<string> {
  const event = { id, admittedAt: 0, text: frameText(Buffer.from(text)) }
  return framedPayload(await new EventTexts({ edits }).ofLarge(event)).toString()
}

function strip(filter: object): EventEdit {
  const { node } = readFilter(filter)
  if (!node) throw new RangeError('no filter')
  return stripPrefix(eventFilter(node, () => false))
}
const SLASH = strip({ or: [{ raw_message: { prefix: ['/', '/r '] } }, { group_id: 7 }] })

describe('a prefix that is cut', () => {
  it.each([
    ['{"raw_message":"/help","message":"/help"}', '{"raw_message":"help","message":"help"}'],
    [
      '{"raw_message":"/help","message":[{"type":"text","data":{"text":"/help"}},{"type":"at","data":{"qq":1}}]}',
      '{"raw_message":"help","message":[{"type":"text","data":{"text":"help"}},{"type":"at","data":{"qq":1}}]}',
    ],
    [
      '{"raw_message":"/[CQ:at,qq=1]","message":[{"type":"text","data":{"text":"/"}} , {"type":"at","data":{"qq":1}}]}',
      '{"raw_message":"[CQ:at,qq=1]","message":[{"type":"at","data":{"qq":1}}]}',
    ],
    [
      '{"raw_message":"/","message":[{"type":"text","data":{"text":"/"}}]}',
      '{"raw_message":"","message":[{"type":"text","data":{"text":""}}]}',
    ],
    [
      '{"raw_message":"/r 1d6","message":{"type":"text","data":{"text":"/r 1d6"}}}',
      '{"raw_message":"1d6","message":{"type":"text","data":{"text":"1d6"}}}',
    ],
    ['{"raw_message":"\\u002fhelp 9007199254740993"}', '{"raw_message":"help 9007199254740993"}'],
    ['{"raw_message":"no","group_id":7}', '{"raw_message":"no","group_id":7}'],
    [
      '{"raw_message":"/x","message":[{"type":"image","data":{"file":"/x"}}]}',
      '{"raw_message":"x","message":[{"type":"image","data":{"file":"/x"}}]}',
    ],
    ['{"raw_message":"/x","message":[]}', '{"raw_message":"x","message":[]}'],
    ['{"raw_message":7,"message":null}', '{"raw_message":7,"message":null}'],
  ])('of %s leaves %s', async (event, left) => {
    expect(edited(event, SLASH)).toBe(left)
    expect(await editedLarge(event, SLASH)).toBe(left)
  })

  it('is that of the rule by which the message passed', () => {
    const edit = strip({
      or: [
        { group_id: 1, raw_message: { prefix: '/' } },
        { group_id: 2, raw_message: { prefix: '/x ' } },
        { group_id: 3 },
      ],
    })
    const of = (group: number) =>
      JSON.parse(edited(`{"group_id":${group},"raw_message":"/x y"}`, edit)).raw_message
    expect([of(1), of(2), of(3)]).toEqual(['x y', 'y', '/x y'])
  })

  it('has its entities in strings, and none in segments', () => {
    const edit = strip({ raw_message: { prefix: '&#91;' } })
    expect(edited('{"raw_message":"&#91;a","message":[{"type":"text","data":{"text":"[a"}}]}', edit)).toBe(
      '{"raw_message":"a","message":[{"type":"text","data":{"text":"a"}}]}',
    )
  })

  it('leaves everything else as it was, whatever the event', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('/', '/a', '/r ', '//', '"', '\\'))
    const segment = fc.record({
      type: fc.constantFrom('text', 'at'),
      data: fc.record({ text }, { requiredKeys: [] }),
    })
    const event = fc.record(
      {
        raw_message: text,
        message: fc.oneof(text, fc.array(segment, { maxLength: 3 })),
        other: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(event, (each) => {
        const before = JSON.parse(JSON.stringify(each)) as Record<string, unknown>
        const after = JSON.parse(edited(JSON.stringify(each), SLASH)) as Record<string, unknown>
        const raw = before.raw_message
        const prefix = typeof raw === 'string' ? ['/r ', '/'].find((one) => raw.startsWith(one)) : undefined
        expect({ ...after, raw_message: 0, message: 0 }).toEqual({ ...before, raw_message: 0, message: 0 })
        if (prefix === undefined) expect(after).toEqual(before)
        else expect(`${prefix}${String(after.raw_message)}`).toBe(raw)
      }),
      { numRuns: 500 },
    )
  })
})

describe('members that are emptied', () => {
  const redact = (...paths: string[]) => redactionOf(paths)

  it.each([
    ['{"sender":{"card":"喵","user_id":1}}', ['sender.card'], '{"sender":{"card":"","user_id":1}}'],
    [
      '{"a":1,"b":"x","c":true,"d":null,"e":[1],"f":{"g":1},"h":-1.5}',
      ['a', 'b', 'c', 'd', 'e', 'f', 'h'],
      '{"a":0,"b":"","c":false,"d":null,"e":[],"f":{},"h":0}',
    ],
    [
      '{"message":[{"data":{"url":"a"}},{"data":{}},7]}',
      ['message.data.url'],
      '{"message":[{"data":{"url":""}},{"data":{}},7]}',
    ],
    ['{"a":{"b":1},"c":1}', ['a', 'a.b'], '{"a":{},"c":1}'],
    ['{"a":{"b":1},"a":{"b":2}}', ['a.b'], '{"a":{"b":0},"a":{"b":0}}'],
    ['{"sender":{"\\u0063ard":"x"}}', ['sender.card'], '{"sender":{"\\u0063ard":""}}'],
    [
      '{"sender":"text","id":18446744073709551615}',
      ['sender.card'],
      '{"sender":"text","id":18446744073709551615}',
    ],
    ['{"__proto__":{"x":1}}', ['__proto__.x'], '{"__proto__":{"x":0}}'],
  ])('of %s by %j leave %s', async (event, paths, left) => {
    expect(edited(event, redact(...paths))).toBe(left)
    expect(await editedLarge(event, redact(...paths))).toBe(left)
  })

  it('hides nothing behind more keys than are read', () => {
    const keys = Array.from({ length: 20_000 }, () => '"card":"secret"').join()
    expect(edited(`{"sender":{${keys}}}`, redact('sender.card'))).not.toContain('secret')
  })

  it('leaves valid JSON in which everything else is equal', () => {
    const names = fc.constantFrom('sender', 'card', 'role', 'x')
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.jsonValue({ maxDepth: 0 }),
        fc.dictionary(names, tie('value'), { maxKeys: 4 }),
        fc.array(tie('value'), { maxLength: 3 }),
      ),
    }))
    const emptied = (each: unknown, path: readonly string[]): unknown => {
      if (path.length === 0) return empty(each)
      if (Array.isArray(each)) return each.map((one) => emptied(one, path))
      if (typeof each !== 'object' || each === null) return each
      const [name = '', ...rest] = path
      return Object.fromEntries(
        Object.entries(each).map(([key, one]) => [key, key === name ? emptied(one, rest) : one]),
      )
    }
    fc.assert(
      fc.property(
        fc.dictionary(names, value, { maxKeys: 4 }),
        fc.array(fc.array(names, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
        (event, paths) => {
          const source = JSON.parse(JSON.stringify(event))
          const wanted = paths.reduce((each, path) => emptied(each, path), source)
          const text = edited(JSON.stringify(source), redact(...paths.map((path) => path.join('.'))))
          expect(JSON.parse(text)).toEqual(wanted)
        },
      ),
      { numRuns: 1_000 },
    )
  })

  it('are those of the senders of forwarded messages, too, however deep, and of nodes', () => {
    const event = {
      sender: { card: 'S', nickname: 'n' },
      message: [
        { type: 'at', data: { qq: '1', name: 'kept' } },
        {
          type: 'forward',
          data: {
            id: 'x',
            content: [
              {
                user_id: 2,
                sender: { user_id: 2, nickname: 'n', card: 'S' },
                message: [
                  {
                    type: 'forward',
                    data: {
                      content: [{ sender: { card: 'S' }, content: [{ type: 'text', data: { text: 't' } }] }],
                    },
                  },
                ],
              },
              { type: 'node', data: { user_id: '3', nickname: 'S', name: 'S', content: 'text' } },
              {
                type: 'node',
                data: { uin: 3, name: 'S', content: [{ type: 'node', data: { name: 'S', content: [] } }] },
              },
            ],
          },
        },
      ],
    }
    const of = (...paths: string[]) => JSON.parse(edited(JSON.stringify(event), redact(...paths)))
    const wanted = (by: (text: string) => string) => JSON.parse(by(JSON.stringify(event)))
    expect(of('sender.card')).toEqual(wanted((text) => text.replaceAll('"S"', '""')))
    expect(of('sender.user_id', 'user_id')).toEqual(
      wanted((text) =>
        text.replace(/"(user_id|uin)":(?:\d|("))\d?"?/g, (_, name, quote) => `"${name}":${quote ? '""' : 0}`),
      ),
    )
    expect(of('other')).toEqual(event)
    expect(of('message.data.qq', 'sender.card').message[1].data.content[1].data.nickname).toBe('')
  })

  it('are emptied as a whole where forwards are in one another deeper than is looked', () => {
    let content: unknown = [{ sender: { card: 'S' } }]
    for (let depth = 0; depth < 40; depth++)
      content = [{ sender: { card: 'S' }, message: [{ type: 'forward', data: { content } }] }]
    const event = JSON.stringify({ message: [{ type: 'forward', data: { content } }] })
    const left = edited(event, redact('sender.card'))
    expect(left).not.toContain('"S"')
    expect(JSON.parse(left).message[0].data.content[0].sender).toEqual({ card: '' })
  })

  it('leaves no sender, and everything else, whatever is forwarded', () => {
    const { item } = fc.letrec<{ item: unknown; content: unknown }>((tie) => ({
      content: fc.oneof({ maxDepth: 4 }, fc.constant('K'), fc.array(tie('item'), { maxLength: 2 })),
      item: fc.oneof(
        { maxDepth: 4 },
        fc.constant({ type: 'text', data: { text: 'K', name: 'K' } }),
        fc.record({ sender: fc.constant({ card: 'S', role: 'K' }), message: tie('content') }),
        fc.record({ sender: fc.constant({ card: 'S' }), content: tie('content') }),
        fc.record({
          type: fc.constant('node'),
          data: fc.record({ nickname: fc.constant('S'), content: tie('content') }),
        }),
        fc.record({
          type: fc.constant('forward'),
          data: fc.record({ id: fc.constant('K'), content: tie('content') }),
        }),
      ),
    }))
    const count = (text: string, letter: string): number => text.split(`"${letter}"`).length - 1
    fc.assert(
      fc.property(fc.array(item, { maxLength: 3 }), (message) => {
        const segments = message.filter((each) => Object.hasOwn(each as object, 'type'))
        const event = JSON.stringify({ message: segments })
        const left = edited(event, redact('sender.card'))
        expect(JSON.parse(left)).toEqual(JSON.parse(event.replaceAll('"S"', '""')))
        expect([count(left, 'S'), count(left, 'K')]).toEqual([0, count(event, 'K')])
      }),
      { numRuns: 500 },
    )
  })

  const reply = (data: string) => {
    const read = readReply(Buffer.from(`{"status":"ok","retcode":0,"data":${data},"echo":1}`))
    if (!read) throw new RangeError('no reply')
    return read
  }

  it.each([
    ['get_msg', '{"sender":{"card":"x"}}', '{"sender":{"card":""}}'],
    [
      'get_group_msg_history',
      '{"messages":[{"sender":{"card":"x"}}]}',
      '{"messages":[{"sender":{"card":""}}]}',
    ],
    ['get_group_member_info', '{"card":"x","user_id":1}', '{"card":"","user_id":1}'],
    ['get_group_member_list', '[{"card":"x"},{"card":"y"}]', '[{"card":""},{"card":""}]'],
    [
      'get_friends_with_category',
      '[{"buddyList":[{"card":"x"}],"card":"y"}]',
      '[{"buddyList":[{"card":""}],"card":"y"}]',
    ],
    ['get_unidirectional_friend_list', '[{"card":"x"}]', '[{"card":""}]'],
    [
      'get_recent_contact',
      '[{"lastestMsg":{"sender":{"card":"x"}}}]',
      '[{"lastestMsg":{"sender":{"card":""}}}]',
    ],
    [
      'get_recent_contact',
      '[{"sendNickName":"n","sendMemberName":"x"}]',
      '[{"sendNickName":"n","sendMemberName":""}]',
    ],
    [
      'get_forward_msg',
      '{"message":[{"type":"node","data":{"user_id":"1","nickname":"x","content":[]}}]}',
      '{"message":[{"type":"node","data":{"user_id":"1","nickname":"","content":[]}}]}',
    ],
    [
      'get_essence_msg_list',
      '[{"sender_id":1,"sender_nick":"x","operator_id":2,"operator_nick":"y","content":[{"type":"node","data":{"nickname":"x","content":""}}]}]',
      '[{"sender_id":1,"sender_nick":"","operator_id":2,"operator_nick":"","content":[{"type":"node","data":{"nickname":"","content":""}}]}]',
    ],
    [
      'get_group_honor_info',
      '{"current_talkative":{"user_id":1,"nickname":"x"},"emotion_list":[{"nickname":"y"}],"group_id":1}',
      '{"current_talkative":{"user_id":1,"nickname":""},"emotion_list":[{"nickname":""}],"group_id":1}',
    ],
    [
      'get_group_root_files',
      '{"files":[{"uploader":1,"uploader_name":"x"}],"folders":[{"create_name":"y"}]}',
      '{"files":[{"uploader":1,"uploader_name":""}],"folders":[{"create_name":""}]}',
    ],
    [
      'get_group_system_msg',
      '{"join_requests":[{"requester_uin":1,"requester_nick":"x","message":"m"}]}',
      '{"join_requests":[{"requester_uin":1,"requester_nick":"","message":"m"}]}',
    ],
    ['get_group_info', '{"card":"x"}', '{"card":"x"}'],
    ['get_msg', 'null', 'null'],
  ])('of the reply to %s: %s becomes %s', (action, data, left) => {
    const changed = redact('sender.card').reply(action, reply(data))
    expect(Buffer.from(changed.bytes).toString()).toBe(`{"status":"ok","retcode":0,"data":${left},"echo":1}`)
  })

  it('come after the prefix is cut, which was judged by the event as received', () => {
    const event = '{"raw_message":"/x","sender":{"card":"c"}}'
    expect(edited(event, SLASH, redact('sender.card'))).toBe('{"raw_message":"x","sender":{"card":""}}')
    expect(edited(event, redact('raw_message'), SLASH)).toBe('{"raw_message":"","sender":{"card":"c"}}')
  })

  it.each(['en', 'zh'])('are in the replies that the guide names, in %s', (language) => {
    const page = readFileSync(
      new URL(`../../../../docs/guide/${language}/filters.md`, import.meta.url),
      'utf8',
    )
    expect(REDACTED_REPLIES.filter((action) => !page.includes(`\`${action}\``))).toEqual([])
  })
})

function empty(value: unknown): unknown {
  if (typeof value === 'string') return ''
  if (typeof value === 'number') return 0
  if (typeof value === 'boolean') return false
  if (Array.isArray(value)) return []
  return value === null ? null : {}
}
