import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Stage } from './links.fixture.js'

let stage: Stage
beforeEach(() => {
  stage = new Stage()
})
afterEach(() => stage.close())

describe('set_restart', () => {
  it('answers at once, then closes every link and opens it where it was', async () => {
    const links = await stage.links([
      { type: 'ws', port: 0 },
      { type: 'http', port: 0 },
    ])
    const urls = links.open.map(({ url }) => url)
    const bot = await stage.bot(urls[0] ?? '')
    expect(await bot.call('set_restart', { delay: 3000 })).toMatchObject({ status: 'async', retcode: 1 })
    await stage.clock.advance(2_999)
    await bot.settled()
    await stage.clock.advance(1)
    expect(await bot.closed).toBe(1012)
    await links.settled()
    expect(links.open.map(({ url }) => url)).toEqual(urls)
    const again = await stage.bot(urls[0] ?? '')
    expect(await again.has({ sub_type: 'connect' })).toBeDefined()
  })

  it('comes to nothing when everything is closed before', async () => {
    const links = await stage.links([{ type: 'ws', port: 0 }])
    const bot = await stage.bot(links.open[0]?.url ?? '')
    await bot.call('set_restart', { delay: 1000 })
    await links.close()
    await stage.clock.advance(1_000)
    expect([await bot.closed, links.open]).toEqual([1001, []])
  })
})
