import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { processStandIn } from '../cli/process.fixture.js'

let cwd: string
const write = (file: string, text: string): void => writeFileSync(join(cwd, file), text)
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'rookery-filter-test-'))
  const message = {
    post_type: 'message',
    message_type: 'group',
    sub_type: 'normal',
    group_id: 30001,
    user_id: 20001,
  }
  const event = (raw_message: string) =>
    JSON.stringify({ self_id: 10001, ...message, raw_message, message: raw_message })
  write(
    'events.jsonl',
    [
      event('/help'),
      event('morning'),
      `{"account":"10001","epoch":1,"number":2,"event":${event('hi [CQ:at,qq=10001]')}}`,
      '{"is":"header","format":1}',
      `{"is":"event","timeMs":1,"self_id":10001,"event":${event('\u0007/bell')}}`,
      '',
      'no JSON',
      '{"self_id":10001,"post_type":"meta_event","meta_event_type":"heartbeat"}',
    ].join('\n'),
  )
  write('empty.jsonl', '\n')
  write(
    'filter.json',
    '{ "post_type": "message", ".or": [{ "raw_message": { "prefix": "/" } }, { "to_me": true }] }',
  )
  write('wrong.json', '{ "raw_message": { "regex": "(" } }')
  write(
    'rookery.yml',
    'clients:\n  - { name: bot, token: t, events: ./filter.json }\n  - { name: all, token: u }\n',
  )
})
afterAll(() => rmSync(cwd, { recursive: true }))

const run = async (...argv: string[]) => {
  const stage = processStandIn({ cwd })
  return { code: await stage.run('filter', ...argv), ...stage.printed }
}

describe('rookery filter test', () => {
  it.each([
    ['--filter', 'filter.json'],
    ['--client', 'bot'],
  ])('shows each event with its verdict and the rule that decided, by %s %s', async (...options) => {
    const { code, out } = await run('test', 'events.jsonl', ...options)
    expect(out.split('\n')).toEqual([
      'pass     1  message.group.normal group 30001 user 20001  "/help"  (post_type is "message" and raw_message begins with "/")',
      'drop     2  message.group.normal group 30001 user 20001  "morning"  (raw_message is "morning", not with the prefix "/"; not to_me)',
      'pass     3  message.group.normal group 30001 user 20001  "hi [CQ:at,qq=10001]"  (post_type is "message" and to_me)',
      'drop     5  message.group.normal group 30001 user 20001  "\\u0007/bell"  (raw_message is "\\u0007/bell", not with the prefix "/"; not to_me)',
      'pass     8  meta_event.heartbeat  (it is never filtered)',
      '3 of 5 events pass; 3 lines hold no event',
      '',
    ])
    expect(code).toBe(0)
  })

  it('shows that everything passes where a client has no filter', async () => {
    expect((await run('test', 'events.jsonl', '--client', 'all')).out).toContain('5 of 5 events pass')
  })

  it.each([
    [['test', 'none.jsonl', '--filter', 'filter.json'], 1, 'none.jsonl cannot be read: ENOENT'],
    [
      ['test', 'events.jsonl', '--filter', 'wrong.json'],
      78,
      'found wrong.json: raw_message.regex: "(", which fails with',
    ],
    [['test', 'events.jsonl', '--filter', 'none.json'], 78, 'but no such file is there'],
    [['test', 'events.jsonl'], 64, 'no filter; allowed: --client <name> or --filter <file>'],
    [['test', 'events.jsonl', '--client', 'x'], 64, 'no client "x"; allowed: bot, all'],
    [['test', 'events.jsonl', '--client', 'bot', '--filter', 'f'], 64, 'found --client and --filter'],
    [['test', '--filter', 'filter.json'], 64, 'no file; allowed: a file of events'],
    [['test', 'a', 'b', '--filter', 'filter.json'], 64, 'found "b"; allowed: one file'],
    [['check'], 64, 'found "check"; allowed: test'],
    [[], 64, 'no task; allowed: test'],
  ])('%j ends with %i: %s', async (argv, exit, complaint) => {
    const { code, err } = await run(...argv)
    expect(code).toBe(exit)
    expect(err).toContain(complaint)
  })

  it('fails for a file without an event', async () => {
    const { code, out } = await run('test', 'empty.jsonl', '--filter', 'filter.json')
    expect([code, out]).toEqual([1, '0 of 0 events pass; 1 line holds no event\n'])
  })
})
