import { describe, expect, it } from 'vitest'
import { Example, heardBy } from './example.js'

/** The text that the SHA-256 in rights.yml is of. */
const FORUM_TOKEN = 'token-of-the-forum-bot'
const [ALLOWED, OTHER] = [30001, 30002]

describe('examples/hub/rights.yml', () => {
  it('shows a bot its group alone, and lets it do there what its entry names', async () => {
    await using example = await Example.start('rights.yml')
    const { qq } = example
    const forum = await example.withToken(FORUM_TOKEN)
    const alice = qq.group(ALLOWED).member('Alice')
    await qq.group(OTHER).member('Alice').says('外面听不到')
    await qq.friend('Alice').says('悄悄话')
    await alice.says('大家好')
    await expect.poll(() => heardBy(forum)).toEqual(['大家好'])
    const send = (group_id: number) => forum.call('send_group_msg', { group_id, message: '你好' })
    expect(await send(ALLOWED)).toMatchObject({ retcode: 0 })
    expect(await send(OTHER)).toMatchObject({ retcode: 1403, wording: expect.stringContaining('30002') })
    const mute = { group_id: ALLOWED, user_id: alice.user_id, duration: 60 }
    expect(await forum.call('set_group_ban', mute)).toMatchObject({ retcode: 1403 })
    expect(await forum.call('send_private_msg', { user_id: alice.user_id, message: '你好' })).toMatchObject({
      retcode: 1403,
    })
    expect(example.called('send_group_msg')).toHaveLength(1)
  })

  it('lets a bot that is to read do nothing else', async () => {
    await using example = await Example.start('rights.yml')
    const { qq } = example
    for (const group_id of [ALLOWED, OTHER]) qq.group(group_id)
    const statistics = await example.as('statistics')
    expect(await statistics.call('get_group_info', { group_id: ALLOWED })).toMatchObject({ retcode: 0 })
    expect(await statistics.call('get_group_info', { group_id: OTHER })).toMatchObject({ retcode: 1403 })
    const params = { group_id: ALLOWED, message: '你好' }
    expect(await statistics.call('send_group_msg', params)).toMatchObject({ retcode: 1403 })
    const { data } = await statistics.call('get_group_list')
    expect((data as { readonly group_id: number }[]).map(({ group_id }) => group_id)).toEqual([ALLOWED])
  })

  it('takes neither the token of another bot nor the SHA-256 itself', async () => {
    await using example = await Example.start('rights.yml')
    await expect(example.withToken('token-of-another-bot')).rejects.toThrow('403')
    const sha256 = 'ead9437cc616171c521ae57b364df821203dd05011bb13822d1c955df2f142d0'
    await expect(example.withToken(sha256)).rejects.toThrow('403')
  })
})

describe('examples/hub/filters.yml', () => {
  it('gives each bot what concerns it, without the prefix and without names', async () => {
    await using example = await Example.start('filters.yml')
    const room = example.qq.group('读书会')
    const alice = room.member('Alice', { card: '小艾' })
    const [weather, moderation] = [await example.as('weather'), await example.as('moderation')]
    await alice.says('早上好')
    await alice.says('/weather 南京')
    await alice.says('Click here: FREE  gift')
    await alice.mentions(10001, '你好')
    await expect.poll(() => heardBy(weather).length).toBe(2)
    await expect.poll(() => heardBy(moderation)).toEqual(['Click here: FREE  gift'])
    expect(heardBy(weather)[0]).toBe('南京')
    expect(heardBy(weather)[1]).toContain('你好')
    expect(weather.events[0]).toMatchObject({ sender: { card: '', nickname: '' } })
    expect(moderation.events[0]).toMatchObject({ sender: { card: '小艾', nickname: 'Alice' } })
  })
})
