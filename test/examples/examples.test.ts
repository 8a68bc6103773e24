import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { memoryStorage, silentLog } from '@rookery/bot'
import { describe, expect, it } from 'vitest'
import * as echo from '../../examples/src/echo.js'
import * as groupManager from '../../examples/src/group-manager.js'
import * as plugins from '../../examples/src/plugins.js'
import * as quiz from '../../examples/src/quiz.js'
import * as reminder from '../../examples/src/reminder.js'
import * as requestApprover from '../../examples/src/request-approver.js'
import * as weather from '../../examples/src/weather.js'
import * as welcome from '../../examples/src/welcome.js'
import { codeBlocks } from '../readme/markdown.js'
import { talkWith } from './talk.js'

const quiet = () => ({ log: silentLog, storage: memoryStorage() })

describe('the example', () => {
  it('echo says what it is told, as text and with its segments', async () => {
    await using talk = await talkWith(echo.makeBot(quiet()))
    await talk.club.play(`
      Bob: /echo 你好  世界
      小企: 你好  世界
      Bob: /复读 &#91;CQ:at,qq=all&#93;
      小企: &#91;CQ:at,qq=all&#93;
      Bob: /say 看[face:14]
      小企: 看[face:14]
    `)
  })

  it('weather asks for the city that is missing, greets and is poked', async () => {
    await using talk = await talkWith(weather.makeBot(quiet()))
    await talk.club.play(`
      Bob: /天气
      小企: 你想查询哪个城市的天气呢？
      Bob: 南京
      小企: /^南京的天气是.+ °C$/
      Bob: /天气 北京
      小企: /^北京的天气是/
      Bob: /天气
      小企: 你想查询哪个城市的天气呢？
      (5m)
      小企: 等待太久，已结束，如需继续请重新开始
      * Bob 戳一戳 小企
      小企: 别戳啦～
    `)
    await talk.club.stranger('Carol').joins()
    await talk.club.expect(/^欢迎 .*！发送 \/天气 试试看。$/)
  })

  it('group-manager bans, kicks, renames and mutes, for those who may', async () => {
    await using talk = await talkWith(groupManager.makeBot({ ...quiet(), superusers: [] }))
    const { club, qq } = talk
    const bob = club.member('Bob')
    await bob.says('/mute')
    await club.expect('您没有权限使用这个命令')
    await club.play(`
      Alice: /禁言 [at:Bob] 半小时
      * 小企 mutes Bob for 1800 s
      小企: 已将 [at:Bob] 禁言 30 分钟
      Alice: /解禁 [at:Bob]
      小企: 已解除 [at:Bob] 的禁言
      Alice: /改名片 [at:Bob] 小 波
      小企: 名片已改为“小 波”
      Alice: /mute
      小企: 已开启全员禁言
      Alice: /mute no
      小企: 已关闭全员禁言
    `)
    expect(club.now.members.get(bob.user_id)?.card).toBe('小 波')
    const alice = club.member('Alice')
    await alice.says(`/踢 ${bob.user_id} --forever`)
    await club.expect(`确定要把 Bob（${bob.user_id}）移出群聊吗？`)
    await alice.says('是')
    await club.expect('已将 Bob 移出群聊')
    await qq.expectCall('set_group_kick', { user_id: bob.user_id, reject_add_request: true })
    await alice.says('/禁言', ' ', { type: 'at', data: { qq: String(alice.user_id) } })
    await club.expect(/^没有做成：/)
  })

  it('welcome greets who comes and tells who is gone', async () => {
    await using talk = await talkWith(welcome.makeBot(quiet()))
    const carol = talk.club.stranger('Carol')
    await carol.joins()
    await talk.club.expect([
      { type: 'text', data: { text: '欢迎 ' } },
      { type: 'at', data: { qq: String(carol.user_id) } },
      { type: 'text', data: { text: ' 加入本群！' } },
    ])
    await carol.leaves()
    await talk.club.expect('Carol 离开了我们')
    const [bob, host] = [talk.club.member('Bob'), talk.club.member('群主')]
    await host.mutes(bob, 60)
    await host.unmutes(bob)
    await talk.club.expect(/可以说话了$/)
    await host.makesAdmin(bob)
    await talk.club.expect(/成为管理员$/)
    await bob.pokes({ user_id: 10000 })
    await talk.qq.expectCall('group_poke', { user_id: bob.user_id })
    await talk.qq.expectSilence()
  })

  it('request-approver decides by rules, and asks a superuser where there is none', async () => {
    const { club, qq, ...rest } = await talkWith(requestApprover.makeBot({ ...quiet(), superusers: [20001] }))
    await using _ = { [Symbol.asyncDispose]: rest[Symbol.asyncDispose] }
    const boss = qq.friend('Alice')
    expect(boss.user_id).toBe(20001)
    await club.stranger('Carol').asksToJoin('芝麻开门')
    await qq.expectCall('set_group_add_request', { approve: true })
    await club.stranger('Dave').asksToJoin('兼职请加微信')
    await qq.expectCall('set_group_add_request', { approve: false, reason: '本群谢绝广告' })
    const erin = qq.user('Erin')
    await erin.asksToBeFriends({ user_id: 10000 }, '我是 Erin')
    await qq
      .private('Alice')
      .expect(`${erin.user_id} 想加好友：我是 Erin\n同意请发 /approve 1，拒绝请发 /reject 1`)
    await boss.says('/approve 1')
    await qq.private('Alice').expect('已同意')
    expect(qq.world.friends.get(10000)?.has(erin.user_id)).toBe(true)
    const frank = club.stranger('Frank')
    await frank.asksToJoin('我想进来')
    await qq.private('Alice').expect(/\/reject 2$/)
    await boss.says('/reject 2 满了')
    await qq.private('Alice').expect('已拒绝')
    await qq.expectCall('set_group_add_request', { approve: false, reason: '满了' })
    await boss.says('/approve 2')
    await qq.private('Alice').expect('没有 2 号申请')
  })

  it('quiz is a game of several people, whose points are kept', async () => {
    const storage = memoryStorage()
    {
      await using talk = await talkWith(quiz.makeBot({ log: silentLog, storage }))
      await talk.club.play(`
        Alice: /抢答
        小企: 世界上最高的山峰是？
        Alice: 泰山
        Bob: 珠峰
        小企: [at:Bob] 答对了，加一分！
        小企: 光在真空中一秒大约走多少万公里？
        Alice: 三十
        小企: [at:Alice] 答对了，加一分！
        小企: 《红楼梦》的作者是？
        (30s)
        小企: 没有人答对，答案是曹雪芹
        小企: 抢答结束，发送 /score 看看排名
      `)
    }
    await using talk = await talkWith(quiz.makeBot({ log: silentLog, storage }))
    await talk.club.play(`
      Bob: /抢答 1
      小企: 世界上最高的山峰是？
      Bob: 珠峰
      小企: [at:Bob] 答对了，加一分！
      小企: 抢答结束，发送 /score 看看排名
      Alice: /排名
      小企: 1. Bob 2 分
        2. Alice 1 分
    `)
  })

  it('reminder reminds, also after a restart, of what was due meanwhile', async () => {
    const storage = memoryStorage()
    const startMs = Date.parse('2026-05-01T12:00:00+08:00')
    {
      await using talk = await talkWith(reminder.makeBot({ log: silentLog, storage }), startMs)
      await talk.club.play(`
        Bob: /提醒我 1分钟 关火
        小企: 好的，到时候叫你
        (65s)
        小企: [at:Bob] 关火
        Bob: /提醒我 10m 收衣服
        小企: 好的，到时候叫你
        Bob: /提醒列表
        小企: 收衣服
      `)
    }
    await using talk = await talkWith(reminder.makeBot({ log: silentLog, storage }), startMs + 60 * 60_000)
    await talk.qq.advance('5s')
    await talk.club.expect(/收衣服$/)
    await talk.club.play(`
      Bob: /提醒列表
      小企: 没有提醒
    `)
    await talk.qq.expectSilence()
  })

  it('plugins has two, which are switched on and off for each group', async () => {
    const bot = await plugins.makeBot({ ...quiet(), superusers: [] })
    await using talk = await talkWith(bot)
    const { qq, club } = talk
    await club.play(`
      Bob: /掷骰子
      小企: /^掷出了 [1-6]$/
      Bob: /签到
      小企: 签到成功，一共 1 天
      Bob: /签到
      小企: 今天已经签到过了，一共 1 天
      (1d)
      Bob: /签到
      小企: 签到成功，一共 2 天
      Bob: /plugin.off dice
      小企: 您没有权限使用这个命令
      Alice: /plugin.off dice
      小企: 已在本群关闭 dice
      Alice: /插件列表
      小企: dice 关
        sign-in 开
      Bob: /掷骰子
    `)
    await qq.expectSilence()
    const other = qq.group('写作会')
    await other.member('Bob').says('/掷骰子')
    await other.expect(/^掷出了/)
    await club.play(`
      Alice: /plugin.on dice
      小企: 已在本群开启 dice
      Bob: /掷骰子
      小企: …
      Alice: /plugin.on nothing
      小企: 没有 nothing 这个插件
    `)
  })
})

describe('the examples', () => {
  const root = fileURLToPath(new URL('../../examples/', import.meta.url))
  // A newcomer of the guide has a file of their own there.
  const names = readdirSync(`${root}src`)
    .filter((file) => file.endsWith('.ts') && !['run.ts', 'my-bot.ts'].includes(file))
    .map((file) => file.slice(0, -3))

  it('are all tested here, and stand in their README', () => {
    const test = readFileSync(fileURLToPath(import.meta.url), 'utf8')
    const readme = readFileSync(`${root}README.md`, 'utf8')
    for (const name of names) {
      expect(test).toContain(`it('${name} `)
      expect(readme).toContain(`(src/${name}.ts)`)
    }
  })

  it('are tested as their README says', async () => {
    const [block] = codeBlocks(readFileSync(`${root}README.md`, 'utf8')).filter(
      ({ language }) => language === 'ts',
    )
    const folder = fileURLToPath(new URL('../../.cache/examples/', import.meta.url))
    mkdirSync(folder, { recursive: true })
    const code = block?.code.replace('./echo.js', '../../examples/src/echo.js') ?? ''
    expect(code).toContain('examples/src/echo.js')
    writeFileSync(`${folder}readme.ts`, code)
    await import(pathToFileURL(`${folder}readme.ts`).href)
  })

  it('end with the line that connects them, if they are the program', () => {
    for (const name of names) {
      const source = readFileSync(`${root}src/${name}.ts`, 'utf8')
      expect(source.trimEnd().split('\n').at(-1), name).toBe('await run(import.meta, makeBot)')
    }
  })
})
