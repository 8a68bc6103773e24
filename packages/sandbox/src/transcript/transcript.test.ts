import fc from 'fast-check'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { Deed } from '../deeds/deeds.js'
import { Sandbox } from '../sandbox.js'
import type { Done } from '../turn/turn.js'
import { VirtualClock } from '../virtual-clock.js'
import { NOW_MS, readingClub } from '../world/world.fixture.js'
import type { Message, World } from '../world/world.js'
import type { ChatRef } from './chat-ref.js'
import { mergeTexts } from './content.js'
import { formatTranscript } from './format-transcript.js'
import { chatNamed } from './names.js'
import { parseTranscript } from './parse-transcript.js'
import type { UnknownSlots } from './phrases.js'
import { readDeed } from './read-deed.js'
import { resolveAct, resolveExpectation } from './resolve-step.js'
import { patterns } from './ways.js'

/** What is done one after the other in the reading club, and the world that comes of it. */
function story(acts: readonly (readonly [by: number, deed: Deed, afterMs?: number])[]) {
  const clock = new VirtualClock(NOW_MS)
  const sandbox = new Sandbox(readingClub(), clock)
  const done: Done[] = []
  sandbox.observe((seen) => seen.is === 'done' && done.push(seen.done))
  for (const [by, deed, afterMs = 0] of acts) {
    void clock.advance(afterMs)
    sandbox.act(by, deed)
  }
  return { done, world: sandbox.world }
}

const says = (by: number, text: string, place: object = { group_id: 30001 }) =>
  [by, { do: 'say', ...place, message: [{ type: 'text', data: { text } }] } as Deed] as const

/** Reads a transcript back: who does what, where a message counts as what it says. */
function readBack(text: string, world: World, bot = 10000) {
  let chat: ChatRef | undefined
  return parseTranscript(text).flatMap((step): object[] => {
    if (step.is === 'chat') chat = chatNamed(world, step.names, bot)
    if (step.is === 'wait') return [{ waitMs: step.ms }]
    if (step.is === 'chat') return []
    const { by, deed } = resolveAct(step, { world, chat })
    return [{ by, deed: 'message' in deed ? { ...deed, message: mergeTexts(deed.message as never) } : deed }]
  })
}

const asActs = (done: readonly Done[]) =>
  done.map(({ by, do: name, args, result }) => ({
    by,
    deed: {
      do: name,
      ...args,
      ...(name === 'say' ? { message: mergeTexts((result as Message).message) } : {}),
    },
  }))

describe('a transcript', () => {
  it('shows what was said and done, chat by chat', () => {
    const { done, world } = story([
      says(20001, '/天气'),
      says(10000, '哪个城市？\n（南京、北京）'),
      [20001, { do: 'mute', group_id: 30001, user_id: 20002, duration: 60 }],
      says(20001, '在吗', { user_id: 10000 }),
      [20001, { do: 'mute', group_id: 30001, user_id: 20002, duration: 0 }, 300_000],
    ])
    expect(formatTranscript(done, world, { bot: 10000 })).toBe(
      [
        ...['[读书会]', 'Alice: /天气', '小企: 哪个城市？', '  （南京、北京）', '* Alice mutes Bob for 60 s'],
        ...['[Alice]', 'Alice: 在吗', '(5m)', '[读书会]', '* Alice unmutes Bob', ''],
      ].join('\n'),
    )
    expect(formatTranscript(done, world, { language: 'zh' })).toContain(
      '* Alice 禁言 Bob 60 秒\n[小企 & Alice]',
    )
  })

  it.each(['en', 'zh'] as const)('quotes messages and names by what people see (%s)', (language) => {
    const { done, world } = story([
      says(20001, '哈哈'),
      says(20001, '哈哈'),
      [20001, { do: 'recall', message_id: 1 }],
      [20001, { do: 'recall', message_id: 2 }],
    ])
    const text = formatTranscript(done, world, { language })
    expect(text).toContain(
      language === 'zh' ? '* Alice 撤回 1\n* Alice 撤回 "哈哈"' : '* Alice recalls 1\n* Alice recalls "哈哈"',
    )
    expect(readBack(text, world)).toEqual(asActs(done))
  })

  it('is read with what only people need: comments, spaces, full-width signs, a common indent', () => {
    const steps = parseTranscript(`
      [读书会]                       # a group
      # what follows is a question
      Alice：  /天气                 # said
      小企: 你想
        查询

          哪个城市？
      （5分钟）
      "Al:ice": [at:小企] 你好
      * Alice 禁言 Bob 60秒
    `)
    expect(steps).toEqual([
      { line: 2, is: 'chat', names: [{ text: '读书会', isQuoted: false }] },
      { line: 4, is: 'said', by: { text: 'Alice', isQuoted: false }, content: '/天气' },
      { line: 5, is: 'said', by: { text: '小企', isQuoted: false }, content: '你想\n查询\n\n  哪个城市？' },
      { line: 9, is: 'wait', ms: 300_000 },
      { line: 10, is: 'said', by: { text: 'Al:ice', isQuoted: true }, content: '[at:小企] 你好' },
      expect.objectContaining({
        line: 11,
        is: 'done',
        deed: expect.objectContaining({ do: 'mute', way: 1 }),
      }),
    ])
  })

  it.each([
    ['Alice', 'line 1: found Alice; allowed: [group], Name: text, (5m), * Name does something, # comment'],
    ['[读书会]\n(soon)', 'line 2: found (soon); allowed: a time such as 5m'],
    [
      '* Alice mtues Bob for 60 s',
      'line 1: found something nobody can do: Alice mtues Bob for 60 s; allowed: {by} mutes {user_id} for {duration} s',
    ],
    ['* Alice does mtue {}', 'line 1: found the deed mtue; allowed: mute'],
    ['* Alice does mute {x}', 'line 1: found {x}; allowed: args as JSON'],
    ['Alice:', 'line 1: found nothing that is said'],
    ['(5m)\n  more', 'line 2: found an indented line'],
    ['* "Alice mutes', 'line 1: found quotes that do not close'],
  ])('that cannot be read says why: %j', (text, message) => {
    expect(() => parseTranscript(text)).toThrow(message)
  })

  it.each([
    ['Alic: hi', 'found nobody called "Alic"; allowed: a number, or a name: Alice'],
    ['Alice: [at:Bobb]', 'found nobody called "Bobb"'],
    ['Alice: [image=x]', 'found [image=x]; allowed: [at:…]'],
    ['* Alice recalls "nothing"', 'found no message "nothing" in this chat'],
  ])('that this world cannot play says why: %j', (text, message) => {
    expect(() => readBack(`[读书会]\n${text}`, readingClub())).toThrow(`line 2: ${message}`)
  })

  it('has a form for what no phrase says', () => {
    const { done, world } = story([
      [20001, { do: 'say', group_id: 30001, message: '嘘', anonymous: true }],
      [20001, { do: 'set_profile', nickname: '爱丽丝', longNick: '你好' }],
    ])
    const text = formatTranscript(done, world)
    expect(text).toContain('* 爱丽丝 does set_profile {"nickname":"爱丽丝","longNick":"你好"}')
    expect(readBack(text, world)).toMatchObject([
      { deed: { do: 'say', anonymous: true } },
      { by: 20001, deed: { do: 'set_profile' } },
    ])
  })

  it('takes digits for a text where a text belongs', () => {
    const read = readBack(
      '[读书会]\n* Alice renames the group to 2026\n* Alice mutes Bob for 60 s\n',
      readingClub(),
    )
    expect(read).toMatchObject([{ deed: { group_name: '2026' } }, { deed: { duration: 60 } }])
  })

  it('expects words, a pattern or anything of a bot', () => {
    const expected = (content: string) => {
      const [step] = parseTranscript(`小企: ${content}`)
      if (step?.is !== 'said') throw new TypeError('nothing said')
      return resolveExpectation(step, { world: readingClub(), chat: undefined })
    }
    expect(expected('/等太久|超时/i')).toEqual({ is: 'pattern', pattern: /等太久|超时/i })
    expect(expected('…')).toEqual({ is: 'anything' })
    expect(expected('/help')).toMatchObject({ is: 'message' })
    expect(() => expected('/(/')).toThrow('line 1: found /(/; allowed: a JavaScript pattern')
  })

  it('has phrases that say what their deeds take, and no two that are read alike', () => {
    expectTypeOf<UnknownSlots>().toBeNever()
    const shapes = patterns.map(({ words }) =>
      words.map((word) => (word.startsWith('{') ? '_' : word)).join(' '),
    )
    for (const { name, way, words } of patterns) {
      const line = words.map((word) => (word.startsWith('{') ? 'x' : word)).join(' ')
      expect(readDeed(line).deed, line).toMatchObject({ do: name, way })
    }
    expect(shapes.filter((shape, index) => shapes.indexOf(shape) !== index)).toEqual([])
  })
})

const nasty = fc.oneof(
  fc.constantFrom(
    '[',
    ']',
    '[CQ:at,qq=all]',
    '&#91;',
    '&amp;',
    '\n',
    '\n\n',
    ' ',
    '  ',
    '\t',
    '*',
    '* Alice leaves',
    '#',
  ),
  fc.constantFrom(
    '  # no',
    '(5m)',
    '/',
    '/a/',
    '…',
    '...',
    '== x',
    '---',
    '小企: 嗨',
    '：',
    '"',
    '\\',
    '\r',
    '\u2028',
    '你好',
  ),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
)
const text = fc
  .array(nasty, { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''))
  .filter((each) => each !== '')
const segment = fc.oneof(
  text.map((each) => ({ type: 'text', data: { text: each } })),
  fc.constantFrom('all', '20002', '10000', '99999').map((qq) => ({ type: 'at', data: { qq } })),
  fc.nat(300).map((id) => ({ type: 'face', data: { id: String(id) } })),
)
/** What a bot says is read back as these words, never as a pattern or as anything. */
describe('any message of a bot', () => {
  it('is expected to be just that', () => {
    fc.assert(
      fc.property(text, (each) => {
        const { done, world } = story([says(10000, each)])
        const [, step] = parseTranscript(formatTranscript(done, world))
        if (step?.is !== 'said') throw new TypeError('nothing said')
        const [chat] = [{ is: 'group', group_id: 30001 } as const]
        expect(resolveExpectation(step, { world, chat })).toEqual({
          is: 'message',
          message: [{ type: 'text', data: { text: each } }],
        })
      }),
    )
  })
})

const place = fc.constantFrom({ group_id: 30001 }, { user_id: 10000 }, { user_id: 20002 })
const act = fc.oneof(
  fc.record({
    do: fc.constant('say' as const),
    place,
    message: fc.array(segment, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ do: fc.constant('mute' as const), seconds: fc.nat(100) }),
  fc.record({ do: fc.constant('set_card' as const), card: text.map((each) => each.slice(0, 12)) }),
  fc.record({
    do: fc.constant('rename_group' as const),
    group_name: text.map((each) => each.slice(0, 12)).filter((each) => /\S/.test(each)),
  }),
)

describe('any story', () => {
  it('is read as it was written, in both languages', () => {
    fc.assert(
      fc.property(
        fc.array(act, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('en' as const, 'zh' as const),
        (acts, language) => {
          const { done, world } = story(
            acts.map((each): readonly [number, Deed] => {
              if (each.do === 'say')
                return [20001, { do: 'say', ...each.place, message: each.message as never }]
              if (each.do === 'mute')
                return [20001, { do: 'mute', group_id: 30001, user_id: 20002, duration: each.seconds }]
              if (each.do === 'set_card')
                return [20001, { do: 'set_card', group_id: 30001, user_id: 20002, card: each.card }]
              return [20001, { do: 'rename_group', group_id: 30001, group_name: each.group_name }]
            }),
          )
          expect(readBack(formatTranscript(done, world, { language, bot: 10000 }), world)).toEqual(
            asActs(done),
          )
        },
      ),
      { numRuns: 500 },
    )
  })
})
