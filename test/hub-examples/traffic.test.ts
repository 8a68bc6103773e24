import { describe, expect, it } from 'vitest'
import { Example, repliesOf, send } from './example.js'

describe('examples/hub/pace.yml', () => {
  it('lets a few messages out at once, one a second after them, and says of the rest when to try again', async () => {
    await using example = await Example.start('pace.yml')
    const { qq, stage } = example
    const { group_id } = qq.group('读书会')
    const news = await example.as('news')
    const texts = Array.from({ length: 30 }, (_, index) => `第${index + 1}条`)
    for (const message of texts) send(news, 'send_group_msg', { group_id, message }, message)
    const refused = () => repliesOf(news).filter(({ retcode }) => retcode === 1429)
    await expect.poll(() => refused().at(-1)?.echo).toBe('第30条')
    expect(example.called('send_group_msg').length).toBeLessThan(6)
    expect(refused().every(({ data }) => Object(data).retry_after > 0)).toBe(true)
    const lost = refused().map(({ echo }) => echo)
    const sent = texts.filter((text) => !lost.includes(text))
    await stage.clock.advance(12_000)
    await expect.poll(() => example.called('send_group_msg').length).toBe(sent.length)
    expect(example.called('send_group_msg').map(({ params }) => params.message)).toEqual(sent)
  })

  it('has a recall pass the messages that wait', async () => {
    await using example = await Example.start('pace.yml')
    const { group_id } = example.qq.group('读书会')
    const news = await example.as('news')
    for (let n = 1; n <= 10; n++) send(news, 'send_group_msg', { group_id, message: `第${n}条` }, n)
    send(news, 'delete_msg', { message_id: 1 }, 'recall')
    await expect.poll(() => repliesOf(news).map(({ echo }) => echo)).toContain('recall')
    expect(example.called('send_group_msg').length).toBeLessThan(10)
  })
})

describe('examples/hub/breaker.yml', () => {
  it('answers at once while nothing is answered, and tries again', async () => {
    await using example = await Example.start('breaker.yml')
    const { qq, stage } = example
    const { group_id } = qq.group('读书会')
    const weather = await example.as('weather')
    let lost = 0
    qq.sandbox.observe((seen) => void (seen.is === 'fault' && seen.hit.action === 'get_group_info' && lost++))
    qq.faults.add({ what: { is: 'drop' } })
    for (let n = 1; n <= 3; n++) {
      const reply = weather.call('get_group_info', { group_id }, n)
      await expect.poll(() => lost).toBe(n)
      await stage.clock.advance(10_500)
      expect(await reply).toMatchObject({ retcode: 1504 })
    }
    const refused = await weather.call('get_group_info', { group_id }, 'refused')
    expect(refused).toMatchObject({ retcode: 1503, data: { retry_after: expect.any(Number) } })
    expect(lost).toBe(3)
    qq.faults.clear()
    await stage.clock.advance(30_000)
    expect(await weather.call('get_group_info', { group_id }, 'trial')).toMatchObject({ retcode: 0 })
  })
})

describe('examples/hub/ask-once.yml', () => {
  it('asks QQ once for ten bots, and again when the list has changed', async () => {
    await using example = await Example.start('ask-once.yml')
    const room = example.qq.group('读书会')
    const params = { group_id: room.group_id }
    const others = Array.from({ length: 8 }, () => example.withToken('rookery_token-of-a-test'))
    const bots = await Promise.all([example.as('weather'), example.as('quiz'), ...others])
    for (const bot of bots) send(bot, 'get_group_member_list', params, 'list')
    for (const bot of bots)
      await expect.poll(() => repliesOf(bot)).toMatchObject([{ retcode: 0, echo: 'list' }])
    expect(example.called('get_group_member_list')).toHaveLength(1)
    const [bot] = bots
    await room.stranger('Carol').joins()
    await expect.poll(() => bot.events.map(({ notice_type }) => notice_type)).toContain('group_increase')
    const reply = await bot.call('get_group_member_list', params, 'again')
    expect(JSON.stringify(reply.data)).toContain('Carol')
    expect(example.called('get_group_member_list')).toHaveLength(2)
  })
})
