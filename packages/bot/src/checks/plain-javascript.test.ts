import { readFileSync } from 'node:fs'
import { msg } from '@rookery/protocol'
import { describe, expect, it } from 'vitest'
import type { Bot } from '../bot/bot.js'
import { definePlugin } from '../bot/define-plugin.js'
import { paceSends } from '../calls/pace-sends.js'
import { retryReads } from '../calls/retry-reads.js'
import { BOB, GROUP, roomOf, SELF } from '../commands/chat.fixture.js'
import { loadConfig } from '../config/load-config.js'
import { createBot } from '../create-bot.js'
import { BotUsageError } from '../errors.js'
import { eventNames, isEventName } from '../events/check-event-names.js'
import { intent } from '../intents/intent.js'
import { silentLog } from '../log.js'
import { allowList, superuser } from '../permissions/predicates.js'
import type { Session } from '../session/session.js'
import { memoryStorage } from '../storage/memory-storage.js'

/** As an author without a compiler has them. */
// biome-ignore lint/suspicious/noExplicitAny: what plain JavaScript does
type Untyped = any

const quiet = { log: silentLog, storage: memoryStorage() }
const newBot = (): Untyped => createBot(quiet)
const NOTHING = (): void => {}

describe('plain JavaScript: options that are unknown or wrong are refused, with what was probably meant', () => {
  it.each([
    [{ superuser: [1] }, '"superuser" is no option; did you mean "superusers"?'],
    [{ nickName: '小企' }, 'did you mean "nickname"?'],
    [{ superusers: 10001 }, '"superusers" must be a list of QQ numbers, found 10001'],
    [{ superusers: ['Alice'] }, '"superusers" must be a list of QQ numbers, found ["Alice"]'],
    [{ sessionTimeoutMs: '5m' }, '"sessionTimeoutMs" must be milliseconds, 0 or above, found "5m"'],
    [{ callTimeoutMs: Number.NaN }, '"callTimeoutMs" must be milliseconds, 0 or above, found NaN'],
    [{ prefixes: '/' }, '"prefixes" must be a list of texts and patterns'],
    [{ language: 'de' }, '"language" must be "zh" or "en", found "de"'],
    [{ texts: { denyed: 'no' } }, '"texts.denyed" is no option; did you mean "denied"?'],
    [{ help: true }, '"help" must be false'],
    [{ implementation: 'napcatqq' }, '"implementation" must be "go-cqhttp" or "napcat"'],
    [{ log: () => {} }, '"log" must be an object with the methods info, warn, error'],
    [{ storage: 'data' }, '"storage" must be an object with the methods open, close'],
    [{ plugins: [] }, '"plugins" must be an object'],
    [{ debug: 'yes' }, '"debug" must be true or false'],
    [{ token: 5 }, '"token" must be a text, found number, which is not shown'],
    [{ cancelWords: true }, '"cancelWords" must be'],
    ['小企', 'the options must be an object, found "小企"'],
    [{ superuser: [], debug: 1 }, 'did you mean "superusers"?; "debug" must be'],
  ])('createBot(%j)', (options, problem) => {
    expect(() => createBot(options as Untyped)).toThrow(BotUsageError)
    expect(() => createBot(options as Untyped)).toThrow(problem)
    expect(() => createBot(options as Untyped)).toThrow('createBot: ')
  })

  it.each([
    [{ permisson: () => false }, '"permisson" is no option; did you mean "permission"?'],
    [{ cooldown: 5 }, '"cooldown" must be an object, as in { seconds: … }, found 5'],
    [
      { cooldown: { second: 5 } },
      '"cooldown.second" is no option; did you mean "seconds"?; "cooldown.seconds" is missing',
    ],
    [{ cooldown: { seconds: 5, of: 'users' } }, '"cooldown.of" must be "user" or "group" or "everybody"'],
    [{ permission: 'superuser' }, '"permission" must be a permission such as superuser'],
    [{ permission: [superuser, true] }, '"permission" must be a permission such as superuser'],
    [{ permission: null }, '"permission" must be a permission such as superuser'],
    [{ alias: 'w' }, 'did you mean "aliases"?'],
    [{ aliases: [5] }, '"aliases" must be a text, or a list of texts, found [5]'],
    [{ patterns: 'weather' }, '"patterns" must be a pattern such as /…/, or a list of patterns'],
    [{ in: 'groups' }, '"in" must be "group" or "private", found "groups"'],
    [{ onlyToMe: 1 }, '"onlyToMe" must be true or false, found 1'],
    [{ busy: 'wait' }, '"busy" must be'],
    [{ whileAsking: 'pass' }, '"whileAsking" must be'],
    [{ answersFrom: 'everybody' }, '"answersFrom" must be'],
    [{ timeout: 5 }, 'did you mean "timeoutMs"?'],
    [{ timeoutMs: -1 }, '"timeoutMs" must be'],
    [{ texts: { denied: 5 } }, '"texts.denied" must be a text, a list of texts, or a function'],
    [{ args: { city: {} } }, '"args" must be an object of schemas by argument'],
    [{ ask: { city: 5 } }, '"ask" must be an object of questions by argument'],
    [[], 'the options must be an object, found []'],
  ])('command(…, %j)', (options, problem) => {
    expect(() => newBot().command('weather [city]', options, NOTHING)).toThrow(problem)
    expect(() => newBot().command('weather [city]', options, NOTHING)).toThrow('command weather')
  })

  it.each<[string, (bot: Untyped) => unknown, string]>([
    ['group', (bot) => bot.group('note', { permisson: superuser }), 'did you mean "permission"?'],
    ['intent', (bot) => bot.intent({ keyword: '天气' }, NOTHING), 'did you mean "keywords"?'],
    ['intent(…)', () => intent(90, 'x', { arg: {} } as Untyped), 'did you mean "args"?'],
    [
      'schedule',
      (bot) => bot.schedule('0 8 * * *', { timeZone: 'UTC' }, NOTHING),
      'did you mean "timezone"?',
    ],
    ['schedule', (bot) => bot.schedule('0 8 * * *', { to: GROUP }, NOTHING), '"to" must be a place, as in'],
    ['schedule', (bot) => bot.schedule({ every: 5 }, NOTHING), '"everyMs" is missing'],
    ['schedule', (bot) => bot.schedule(undefined, NOTHING), 'schedule: the options must be'],
    ['attach', (bot) => bot.attach({}, { selfid: 1 }), 'did you mean "self_id"?'],
    ['paceSends', () => paceSends({ perAccount: 5 } as Untyped), 'did you mean "perAccountMs"?'],
    ['paceSends', () => paceSends(undefined as Untyped), 'must be an object, as in { perAccountMs: … }'],
    ['retryReads', () => retryReads({ time: 5 } as Untyped), 'did you mean "times"?'],
    ['allowList', () => allowList({ user: [1] } as Untyped), 'did you mean "users"?'],
    ['allowList', () => allowList({ users: 1 } as Untyped), '"users" must be a list of QQ numbers'],
    ['superuser.or', () => superuser.or('groupAdmin' as Untyped), 'expected a permission such as superuser'],
    [
      'definePlugin',
      () => definePlugin({ name: 'a', setup: NOTHING, confg: {} } as Untyped),
      'did you mean "config"?',
    ],
  ])('%s', (_, act, problem) => {
    expect(() => act(newBot())).toThrow(BotUsageError)
    expect(() => act(newBot())).toThrow(problem)
  })

  it.each<[string, (bot: Untyped) => Promise<unknown>, string]>([
    ['connect', (bot) => bot.connect('ws://127.0.0.1:1', { tokne: 'x' }), 'did you mean "token"?'],
    ['connect', (bot) => bot.connect({ apiroot: 'http://127.0.0.1:1' }), 'did you mean "apiRoot"?'],
    [
      'connect',
      (bot) => bot.connect({ apiRoot: 'http://127.0.0.1:1', self_id: 'all' }),
      'must be a QQ number where "events" is not "sse", found "all": it is events that tell which accounts there are',
    ],
    [
      'connect',
      (bot) => bot.connect({ apiRoot: 'http://127.0.0.1:1' }, { token: 'hunter2' }),
      'options stand beside "apiRoot", found a second argument',
    ],
    ...['ws://127.0.0.1:1', 'http://127.0.0.1:1'].flatMap((url) =>
      [{ 'X A': 'b' }, { 'X-A': 'b\nhunter2' }, { 'X-A': '小企' }, { 'X-A': 5 }, 'X-A'].map(
        (headers): [string, (bot: Untyped) => Promise<unknown>, string] => [
          'connect',
          (bot) => bot.connect(url, { headers }),
          `"headers" must be an object of texts that HTTP headers can hold, found ${typeof headers}, which is not shown`,
        ],
      ),
    ),
    ['connect', (bot) => bot.connect(), 'must be an object, as in { apiRoot: … }'],
    ['listen', (bot) => bot.listen({ prot: 8080 }), 'did you mean "port"?'],
    ['listen', (bot) => bot.listen({ port: '8080' }), '"port" must be a port from 0 to 65535, found "8080"'],
    ['ready', (bot) => bot.ready(SELF, { timeout: 5 }), 'did you mean "timeoutMs"?'],
    ['ready', (bot) => bot.ready({ timeoutMs: 5 }), 'ready: "self_id" must be a QQ number'],
    ['send', (bot) => bot.send({ group_id: GROUP }, 'x', { att: true }), 'did you mean "at"?'],
    ['an action', (bot) => bot.get_status({}, { timeout: 5 }), 'did you mean "timeoutMs"?'],
    [
      'call_action',
      (bot) => bot.call_action('x', {}, { timeoutMs: '5' }),
      '"timeoutMs" must be milliseconds',
    ],
    [
      'disable',
      async (bot) => (await bot.plugin({ name: 'a', setup: NOTHING })).disable({ group: GROUP }),
      '"group" is no',
    ],
    [
      'enable',
      async (bot) => (await bot.plugin({ name: 'a', setup: NOTHING })).enable({ groupId: GROUP }),
      '"groupId" is no',
    ],
    [
      'disable',
      async (bot) => (await bot.plugin({ name: 'a', setup: NOTHING })).disable(GROUP),
      'must be an object',
    ],
    ['loadConfig', () => loadConfig({ path: 'x' } as Untyped), '"path" is no option; there are file, env'],
  ])('%s, by its promise', async (_, act, problem) => {
    const bot = newBot()
    await roomOf(bot)
    await expect(act(bot)).rejects.toThrow(problem)
    await bot.close()
  })

  it('in a handler: told with the event', async () => {
    const problems: string[] = []
    const bot = newBot()
    bot.onError((error: unknown) => problems.push(String(error)))
    const acts: Readonly<Record<string, (session: Untyped) => unknown>> = {
      send: ({ send }) => send('x', { att: true }),
      reply: ({ reply }) => reply('x', { quoted: true }),
      ask: ({ ask }) => ask('?', { timeout: 5 }),
      type: ({ ask }) => ask('?', 'imge'),
      number: ({ ask }) => ask('?', 5),
      choose: ({ choose }) => choose('?', ['a'], { retrys: 1 }),
      confirm: ({ confirm }) => confirm('?', { timeoutMs: '5' }),
      whole: ({ askMessage }) => askMessage('?', { validate: NOTHING }),
      next: ({ hearNext }) => hearNext('?', { timeoutMs: 5 }),
      call: ({ callCommand }) => callCommand('x', { arg: 1 }),
    }
    for (const [name, act] of Object.entries(acts)) bot.command(name, act)
    const room = await roomOf(bot)
    for (const name of Object.keys(acts)) await room.says(`/${name}`)
    expect(problems).toEqual([
      expect.stringContaining('send: "att" is no option; did you mean "at"?'),
      expect.stringContaining('reply: "quoted" is no option; did you mean "quote"?'),
      expect.stringContaining('ask: "timeout" is no option; did you mean "timeoutMs"?'),
      expect.stringContaining('ask: "imge" is no type of an answer; did you mean "image"?'),
      expect.stringContaining('ask: the options must be an object, found 5'),
      expect.stringContaining('choose: "retrys" is no option; did you mean "retries"?'),
      expect.stringContaining('confirm: "timeoutMs" must be milliseconds'),
      expect.stringContaining('askMessage: "validate" is no option'),
      expect.stringContaining('hearNext: "timeoutMs" must be milliseconds'),
      expect.stringContaining('callCommand: "arg" is no option; did you mean "args"?'),
    ])
  })

  it('but whatever is right passes, also a whole config and what is undefined', () => {
    const config = { url: 'ws://127.0.0.1:1', listen: { port: 8080 }, nickname: '小企', token: undefined }
    expect(() => createBot({ ...quiet, ...config })).not.toThrow()
    const options = { permission: [superuser, () => true], cooldown: { seconds: 0 }, aliases: undefined }
    expect(() => newBot().command('x', options, NOTHING)).not.toThrow()
  })
})

describe('plain JavaScript: handlers', () => {
  it.each<[string, (bot: Untyped) => unknown]>([
    ['command x', (bot) => bot.command('x')],
    ['command x', (bot) => bot.command('x', {}, 'hello')],
    ['on message', (bot) => bot.on('message')],
    ['on message', (bot) => bot.on('message', 'hello')],
    ['before message', (bot) => bot.before('message', undefined)],
    ['use', (bot) => bot.use({})],
    ['onDenied', (bot) => bot.onDenied(5)],
    ['onError', (bot) => bot.onError()],
    ['onCall', (bot) => bot.onCall({})],
    ['onAccount', (bot) => bot.onAccount()],
    ['onConversationEnd', (bot) => bot.onConversationEnd()],
    ['intent', (bot) => bot.intent({ keywords: 'x' }, undefined)],
    ['schedule', (bot) => bot.schedule('0 8 * * *', '早上好')],
  ])('%s refuses one that is no function', (where, act) => {
    expect(() => act(newBot())).toThrow(`${where}: expected a handler, found`)
  })
})

describe('plain JavaScript: names of events', () => {
  it.each([
    ['message.gruop', 'did you mean "message.group"?'],
    ['messages', 'did you mean "message"?'],
    ['notice.group_band', 'did you mean "notice.group_ban"?'],
    ['notice.group_ban.unban', 'no event'],
    ['notice.notify.pok', 'did you mean "notice.notify.poke"?'],
    ['request.frend', 'did you mean "request.friend"?'],
    ['group_increase', 'did you mean "notice.group_increase"?'],
    ['chat', 'there are message, message_sent, notice, request, meta_event'],
    ['', 'no event'],
    [5, 'expected the name of an event, found 5'],
    [undefined, 'expected the name of an event, found undefined'],
    [[], 'no event is named'],
    [['message.group', 'notise'], '"notise" is no event; did you mean "notice"?'],
  ])('%j is none', (name, problem) => {
    expect(() => newBot().on(name, NOTHING)).toThrow(problem)
    expect(() => newBot().before(name, NOTHING)).toThrow(problem)
  })

  it('are those that the compiler knows', () => {
    const file = new URL('../../../protocol/src/tables/events.gen.ts', import.meta.url)
    const [table = ''] =
      /interface EventTable \{[^}]*\n\}/s.exec(
        readFileSync(file, 'utf8').replace(/\{ readonly [^}]*\}/g, ''),
      ) ?? []
    const names = [...table.matchAll(/readonly '([^']+)'/g)].map(([, name]) => name)
    expect(names.length).toBeGreaterThan(80)
    expect([...eventNames()].sort()).toEqual(names.sort())
    expect(names.every(isEventName)).toBe(true)
  })
})

describe('plain JavaScript: what a handler returns', () => {
  const told = async (answer: unknown) => {
    const problems: string[] = []
    const bot: Bot = newBot()
    bot.onError((error) => void problems.push(String(error)))
    bot.command('roll', () => answer as Untyped)
    bot.on('notice.group_increase', () => answer as Untyped)
    const room = await roomOf(bot)
    const said = await room.says('/roll')
    await room.tells({ post_type: 'notice', notice_type: 'group_increase', group_id: GROUP, user_id: BOB })
    await bot.close()
    return { said, problems }
  }

  it.each([
    [5, '5'],
    [0, '0'],
    [Number.NaN, 'NaN'],
    [true, 'true'],
    [BigInt(5), '5n'],
    [{ text: 'x' }, '{"text":"x"}'],
    [['a', 'b'], '["a","b"]'],
    [[{ group_id: 1 }], '[{"group_id":1}]'],
    [new Date(0), '"1970-01-01T00:00:00.000Z"'],
    [() => 'x', 'a function'],
  ])('$1 cannot be sent, and is told', async (answer, shown) => {
    const { problems } = await told(answer)
    expect(problems).toEqual([
      expect.stringContaining(`command roll returned ${shown}, which cannot be sent`),
      expect.stringContaining(`a handler of notice.group_increase returned ${shown}, which cannot be sent`),
    ])
  })

  it.each([
    [undefined],
    [null],
    [false],
    [''],
    [[]],
    [{ message_id: 5 }],
    [{ outcome: 'delivered', message_id: 1 }],
  ])('%j says nothing', async (answer) => {
    expect(await told(answer)).toEqual({ said: [], problems: [] })
  })

  it.each([[5], [['a']], [{ text: 'x' }], [undefined], [null], [new Date(0)]])(
    '%j is no message either where it is sent',
    async (message) => {
      const bot = newBot()
      await roomOf(bot)
      await expect(bot.send({ group_id: GROUP }, message)).rejects.toThrow(
        'a message must be a text, or segments',
      )
      await bot.close()
    },
  )
})

describe('TypeScript', () => {
  it('refuses unknown options itself', () => {
    const bot = newBot() as Bot
    const never = (): boolean => false
    const refused = (): void => {
      // @ts-expect-error no such option
      createBot({ superuser: [1] })
      // @ts-expect-error no such option
      bot.command('x', { permisson: never }, NOTHING)
      // @ts-expect-error no such option
      bot.command('x <a>', { cooldown: { second: 5 } }, ({ args }) => args.a)
      // @ts-expect-error no such option
      bot.group('x', { permisson: never })
      // @ts-expect-error no such event
      bot.on('message.gruop', NOTHING)
      // @ts-expect-error no such option
      void bot.listen({ prot: 1 })
      // @ts-expect-error no such option
      void bot.connect('ws://127.0.0.1:1', { tokne: '' })
      // @ts-expect-error a number cannot be sent
      bot.command('x', () => 5)
      // @ts-expect-error no such option
      bot.command('x', ({ ask }: Session) => ask('?', { timeout: 5 }))
    }
    expect(refused).toBeTypeOf('function')
    expect(msg.text('a')).toEqual({ type: 'text', data: { text: 'a' } })
  })
})
