import { staticFolder } from '@rookery/console'
import { plainText } from '@rookery/protocol'
import {
  buildWorld,
  openPage,
  type PageInfo,
  RunningClock,
  Sandbox,
  type Page as ServedPage,
} from '@rookery/sandbox'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { findChromium } from '../../scripts/chromium.mjs'

export const worldSpec = {
  accounts: [{ self_id: 10000, nickname: '小企' }],
  users: [
    { user_id: 20001, nickname: 'Alice' },
    { user_id: 20002, nickname: '王小明' },
    { user_id: 20003, nickname: 'Dave' },
  ],
  friends: [
    [10000, 20001],
    [20001, 20002],
  ],
  groups: [
    { group_id: 30001, group_name: '读书会', owner: 20001, admins: [10000], members: [20002] },
    { group_id: 30002, group_name: 'Penguins', owner: 20002, members: [10000, 20001] },
  ],
} as const

const LINK = { type: 'ws', url: 'ws://127.0.0.1:3001', token: 't1' } as const

/** A sandbox with its page, and a browser that looks at it. */
export class Stage {
  readonly sandbox: Sandbox
  served: ServedPage
  readonly browser: Browser
  /** Information for the page about bots that connect. */
  info: PageInfo = { accounts: [{ self_id: 10000, connected: 0, urls: [LINK] }] }
  /** What the browser complained of. */
  readonly complaints: string[] = []

  private constructor(sandbox: Sandbox, served: ServedPage, browser: Browser) {
    this.sandbox = sandbox
    this.served = served
    this.browser = browser
  }

  static async open(): Promise<Stage> {
    const clock = new RunningClock()
    const sandbox = new Sandbox(buildWorld(worldSpec, clock.now()), clock)
    const served = await serve(sandbox, 0, () => stage.info)
    const executablePath = findChromium()
    if (executablePath === undefined) throw new TypeError('no Chromium was found')
    const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
    const stage: Stage = new Stage(sandbox, served, await chromium.launch({ executablePath, args }))
    return stage
  }

  /** Opens the page; `hash` says who one is, and where. */
  async visit(hash = '', options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({
      locale: 'en',
      viewport: { width: 1280, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
      ...options,
    })
    const page = await context.newPage()
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text())
    })
    page.on('pageerror', (error) => this.complaints.push(String(error.stack)))
    await page.goto(this.served.url + hash)
    await page.locator('.side').first().waitFor()
    return page
  }

  /** Ends the server of the page, and begins it again on the same port. */
  async restart(): Promise<void> {
    await this.served.close()
    this.served = await serve(this.sandbox, this.served.port, () => this.info)
  }

  /** Says what people say to it, like a bot that is connected in this process. */
  echo(): void {
    this.sandbox.observe((observation) => {
      if (observation.is !== 'event' || observation.event.post_type !== 'message') return
      const { event, self_id } = observation
      const place = event.message_type === 'group' ? { group_id: event.group_id } : { user_id: event.user_id }
      queueMicrotask(() =>
        this.sandbox.call(self_id, 'send_msg', { ...place, message: `echo: ${plainText(event.message)}` }),
      )
    })
  }

  async close(): Promise<void> {
    await this.browser.close()
    await this.served.close()
    await this.sandbox.close()
  }
}

const serve = (sandbox: Sandbox, port: number, info: () => PageInfo): Promise<ServedPage> =>
  openPage(sandbox, { host: '127.0.0.1', port, staticFolder, info })
