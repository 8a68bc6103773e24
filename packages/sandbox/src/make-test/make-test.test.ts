import { afterEach, describe, expect, it } from 'vitest'
import type { BotUnderTest } from '../testing/attachable-bot.js'
import { type QQ, sandbox } from '../testing/index.js'
import { rawBot, weatherBot } from '../testing/weather-bot.fixture.js'
import type { TestTarget } from './choose-span.js'
import { type CallHappening, Happenings } from './happenings.js'
import { makeTest } from './make-test.js'

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='

/** A bot that does a little of everything. */
const handyBot = () =>
  rawBot(async (text, { event, answer, call }) => {
    const { group_id, user_id, message_id } = event
    if (text === '你好') await answer('你好呀')
    if (text === '/踢 Bob') await call('set_group_kick', { group_id, user_id: 20002 })
    if (text === '/人数') await call('get_group_member_list', { group_id })
    if (text === '/引用') await answer([{ type: 'reply', data: { id: String(message_id) } }, textOf('收到')])
    if (text === '/图') await answer([{ type: 'image', data: { file: `base64://${PNG}` } }])
    if (text === '/骰子') await answer([{ type: 'dice', data: {} }])
    if (text === '/撤回') {
      const sent = (await answer('马上撤回')) as { readonly message_id: number }
      await call('delete_msg', { message_id: sent.message_id })
    }
    if (text === '/谁') await answer(`你是 ${user_id}，群 ${group_id}`)
    if (text === '/反引号') await answer(['`a` $', '{b} \\ \n# 不是注释'].join(''))
    if (text.includes('[CQ:image')) await answer('好图')
    if (text.startsWith('[CQ:reply')) await answer('你引用了我')
    if (text.startsWith('[CQ:record')) await answer('好声音')
  })

const textOf = (text: string) => ({ type: 'text', data: { text } }) as const

const muteBot: BotUnderTest = rawBot(() => undefined)

class Recording {
  readonly qq: QQ
  readonly happenings: Happenings

  constructor(qq: QQ) {
    this.qq = qq
    this.happenings = new Happenings(qq.world)
    qq.sandbox.observe((seen) => this.happenings.take(seen))
  }

  calls(action: string): readonly CallHappening[] {
    return this.happenings.all.filter(
      (each): each is CallHappening => each.is === 'call' && each.action === action,
    )
  }

  ofCall(action: string): string {
    return this.of({ is: 'call', id: this.calls(action).at(-1)?.id ?? 0 })
  }

  last(count: number, chat = 'group:30001'): string {
    return this.of({ is: 'last', chat, count })
  }

  of(target: TestTarget): string {
    return makeTest(this.happenings.all, this.qq.world, { target, language: 'zh' })
  }
}

const open: QQ[] = []
afterEach(async () => {
  for (const qq of open.splice(0)) await qq.close()
})

async function recorded(bot: BotUnderTest): Promise<Recording> {
  const qq = await sandbox({ bot: 10000, startMs: Date.UTC(2026, 0, 2) })
  open.push(qq)
  const recording = new Recording(qq)
  await qq.attach(bot)
  return recording
}

/** Runs the source of a test with a bot in place of the one that it imports. */
async function run(source: string, bot: BotUnderTest): Promise<void> {
  const body = source
    .replace(/^import.*\n/gm, '')
    .replace('await using qq', 'const qq = opened.qq')
    .replace('sandbox({', 'sandbox({ timeoutMs: 100,')
  const opened: { qq?: QQ } = {}
  const tests: (() => Promise<void>)[] = []
  const make = new Function('sandbox', 'bot', 'it', 'opened', body)
  make(sandbox, bot, (_: string, test: () => Promise<void>) => tests.push(test), opened)
  try {
    for (const test of tests) await test()
  } finally {
    await opened.qq?.close()
  }
}

/** A test that passes with the bot that it was made with, and fails with one that does nothing. */
async function expectSound(source: string, bot: BotUnderTest): Promise<void> {
  await run(source, bot)
  await expect(run(source, muteBot)).rejects.toMatchObject({ code: 'expectation_missed' })
}

describe('a test that is made of what happened', () => {
  it('begins with what a person said, and ends with the last answer', async () => {
    const story = await recorded(weatherBot())
    const alice = story.qq.group('读书会').member('Alice')
    await alice.says('/天气 南京')
    await story.qq.group('读书会').expect('南京的天气是……')
    const source = story.ofCall('send_group_msg')
    expect(source).toContain(`it('/天气 南京', async () => {
  await using qq = await sandbox({
    startMs: Date.parse('2026-01-02T00:00:00.000Z'),
    world: {
      accounts: [
        { self_id: 10000, nickname: '小企' },
      ],
      users: [
        { user_id: 20001, nickname: 'Alice' },
        { user_id: 19999, nickname: '群主' },
      ],
      groups: [
        { group_id: 30001, group_name: '读书会', owner: 19999, members: [10000, 20001] },
      ],
    },
  })
  await qq.attach(bot)
  await qq.play(\`
    [读书会]
    Alice: /天气 南京
    小企: 南京的天气是……
  \`)
})
`)
    await expectSound(source, weatherBot())
  })

  it('has the question that an answer answers, and the time that a bot waited for', async () => {
    const story = await recorded(weatherBot())
    const { qq } = story
    await qq.play(
      '读书会',
      'Bob: 早\n(1m)\nAlice: /天气\n小企: …\nAlice: 南京\n小企: …\nAlice: /天气\n小企: …\n(5m)\n小企: /超时|太久/',
    )
    const [, answer] = story.calls('send_group_msg')
    const asked = story.of({ is: 'call', id: answer?.id ?? 0 })
    expect(asked).toContain(
      'Alice: /天气\n    小企: 你想查询哪个城市的天气呢？\n    Alice: 南京\n    小企: 南京',
    )
    expect(asked).not.toContain('Bob:')
    await expectSound(asked, weatherBot())
    const late = story.ofCall('send_group_msg')
    expect(late).toContain('(5m)\n    小企: 等太久啦')
    await expectSound(late, weatherBot())
  })

  it('is made of an event as of the call that it led to', async () => {
    const story = await recorded(handyBot())
    await story.qq.group('读书会').member('Alice').says('你好')
    await story.qq.settle()
    const [said] = story.happenings.all.flatMap((each) => (each.is === 'done' ? [each.done] : []))
    const source = story.of({ is: 'done', done: said as never })
    expect(source).toBe(story.ofCall('send_group_msg'))
    await expectSound(source, handyBot())
  })

  it('expects acts of a bot, and calls that only ask or are refused', async () => {
    const story = await recorded(handyBot())
    const club = story.qq.group('读书会', { bot: 'admin' })
    const alice = club.member('Alice')
    club.member('Bob')
    for (const text of ['/踢 Bob', '/踢 Bob', '/人数']) {
      await alice.says(text)
      await story.qq.settle()
    }
    const [kicked, refused] = story.calls('set_group_kick')
    const acted = story.of({ is: 'call', id: kicked?.id ?? 0 })
    expect(acted).toContain('* 小企 移出 Bob')
    await expectSound(acted, handyBot())
    await expectSound(story.of({ is: 'call', id: refused?.id ?? 0 }), handyBot())
    const asked = story.ofCall('get_group_member_list')
    expect(asked).toContain("await qq.expectCall('get_group_member_list', { group_id: 30001 })")
    await expectSound(asked, handyBot())
  })

  it.each(['/引用', '/图', '/骰子', '/撤回', '/谁', '/反引号', '[CQ:image,file=base64://QUJD]', '你好'])(
    'passes once more after %s, and never without the bot',
    async (text) => {
      const story = await recorded(handyBot())
      const alice = story.qq.group('读书会').member('Alice', { card: 'A: "会长"', role: 'owner' })
      await story.qq.friend('Alice').says('你好')
      await alice.does('say', { group_id: 30001, message: text } as never)
      await story.qq.settle()
      await expectSound(story.last(1), handyBot())
    },
  )

  it.each([
    [[{ type: 'record', data: { file: 'base64://UklGRiQAAABXQVZF' } }]],
    [[{ type: 'video', data: { file: 'base64://AAAAFGZ0eXBpc29t' } }]],
    [[{ type: 'file', data: { file: 'base64://QUJD', name: '说明.txt' } }]],
    [[{ type: 'image', data: { file: 'base64://R0lGODlhAQABAAAAACw=' } }]],
  ])('passes without the files that people sent: %j', async (message) => {
    const bot = () => rawBot((_, { answer }) => answer('收到了'))
    const story = await recorded(bot())
    const { group_id } = story.qq.group('读书会')
    const alice = story.qq.group('读书会').member('Alice')
    await alice.does('say', { group_id, message } as never)
    await story.qq.group('读书会').expect('收到了')
    await expectSound(story.last(1), bot())
  })

  it('passes after an upload', async () => {
    const bot = () =>
      rawBot(
        () => {},
        (event, { call }) =>
          event.notice_type === 'group_upload'
            ? call('send_group_msg', { group_id: event.group_id, message: '谢谢分享' })
            : undefined,
      )
    const story = await recorded(bot())
    const club = story.qq.group('读书会')
    await club.member('Alice').uploads('base64://QUJD', '笔记.txt')
    await club.expect('谢谢分享')
    const source = story.last(1)
    expect(source).toContain('上传')
    await expectSound(source, bot())
  })

  it('knows friends, requests and private chats', async () => {
    const bot = () =>
      rawBot(
        (_, { answer }) => answer('私聊你好'),
        (event, { call }) =>
          event.request_type === 'friend'
            ? call('set_friend_add_request', { flag: event.flag, approve: true })
            : undefined,
      )
    const story = await recorded(bot())
    await story.qq.friend('Alice').says('在吗')
    await story.qq.user('Eve').asksToBeFriends({ user_id: 10000 }, '加我')
    await story.qq.settle()
    const spoken = story.ofCall('send_private_msg')
    expect(spoken).toContain('friends: [\n        [10000, 20001],\n      ]')
    expect(spoken).toContain('[Alice]\n    Alice: 在吗')
    await expectSound(spoken, bot())
    await expectSound(story.ofCall('set_friend_add_request'), bot())
  })

  it('begins with a message that is quoted, and with what led to that', async () => {
    const story = await recorded(handyBot())
    const club = story.qq.group('读书会')
    const alice = club.member('Alice')
    await alice.says('你好')
    const greeting = await club.expect('你好呀')
    await alice.says('/人数')
    await alice.replies(greeting, '！')
    await club.expect('你引用了我')
    const source = story.last(1)
    expect(source).toContain('Alice: 你好\n    小企: 你好呀\n    Alice: /人数')
    await expectSound(source, handyBot())
  })

  it('is made of the last messages of a chat, without those that nobody answered', async () => {
    const story = await recorded(handyBot())
    const club = story.qq.group('读书会')
    for (const text of ['你好', '闲聊', '/谁']) {
      await club.member('Alice').says(text)
      await story.qq.settle()
    }
    await story.qq.group('别的群').member('Alice').says('你好')
    await club.expect(/你是/)
    await club.member('Bob').says('再见')
    const source = story.last(4)
    expect(source).not.toMatch(/别的群|再见/)
    expect(source).toContain('Alice: 闲聊')
    await expectSound(source, handyBot())
    await expectSound(story.last(1_000), handyBot())
  })

  it('has both bots, where both answered', async () => {
    const qq = await sandbox({ bot: [10000, 10001] })
    open.push(qq)
    const story = new Recording(qq)
    for (const self_id of qq.bots) await qq.attach(handyBot(), self_id)
    await qq.group('读书会').member('Alice').says('你好')
    await qq.settle()
    const source = story.last(3)
    expect(source).toContain('await qq.attach(bot)\n  await qq.attach(bot, 10001)')
    await expectSound(source, handyBot())
  })
})

describe('what makes no test', () => {
  it('is what no bot answered', async () => {
    const story = await recorded(muteBot)
    await story.qq.group('读书会').member('Alice').says('你好')
    expect(() => story.last(1)).toThrow('nothing to expect')
  })

  it('is what a bot says of its own accord', async () => {
    const story = await recorded(muteBot)
    const { group_id } = story.qq.group('读书会')
    await story.qq.sandbox.call(10000, 'send_group_msg', { group_id, message: '早安' })
    expect(() => story.ofCall('send_group_msg')).toThrow('of its own accord')
  })

  it('is what somebody said by hand as the account', async () => {
    const story = await recorded(handyBot())
    const { group_id } = story.qq.group('读书会')
    await story.qq.group('读书会').member('Alice').says('你好')
    await story.qq.settle()
    story.qq.sandbox.act(10000, { do: 'say', group_id, message: '我是人' })
    await story.qq.group('读书会').member('Alice').says('你好')
    await story.qq.settle()
    expect(() => story.last(3)).toThrow('as the account of the bot itself')
  })

  it('is what needs a file or a message of a world before', async () => {
    const story = await recorded(handyBot())
    const club = story.qq.group('读书会')
    const alice = club.member('Alice')
    const said = await alice.says('旧消息')
    await alice.uploads('base64://QUJD', 'a.txt')
    await story.qq.settle()
    const file_id = [...club.now.files.keys()][0] ?? ''
    story.happenings.clear()
    await alice.replies(said, '啊')
    await club.expect('你引用了我')
    expect(() => story.last(1)).toThrow('from before')
    await alice.says('嗯')
    await alice.does('delete_file', { file_id })
    await alice.says('你好')
    await club.expect('你好呀')
    expect(() => story.last(3)).toThrow('from before')
  })

  it('is what is forgotten', async () => {
    const story = await recorded(handyBot())
    expect(() => story.of({ is: 'call', id: 7 })).toThrow('no longer kept')
    expect(() => story.last(3)).toThrow('no longer kept')
  })
})
