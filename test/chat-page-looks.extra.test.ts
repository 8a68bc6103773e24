import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { picture } from './chat-page/picture.js'
import { Stage } from './chat-page/stage.js'

let stage: Stage
beforeEach(async () => {
  stage = await Stage.open()
})
afterEach(async () => {
  await stage.close()
  expect(stage.complaints).toEqual([])
})

const GROUP = '#20001/group:30001'
const SPLIT = `${GROUP}&20002/group:30001`

const widthOf = (page: Page, selector: string) =>
  page.evaluate(`Math.round(document.querySelector('${selector}').getBoundingClientRect().width)`)

async function say(...segments: readonly ({ readonly picture: Buffer } | string)[]): Promise<void> {
  const message = await Promise.all(
    segments.map(async (each) =>
      typeof each === 'string'
        ? ({ type: 'text', data: { text: each } } as const)
        : ({ type: 'image', data: { file: `base64://${each.picture.toString('base64')}` } } as const),
    ),
  )
  await stage.sandbox.act(20002, { do: 'say', group_id: 30001, message })
}

describe('the room that a message has', () => {
  it.each([
    ['two people, members and tools', SPLIT, 1280, true],
    ['two people, members and tools, on a wide screen', SPLIT, 1920, true],
    ['one person, members and tools', GROUP, 1100, true],
    ['one person and members', GROUP, 720, false],
    ['a phone', GROUP, 375, false],
  ])('is enough for words: %s', async (_, hash, width, tools) => {
    await say('你好，这是一句话，它要在一行里放得下几个字才好读。')
    const page = await stage.visit(hash, { viewport: { width, height: 800 } })
    const hasTools = await page.locator('.tools').count()
    if (hasTools > 0 !== tools) await page.keyboard.press('t')
    const members = page.getByRole('button', { name: 'Members' })
    for (const button of await members.all()) if (await button.isVisible()) await button.click()
    await page.locator('.member-list').first().waitFor()
    expect(await widthOf(page, '.bubble')).toBeGreaterThan(150)
    await page.locator('.person', { hasText: '王小明' }).first().click()
    await page.getByRole('menuitem', { name: 'Mention' }).click()
    // A panel that lies over the messages goes out of the way of whoever writes.
    await expect.poll(() => page.locator('[data-composer]').first().inputValue()).toBe('@王小明 ')
    const field = await page.locator('[data-composer]').first().boundingBox()
    const covered = `document.elementFromPoint(${(field?.x ?? 0) + 5}, ${(field?.y ?? 0) + 5}).matches('[data-composer]')`
    expect(await page.evaluate(covered)).toBe(true)
  })
})

describe('a bubble with a picture', () => {
  it.each([
    ['a wide one', 2400, 600],
    ['a tall one', 600, 2400],
    ['a small one', 40, 30],
    ['a middling one', 300, 200],
  ])('is as wide as the picture: %s', async (_, width, height) => {
    await say({ picture: picture(width, height) })
    await say('hi', { picture: picture(width, height) })
    await say({ picture: picture(width, height) }, { picture: picture(width, height) })
    for (const viewport of [
      { width: 1280, height: 800 },
      { width: 375, height: 812 },
    ]) {
      const page = await stage.visit(GROUP, { viewport })
      await page.locator('.bubble .image img').nth(3).waitFor()
      await expect.poll(() => page.evaluate(`[...document.images].every((each) => each.complete)`)).toBe(true)
      await expect.poll(() => page.evaluate(SPARE_PX)).toEqual([0, 24, 24])
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width)
      // The panel beside the messages takes room from them.
      await page.getByRole('button', { name: 'Members' }).click()
      await expect.poll(() => page.evaluate(SPARE_PX)).toEqual([0, 24, 24])
      await page.close()
    }
  })
})

/** Pixels by which each bubble is wider than its widest picture: the padding, where it has one. */
const SPARE_PX = `[...document.querySelectorAll('.bubble')].map((bubble) => {
  const widths = [...bubble.querySelectorAll('img')].map((each) => each.getBoundingClientRect().width)
  return Math.round(bubble.getBoundingClientRect().width - Math.max(...widths))
})`

describe('why nobody answers', () => {
  it('stands in the chat where the account is offline, with the way to log in', async () => {
    await stage.sandbox.setOnline(10000, false)
    for (const hash of [GROUP, '#20001/private:10000:20001']) {
      const page = await stage.visit(hash)
      await page.locator('.trouble', { hasText: '小企 is offline' }).waitFor()
      await page.close()
    }
    const page = await stage.visit('#20001/private:20001:20002', { locale: 'zh-CN' })
    await page.locator('[data-composer]').waitFor()
    expect(await page.locator('.trouble').count()).toBe(0)
    await page.locator('.chat-row', { hasText: '读书会' }).click()
    await page.locator('.trouble', { hasText: '小企 已下线' }).getByRole('button', { name: '上线' }).click()
    await page.locator('.trouble').waitFor({ state: 'detached' })
    expect(stage.sandbox.world.accounts.get(10000)?.online).toBe(true)
  })

  it.each([
    [{ what: { is: 'offline' } }, 'A fault is set: Account offline'],
    [{ what: { is: 'drop' }, action: 'send_*' }, 'A fault is set: Drop · calls: send_*'],
    [{ what: { is: 'delay', delayMs: 90_000 }, self_id: 10000 }, 'A fault is set: Delay by 90 s · 小企'],
  ] as const)('stands in the chat where a fault is set: %j', async (fault, text) => {
    stage.sandbox.faults.add(fault)
    const page = await stage.visit(GROUP)
    const line = page.locator('.trouble', { hasText: text })
    await line.waitFor()
    await page.getByRole('tab', { name: 'World' }).click()
    expect(`A fault is set: ${await page.locator('.fault').textContent()}`).toBe(text)
    await line.getByRole('button', { name: 'Clear all' }).click()
    await line.waitFor({ state: 'detached' })
    expect(stage.sandbox.faults.list()).toEqual([])
  })
})

describe('a bot that does not run', () => {
  it.each([
    [
      {
        is: 'crashed',
        text: 'TypeError: x is not a function',
        at: 'src/bot.ts:3:1',
        source: 'x(1)',
        frames: ['at go (src/lib.ts:9:2)', 'at src/bot.ts:3:1'],
      },
      ['The bot crashed', 'src/bot.ts:3:1', 'x(1)', 'TypeError: x is not a function'],
    ],
    [{ is: 'crashed', text: "threw '<b>'", frames: [] }, ['The bot crashed', "threw '<b>'"]],
    [
      { is: 'ended', how: 'ended with exit code 1', lines: 'File "bot.py", line 3' },
      ['The bot ended with exit code 1', 'File "bot.py", line 3'],
    ],
  ] as const)('says why, in chats and beside the addresses: %j', async (bot, texts) => {
    stage.info = { ...stage.info, bot }
    const page = await stage.visit(GROUP)
    for (const place of ['.chat .trouble', '.tools .trouble'])
      for (const text of texts) await page.locator(place, { hasText: text }).waitFor()
    if (bot.is === 'crashed' && bot.frames.length > 0) {
      await page.locator('.chat .trouble').getByText('Call stack').click()
      await page.locator('.chat .trouble').getByText('src/lib.ts:9:2').waitFor()
    }
    expect(await page.locator('.top-bar .state-bad').count()).toBe(1)
    stage.info = { accounts: [{ self_id: 10000, connected: 1, urls: [] }] }
    await page.locator('.top-bar .state-on').waitFor()
    expect(await page.locator('.trouble').count()).toBe(0)
  })

  it('has its address at another port where the usual one is taken', async () => {
    const urls = [{ type: 'ws', url: 'ws://127.0.0.1:40001', taken_port: 3001 }] as const
    stage.info = { accounts: [{ self_id: 10000, connected: 0, urls }] }
    const page = await stage.visit(GROUP)
    await page.locator('.link-row', { hasText: 'port 3001 is taken' }).waitFor()
  })
})
