import { msg, type Segment } from '@rookery/protocol'
import { describe, expect, it } from 'vitest'
import { roomOf } from '../commands/chat.fixture.js'
import { createBot } from '../create-bot.js'
import { filters } from '../filters/filters.js'
import { silentLog } from '../log.js'

describe('a market face', () => {
  const url = 'https://gxh.vip.qq.com/raw300.gif'
  const face = (data: object): Segment => ({ type: 'mface', data }) as unknown as Segment

  it('counts as a picture where it has an address: as argument, answer and image of the message', async () => {
    await using bot = createBot({ log: silentLog })
    bot.command('pic <p:image>', ({ args, argumentImages, images }) =>
      [args.p.file, args.p.url, ...argumentImages, ...images].join(' '),
    )
    bot.command('ask', async ({ ask }) => (await ask('?', { as: 'image' })).file)
    const room = await roomOf(bot)
    const mface = face({ emoji_id: '1', emoji_package_id: 2, key: 'k', summary: '[赞]', url })
    expect(await room.says([...msg`/pic `, mface])).toEqual([`${url} ${url} ${url} ${url}`])
    await room.says('/ask')
    expect(await room.says([mface])).toEqual([url])
    expect(filters.extractImageUrls([mface])).toEqual([url])
  })

  it.each([[{ emoji_id: '1', key: 'k' }], [{ url: '' }], [null]])('is none with %j', async (data) => {
    await using bot = createBot({ log: silentLog, language: 'en' })
    bot.command('pic <p:image>', () => 'a picture')
    const room = await roomOf(bot)
    const [answer] = await room.says([...msg`/pic `, face(data as object)])
    expect(answer).toMatch(/found "\[mface\]"/)
  })
})
