import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stateAfter } from './console/hub-state.js'
import { answeringCall, groupMessage } from './console/rows.js'
import { ConsoleStage, seriousFindings } from './console/stage.js'

/** Waits for a value; a machine that does much else takes its time. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 })

let stage: ConsoleStage
beforeAll(async () => {
  stage = await ConsoleStage.open()
})
afterAll(async () => {
  await stage.close()
})

/** Each page by its fragment, and what shows that it has drawn what it is for. */
const PAGES: Readonly<Record<string, string>> = {
  overview: '.problem',
  traffic: '.traffic-row',
  call: '.action-row',
  'call?action=send_group_msg&account=10001': '.param',
  'chat?account=10001&chat=group:30001': '.bubble',
  'clients?id=a1': '.connections .box',
  filters: 'textarea',
  config: '.code-editor',
  log: '.log-row',
  alerts: '.receivers .box',
}

const LOOKS = [
  ...([375, 1280] as const).flatMap((width) =>
    (['zh', 'en'] as const).flatMap((language) =>
      (['light', 'dark'] as const).map((theme) => ({ width, language, theme })),
    ),
  ),
  { width: 768, language: 'en', theme: 'dark' },
  { width: 1920, language: 'zh', theme: 'light' },
] as const

const SHOTS = process.env.CONSOLE_SHOTS

async function show(page: Page, hash: string, waitsFor: string): Promise<void> {
  await page.goto(`${stage.hub.url}#/${hash}`)
  await eventually(() => stage.hub.pages).toBeGreaterThan(0)
  if (hash === 'traffic') {
    await eventually(() => stage.hub.watched.some(({ traffic }) => Boolean(traffic))).toBe(true)
    const rows = Array.from({ length: 80 }, (_, at) => [groupMessage(at), answeringCall(at, at)]).flat()
    stage.hub.tell({ type: 'traffic', rows, left_out: 1_234 })
  }
  await page.locator(waitsFor).first().waitFor({ state: 'attached' })
}

describe.each(LOOKS)('at $width px, in $language, $theme', (look) => {
  let page: Page
  beforeAll(async () => {
    page = await stage.enter('', look)
    await page.locator('.overview').waitFor()
    for (let n = 1; n <= 90; n++) stage.hub.tell({ type: 'state', state: stateAfter(n) })
  })
  afterAll(async () => {
    await page.context().close()
  })

  it.each(Object.entries(PAGES))(
    '%s is drawn, fits, and axe finds nothing serious',
    async (hash, waitsFor) => {
      await show(page, hash, waitsFor)
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(look.width)
      expect(await page.evaluate('window.hacked')).toBeUndefined()
      if (SHOTS) {
        const name = `${hash.replace(/\W+/g, '-')}-${look.width}-${look.language}-${look.theme}`
        await page.screenshot({ path: `${SHOTS}/${name}.png` })
      }
      expect(await seriousFindings(page)).toEqual([])
      expect(stage.complaints).toEqual([])
    },
  )
})

describe('the login page', () => {
  it.each(LOOKS)('fits, and axe finds nothing serious: $width px, $language, $theme', async (look) => {
    const page = await stage.visit('', look)
    await page.locator('.login').waitFor()
    if (SHOTS)
      await page.screenshot({ path: `${SHOTS}/login-${look.width}-${look.language}-${look.theme}.png` })
    expect(await seriousFindings(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(look.width)
    await page.context().close()
  })
})
