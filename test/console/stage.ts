import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { findChromium } from '../../scripts/chromium.mjs'
import { ADMIN_TOKEN, FakeHub } from './fake-hub.js'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** How a page is looked at. */
export interface Look {
  readonly language?: 'zh' | 'en'
  readonly theme?: 'light' | 'dark'
  readonly width?: number
  readonly options?: BrowserContextOptions
}

/** A fake hub, and a browser that looks at its console. */
export class ConsoleStage {
  readonly hub: FakeHub
  readonly browser: Browser
  /** What the browser complained of. */
  readonly complaints: string[] = []

  private constructor(hub: FakeHub, browser: Browser) {
    this.hub = hub
    this.browser = browser
  }

  static async open(): Promise<ConsoleStage> {
    const executablePath = findChromium()
    if (executablePath === undefined) throw new TypeError('no Chromium was found')
    const hub = new FakeHub()
    await hub.listen()
    const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
    return new ConsoleStage(hub, await chromium.launch({ executablePath, args }))
  }

  /** Opens the console in a new browser profile, logged in by nothing. */
  async visit(
    hash = '',
    { language = 'en', theme = 'light', width = 1280, options }: Look = {},
  ): Promise<Page> {
    const context = await this.browser.newContext({
      locale: language === 'zh' ? 'zh-CN' : 'en',
      colorScheme: theme,
      viewport: { width, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
      ...options,
    })
    const page = await context.newPage()
    page.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return
      // A session is asked for before it is known whether there is one, and the hub is gone at times.
      if (!/status of 40[13]|ERR_CONNECTION|WebSocket connection/.test(message.text()))
        this.complaints.push(message.text())
    })
    page.on('pageerror', (error) => this.complaints.push(String(error.stack)))
    await page.goto(this.hub.url + hash)
    return page
  }

  /** Opens the console, and logs in by token. */
  async enter(hash = '', look: Look = {}, token = ADMIN_TOKEN): Promise<Page> {
    const page = await this.visit(hash, look)
    await page.locator('input[type=password]').fill(token)
    await page.locator('.login button[type=submit]').click()
    await page.locator('.console-nav').waitFor()
    return page
  }

  async close(): Promise<void> {
    await this.browser.close()
    await this.hub.stop()
  }
}

/** What axe finds that is serious, by rule and element. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE)
  return page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html, any }) => id + ': ' + html.slice(0, 160) + ' ' + (any[0]?.message ?? ''))))`)
}
