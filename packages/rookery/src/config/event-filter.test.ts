import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { filterTester } from '@rookery/hub'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { HubConfigError } from './config-error.js'
import { readFilterFile } from './filter-file.js'
import { parseHubConfig } from './load-config.js'

const directory = mkdtempSync(join(tmpdir(), 'rookery-filter-'))
afterAll(() => rmSync(directory, { recursive: true }))

const write = (file: string, text: string): void => writeFileSync(join(directory, file), text)
const parse = (text: string) => parseHubConfig(text, { file: 'rookery.yml', directory, env: {} })
const client = (keys: string) => parse(`clients:\n  - { name: a, token: t, ${keys} }`).clients[0]

function complaints(text: string): string {
  try {
    parse(text)
    return ''
  } catch (error) {
    if (error instanceof HubConfigError) return error.message
    throw error
  }
}

describe('a filter in rookery.yml', () => {
  it('is handed to the hub as it is written, ids with every digit', () => {
    const keys =
      'events: { post_type: message, or: [{ raw_message: { prefix: "/" } }, { to_me: true }], group_id: [9007199254740993, 1], x: null }, strip_prefix: true, redact: [sender.card]'
    expect(client(keys)).toEqual({
      name: 'a',
      token: 't',
      events: {
        post_type: 'message',
        or: [{ raw_message: { prefix: '/' } }, { to_me: true }],
        group_id: ['9007199254740993', 1],
        x: null,
      },
      stripPrefix: true,
      redact: ['sender.card'],
    })
  })

  it.each([
    [
      'events: { raw_message: { regex: "(?<=a)b" } }',
      'clients[0].events.raw_message.regex: found "(?<=a)b", which fails with: ',
    ],
    ['events: { or: [{ a: 1 }, 7] }', 'clients[0].events.or[1]: found 7; allowed: a map of fields'],
    ['events: { raw_message: { prefx: "/" } }', 'found the unknown operator "prefx"; allowed: and, or'],
    ['events: 7', 'clients[0].events: found 7; allowed: a map of fields and operators, or the path'],
    ['events: [a]', 'clients[0].events: found a list; allowed: a map of fields'],
    ['events: none.json', 'found "none.json", but no such file is there; allowed: the path'],
    ['strip_prefix: true', 'strip_prefix: found strip_prefix without events; allowed: events: with a prefix'],
    ['events: { a: 1 }, strip_prefix: true', 'found strip_prefix, and events without a prefix'],
    ['redact: [sender..card]', 'redact[0]: found "sender..card"; allowed: the path of a member'],
    ['redact: [self_id]', 'redact[0]: found "self_id"; allowed: the path of a member'],
  ])('%s is told with its place', (keys, told) => {
    const text = `clients:\n  # one\n  - { name: a, token: t, type: http-post, url: "http://h", ${keys} }`
    expect(complaints(text)).toContain(told)
    expect(complaints(text)).toMatch(/^rookery\.yml:3:\d+: /)
  })
})

const group = (raw_message: string, more: object = {}) =>
  Buffer.from(
    JSON.stringify({
      post_type: 'message',
      message_type: 'group',
      group_id: 1,
      user_id: 2,
      raw_message,
      ...more,
    }),
  )
const notice = Buffer.from('{"post_type":"notice","notice_type":"group_ban","group_id":9}')

/** Verdicts of the filter in a file. */
function verdicts(path: string, ...events: readonly Uint8Array[]): unknown[] {
  const read = readFilterFile(path, directory)
  if (!('source' in read)) return read.problems.map(({ found, allowed }) => `${found}; allowed: ${allowed}`)
  const test = filterTester(read.source)
  return events.map((event) => test(event)?.passes)
}

describe('the filter of a file', () => {
  it('may be one of go-cqhttp', () => {
    write(
      'cqhttp.json',
      `{
\t".or": [
\t\t{ "message_type": "private", "user_id": { ".not": { ".in": [11111, 22222] }, ".neq": 44444 } },
\t\t{ "message_type": { ".regex": "group|discuss" }, ".or": [ { "group_id": 12345 }, { "raw_message": { ".contains": "通知" } } ] }
\t]
}`,
    )
    const inPrivate = (user_id: number) => group('hi', { message_type: 'private', user_id })
    const events = [
      inPrivate(1),
      inPrivate(22222),
      inPrivate(44444),
      group('hi'),
      group('有通知'),
      group('hi', { group_id: 12345 }),
    ]
    expect(verdicts('cqhttp.json', ...events)).toEqual([true, false, false, false, true, true])
    expect(client('events: ./cqhttp.json')?.events).toMatchObject({ '.or': expect.any(Array) })
  })

  it('may be an older one of OneBotFilter, by the name of the application', () => {
    write(
      'older.yaml',
      `server: { host: "127.0.0.1", port: 3939, bot-id: 00000000 }
whitelist:
  - { name: "bot1", uri: "ws://a", access-token: , filters: ["detail", "b\\\\d+"], prefix: "b1" }
  - { name: "bot4", uri: "ws://b", access-token: , filters: [], prefix: }
blacklist:
  - { name: "bot2", filters: ["^\\\\d+$", "help"], prefix: "$" }
  - { name: "bot3", filters: ["(?<!pj)sk"], prefix: "$" }
`,
    )
    const events = [group('detail'), group('b12'), group('b1 x'), group('no'), notice]
    expect(verdicts('older.yaml#bot1', ...events)).toEqual([true, true, true, false, true])
    expect(verdicts('older.yaml#bot4', ...events)).toEqual([false, false, false, false, true])
    expect(verdicts('older.yaml#bot2', group('12'), group('$help'), group('help'), notice)).toEqual([
      false,
      true,
      false,
      true,
    ])
    expect(verdicts('older.yaml#bot3')[0]).toContain('found "(?<!pj)sk"'.slice(6))
    expect(verdicts('older.yaml')[0]).toContain('4 applications; allowed: older.yaml#bot1, older.yaml#bot4')
    expect(verdicts('older.yaml#x')[0]).toContain('the application "x"; allowed: older.yaml#bot1')
  })

  it('may be a newer one of OneBotFilter, with rules of ids and kinds of chats', () => {
    write(
      'newer.yaml',
      `server: { default: { user-id: { mode: blacklist, ids: [3] }, group-id: { mode: whitelist, ids: [1] } } }
bot-apps:
  - name: one
    message: { mode: whitelist, filters: ["^hi"], prefix: ["/", "!"] }
    private-message: { mode: "off" }
  - name: two
    group-id: { mode: on }
    message: { mode: on }
  - name: three
    message: { mode: whitelist, prefix: ["/"], prefix-replace: "x" }
`,
    )
    const events = [
      group('hi'),
      group('!x'),
      group('no'),
      group('hi', { group_id: 9 }),
      group('hi', { user_id: 3 }),
      group('hi', { message_type: 'private' }),
      notice,
    ]
    expect(verdicts('newer.yaml#one', ...events)).toEqual([true, true, false, false, false, false, true])
    expect(verdicts('newer.yaml#two', ...events)).toEqual([true, true, true, true, false, true, true])
    expect(verdicts('newer.yaml#three')[0]).toContain('prefix-replace: "x"; allowed: no prefix-replace')
  })

  it.each([
    ['{ "a": ', 'bad.json:1:'],
    ['[1]', 'found a list'],
    ['{ "raw_message": { ".regex": "(" } }', 'raw_message..regex: "(", which fails with'],
  ])('%j is told with its place', (text, told) => {
    write('bad.json', text)
    expect(complaints('clients: [{ name: a, token: t, events: ./bad.json }]')).toContain(
      told.replace('found a list', 'bad.json:1:1: a list'),
    )
  })

  it('is a filter or has problems, whatever is in the file', () => {
    const edit = fc.constantFrom(
      'whitelist:\n',
      ' - ',
      'name: a\n',
      'filters: [',
      ']',
      '{',
      '}',
      '"(',
      'prefix: ',
      'mode: off',
      ':',
      '\n',
      '.or',
      '#',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(edit, fc.string({ maxLength: 4 })), { maxLength: 12 }), (parts) => {
        write('fuzz.yaml', parts.join(''))
        const read = readFilterFile('fuzz.yaml', directory)
        expect('source' in read || read.problems.length > 0).toBe(true)
        if ('source' in read) expect(filterTester(read.source)(notice)).toBeDefined()
      }),
      { numRuns: 300 },
    )
  })
})
