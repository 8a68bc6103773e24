import { msg } from '@rookery/protocol'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { sandbox } from './index.js'
import { rawBot, weatherBot } from './weather-bot.fixture.js'

describe('a test with the kit', () => {
  it('speaks to a bot and expects what it says', async () => {
    await using qq = await sandbox({ bot: 10000 })
    await qq.attach(weatherBot())
    const alice = qq.group('读书会', { bot: 'admin' }).member('Alice')
    const bob = qq.group('读书会').member('Bob')
    await alice.says('/天气 南京')
    await qq.group('读书会').expect('南京的天气是……')
    await qq.play(
      '读书会',
      `
      Alice: /天气
      小企: 你想查询哪个城市的天气呢？
      (5m)
      小企: /等太久|超时/
      Carol: /天气 上海
      小企: …
    `,
    )
    await alice.says('/禁言 ', String(bob.user_id))
    const call = await qq.expectCall('set_group_ban', { user_id: bob.user_id, duration: 60 })
    expect(call.answer).toMatchObject({ status: 'ok' })
    await qq.expectNoCall('set_group_kick')
    await qq.expectSilence(10)
    expect(qq.transcript()).toContain('* 小企 mutes Bob for 60 s')
  })

  it('shows the whole conversation when something is missed', async () => {
    await using qq = await sandbox({ bot: 10000, timeoutMs: 20 })
    await qq.attach(weatherBot())
    await qq.group('读书会').member('Alice').says('/天气 南京')
    const missed = await qq.group('读书会').expect(/北京/).catch(String)
    expect(missed).toBe(`ExpectationMissed: no such message came within 20 ms

expected:
  [读书会]
  小企: /北京/

what happened:
  [读书会]
  Alice: /天气 南京
  小企: 南京的天气是……   # not expected
`)
  })

  it('takes what a bot forwards for something that it says', async () => {
    await using qq = await sandbox({ bot: 10000, timeoutMs: 20 })
    const club = qq.group('读书会')
    const { message_id } = await club.member('Alice').says('hi')
    await qq.sandbox.call(10000, 'forward_group_single_msg', { group_id: club.group_id, message_id })
    await expect(qq.expectSilence(1)).rejects.toMatchObject({ code: 'expectation_missed' })
    await club.expect('hi')
    await qq.expectSilence(1)
  })

  it('ends its pauses when it is closed', async () => {
    const qq = await sandbox({ bot: 10000, clock: 'system' })
    const pause = qq.advance('1h').then(() => 'ended')
    await qq.close()
    expect(await pause).toBe('ended')
  })

  it('names the line of a transcript that was missed', async () => {
    await using qq = await sandbox({ bot: 10000, timeoutMs: 20 })
    await qq.attach(weatherBot())
    await expect(qq.play('读书会', 'Alice: /天气 南京\n小企: 北京的天气是……')).rejects.toThrow(
      /^line 2: something else was said\n\nexpected:\n {2}\[读书会\]\n {2}小企: 北京的天气是……\n\nwhat happened:/,
    )
    await expect(qq.play('读书会', '  Alice: hi\n  小企: 一\n\n    二\n  Alice: hi')).rejects.toThrow(
      'expected:\n  [读书会]\n  小企: 一\n\n    二\n\nwhat happened:',
    )
    await expect(qq.play('读书会', 'Alice: hi\n小企: hi')).rejects.toThrow('line 2: something else was said')
    await expect(qq.play('读书会', '* Alice kicks Bob')).rejects.toThrow(
      'line 1: found something that is refused',
    )
    await expect(qq.expectCall('set_group_kick')).rejects.toThrow('the bots called:\n  send_group_msg')
  })

  it('has people who do all that people do', async () => {
    await using qq = await sandbox({ bot: 10000 })
    const seen: string[] = []
    await qq.attach((link) =>
      link.attach({
        text: (bytes) => {
          const { post_type, notice_type, request_type, sub_type } = JSON.parse(String(bytes))
          seen.push([post_type === 'message' ? 'message' : (notice_type ?? request_type), sub_type].join('.'))
        },
        pong() {},
        drained() {},
      }),
    )
    const club = qq.group('读书会', { bot: 'owner' })
    const alice = club.member('Alice', { role: 'admin', card: '会长' })
    const bob = club.member('Bob')
    const said = await alice.says('你好 ', msg.at(bob.user_id))
    await bob.replies(said, '嗨')
    await bob.mentions({ user_id: 10000 }, '在吗')
    await alice.recalls(said)
    await bob.pokes(alice)
    await alice.mutes(bob, 60)
    await alice.unmutes(bob)
    await bob.leaves()
    await club.stranger('Dave').asksToJoin('让我进来')
    await qq.user('Eve').asksToBeFriends({ user_id: 10000 })
    await qq.friend('Frank').says('私聊')
    await qq.settle()
    expect(seen.slice(1)).toEqual([
      ...['message.normal', 'message.normal', 'message.normal', 'group_recall.', 'notify.poke'],
      ...[
        'group_ban.ban',
        'group_ban.lift_ban',
        'group_decrease.leave',
        'group.add',
        'friend.',
        'message.friend',
      ],
    ])
    await qq.answerRequest([...qq.world.requests.keys()][0] ?? '')
    expect(club.now.members.size).toBe(3)
    await expect(bob.says('还在吗')).rejects.toThrow('not a member')
  })

  it('keeps two accounts apart, and private chats from groups', async () => {
    await using qq = await sandbox({ bot: [10000, 10001], timeoutMs: 20 })
    await qq.attach(rawBot((text, { answer }) => answer(`一：${text}`)))
    await qq.attach(
      rawBot((text, { answer }) => answer(`二：${text}`)),
      10001,
    )
    const alice = qq.private('Alice', 10001)
    await alice.actor.says('嗨')
    await alice.expect('二：嗨')
    await expect(qq.private('Alice').expect('二：嗨')).rejects.toThrow('no such message')
    await expect(
      qq.attach(
        rawBot(() => {}),
        10002,
      ),
    ).rejects.toThrow('10002 is not under test; there are 10000, 10001')
  })

  it('writes a transcript that plays the same again', async () => {
    const begin = () => sandbox({ bot: 10000, startMs: 0 })
    await using qq = await begin()
    const club = qq.group('读书会', { bot: 'admin' })
    const alice = club.member('Alice', { role: 'owner' })
    const bob = club.member('Bob')
    const said = await alice.says('哈哈 [CQ:at,qq=all]\n * 1')
    await bob.replies(said, '嗨')
    await alice.does('set_card', { user_id: bob.user_id, card: '老 B' })
    await bob.says('我改名了')
    await qq.advance('5m')
    await bob.does('set_profile', { nickname: 'Robert' })
    await alice.recalls(said)
    await alice.does('rename_group', { group_name: '书友会' })
    await bob.leaves()
    await club.stranger('Robert').asksToJoin('让我回来')
    const transcript = qq.transcript({ language: 'zh' })
    await using again = await begin()
    const twin = again.group('读书会', { bot: 'admin' })
    twin.member('Alice', { role: 'owner' })
    twin.member('Bob')
    await again.play('读书会', transcript)
    expect(again.transcript({ language: 'zh' })).toBe(transcript)
    expect(transcript).toContain(
      '* Alice 修改 Bob 的群名片为 "老 B"\n"老 B": 我改名了\n(5m)\n* "老 B" 修改昵称为 "Robert"',
    )
  })

  it('leaves nothing waiting when it is over', async () => {
    const qq = await sandbox({ bot: 10000, timeoutMs: 60_000 })
    const missed = qq.group('读书会').expect('…').catch(String)
    const call = qq.expectCall('get_status').catch(String)
    await qq.close()
    expect(await Promise.all([missed, call])).toEqual([
      expect.stringContaining('no such message came'),
      expect.stringContaining('no such call came'),
    ])
  })

  it('is found by a bot of another process', async () => {
    await using qq = await sandbox({ clock: 'system' })
    const ws = new WebSocket(await qq.url)
    ws.on('message', (data) => {
      const { post_type, group_id } = JSON.parse(String(data))
      const params = { group_id, message: 'pong' }
      if (post_type === 'message') ws.send(JSON.stringify({ action: 'send_group_msg', params }))
    })
    await new Promise((resolve) => ws.once('message', resolve))
    expect(await qq.connected()).toBe(1)
    await qq.group('读书会').member('Alice').says('ping')
    await qq.group('读书会').expect('pong')
    expect(await (await fetch(`${await qq.http}/get_login_info`)).json()).toMatchObject({ retcode: 0 })
  })

  it('with three people and ten messages takes less than 30 ms of the processor', async () => {
    const tookMs: number[] = []
    for (let round = 0; round < 10; round++) {
      const before = process.cpuUsage()
      await using qq = await sandbox({ bot: 10000 })
      await qq.attach(rawBot((text, { answer }) => answer(text)))
      const people = ['Alice', 'Bob', 'Carol'].map((name) => qq.group('读书会').member(name))
      for (let number = 0; number < 10; number++) {
        await people[number % 3]?.says(`第 ${number} 条`)
        await qq.group('读书会').expect(`第 ${number} 条`)
      }
      const { user, system } = process.cpuUsage(before)
      tookMs.push((user + system) / 1_000)
    }
    // The quickest: in the others the code is compiled and memory is collected. Other tests do not count.
    expect(Math.min(...tookMs)).toBeLessThan(30)
  })
})
