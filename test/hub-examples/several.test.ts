import { describe, expect, it } from 'vitest'
import { Example, heardBy } from './example.js'

describe('examples/hub/fail-over.yml', () => {
  it('has the spare account speak in the group while the other one is offline, and says so', async () => {
    await using example = await Example.start('fail-over.yml')
    const { qq } = example
    const room = qq.group('读书会')
    const alice = qq.friend('Alice', 10001)
    const notices = await example.as('notices', '?self_id=10001')
    qq.faults.add({ self_id: 10001, what: { is: 'offline' } })
    await qq.advance(6_000)
    await example.isOnline(10001, false)
    const params = { group_id: room.group_id, message: '今晚八点开会' }
    expect(await notices.call('send_group_msg', params)).toMatchObject({ retcode: 0, served_by: 10002 })
    expect(example.called('send_group_msg').map(({ self_id }) => self_id)).toEqual([10002])
    const toAlice = await notices.call('send_private_msg', { user_id: alice.user_id, message: '在吗' })
    expect(toAlice).not.toHaveProperty('served_by')
    expect(example.called('send_private_msg').filter(({ self_id }) => self_id === 10002)).toEqual([])
  })
})

describe('examples/hub/same-message.yml', () => {
  it('delivers a message of the group once, and an at of the other account as well', async () => {
    await using example = await Example.start('same-message.yml')
    const alice = example.qq.group('读书会').member('Alice')
    const forum = await example.as('forum', '?self_id=all')
    await alice.says('大家好')
    await expect.poll(() => heardBy(forum)).toEqual(['大家好'])
    const elected = Number(forum.events[0]?.self_id)
    const other = elected === 10001 ? 10002 : 10001
    await alice.says('有人吗')
    await alice.mentions(other, '你呢')
    const accounts = () => forum.events.map(({ self_id }) => self_id)
    await expect.poll(() => accounts().slice(2).sort()).toEqual([10001, 10002])
    expect(accounts().slice(0, 2)).toEqual([elected, elected])
  })
})

describe('examples/hub/balance.yml', () => {
  const GROUPS = Array.from({ length: 12 }, (_, index) => 30001 + index)

  it('gives each group to one of the copies, and all to the other one when that leaves', async () => {
    await using example = await Example.start('balance.yml')
    const { qq, stage } = example
    const people = GROUPS.map((group_id) => qq.group(group_id).member('Alice'))
    const workers = [await example.as('worker-1'), await example.as('worker-2')] as const
    const groupsOf = (worker: number, text: string) =>
      (workers[worker]?.events ?? [])
        .filter(({ raw_message }) => raw_message === text)
        .map(({ group_id }) => Number(group_id))
    for (const text of ['一', '二']) {
      for (const person of people) await person.says(text)
      await expect
        .poll(() => [...groupsOf(0, text), ...groupsOf(1, text)].sort((a, b) => a - b))
        .toEqual(GROUPS)
    }
    expect(groupsOf(0, '二')).toEqual(groupsOf(0, '一'))
    expect(groupsOf(0, '一').length).toBeGreaterThan(0)
    expect(groupsOf(1, '一').length).toBeGreaterThan(0)
    await stage.clock.advance(1_000)
    await example.leaves(workers[0])
    for (const person of people) await person.says('三')
    await expect.poll(() => groupsOf(1, '三')).toEqual(GROUPS)
    expect(groupsOf(1, '二').length).toBeLessThan(GROUPS.length)
  })
})

describe('examples/hub/responder.yml', () => {
  it('sends the first answer to a message, and tells the other bot who was first', async () => {
    await using example = await Example.start('responder.yml')
    const room = example.qq.group('读书会')
    const bots = { weather: await example.as('weather'), chat: await example.as('chat') }
    await room.member('Alice').says('/天气 南京')
    for (const bot of Object.values(bots)) await expect.poll(() => heardBy(bot)).toEqual(['/天气 南京'])
    const message_id = bots.weather.events[0]?.message_id
    const answer = (text: string) => ({
      group_id: room.group_id,
      message: [
        { type: 'reply', data: { id: String(message_id) } },
        { type: 'text', data: { text } },
      ],
    })
    expect(await bots.weather.call('send_group_msg', answer('晴'))).toMatchObject({ retcode: 0 })
    const refused = await bots.chat.call('send_group_msg', answer('我觉得是雨'))
    expect(refused).toMatchObject({ retcode: 1409, wording: expect.stringContaining('weather') })
    expect(example.called('send_group_msg')).toHaveLength(1)
  })
})
