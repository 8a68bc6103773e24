import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { findChromium } from '../scripts/chromium.mjs'
import { REAL_ADMIN_TOKEN, RealHub } from './console/real-hub.js'

/** Waits for a value; a machine that does much else takes its time. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 })

let real: RealHub
let browser: Browser
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  real = await RealHub.open()
  const executablePath = findChromium()
  if (executablePath === undefined) throw new TypeError('no Chromium was found')
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  page = await (await browser.newContext({ locale: 'en', viewport: { width: 1280, height: 900 } })).newPage()
  page.on('pageerror', (error) => complaints.push(String(error.stack)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text())
  })
  await vi.waitFor(() => expect(real.hub.accounts().filter(({ online }) => online)).toHaveLength(2), 20_000)
  await real.connectBots()
  await page.goto(`${real.url}/console/`)
  await page.locator('input[type=password]').fill(REAL_ADMIN_TOKEN)
  await page.locator('.login button[type=submit]').click()
  await page.locator('.overview').waitFor()
})
afterAll(async () => {
  await browser.close()
  await real.close()
})

const open = (hash: string) => page.goto(`${real.url}/console/#/${hash}`)

describe('the console of a real hub', () => {
  it('shows the accounts and clients of its state', async () => {
    const { accounts, clients } = real.hub.state()
    await page.getByText(`Accounts (${accounts.length})`).waitFor()
    await page.getByText(`Clients (${clients.length})`).waitFor()
    for (const { nickname = '' } of accounts) await page.getByRole('heading', { name: nickname }).waitFor()
    for (const { name = '' } of clients) await page.getByRole('heading', { name }).waitFor()
    expect(clients.map(({ name }) => name).sort()).toEqual(['forum', 'script', 'weather'])
  })

  it('shows an account that went offline as a problem, in the words of the hub', async () => {
    real.sandbox.setOnline(10002, false)
    await eventually(() => real.hub.state().problems.some(({ kind }) => kind === 'account_offline')).toBe(
      true,
    )
    const problem = real.hub.state().problems.find(({ kind }) => kind === 'account_offline')
    await page.locator('.problem', { hasText: problem?.text ?? '' }).waitFor()
    await page.locator('.card-bad', { hasText: 'Pingu' }).getByText('logged out of QQ').waitFor()
    real.sandbox.setOnline(10002, true)
    await page.locator('.card-bad').waitFor({ state: 'detached' })
  })

  it('shows events and calls as they pass', async () => {
    await open('traffic')
    await page.locator('.traffic').waitFor()
    await eventually(async () => {
      await real.say('<b>hello</b>')
      return page.locator('.traffic-row', { hasText: '<b>hello</b>' }).count()
    }).toBeGreaterThan(0)
    await real.callByHttp('get_status', { self_id: 10001 })
    await page.locator('.traffic-row', { hasText: 'get_status' }).click()
    await page.locator('.detail', { hasText: 'script' }).waitFor()
    await page.locator('.traffic-row', { hasText: '<b>hello</b>' }).first().click()
    await page.locator('.detail pre', { hasText: '"group_id": 30001' }).waitFor()
  })

  it('shows what an account sees', async () => {
    await open('chat?account=10001')
    await page.locator('.seen-chat').first().click()
    await page.locator('.bubble', { hasText: '<b>hello</b>' }).first().waitFor()
  })

  it('calls an action, and shows the reply', async () => {
    await open('call?action=get_group_info&account=10001')
    await page.locator('#param-group_id').fill('30001')
    await page.getByRole('button', { name: 'Call', exact: true }).click()
    await page.locator('.answer pre', { hasText: '读书会' }).waitFor()
  })

  it('tries a filter on its latest events', async () => {
    await open('filters')
    await page.locator('textarea').fill('{"raw_message":{"contains":"hello"}}')
    await page.getByRole('button', { name: 'Try it' }).click()
    await page.locator('.verdict', { hasText: '<b>hello</b>' }).first().waitFor()
    await page.locator('textarea').fill('{"raw_message":{"contain":"hello"}}')
    await page.getByRole('button', { name: 'Try it' }).click()
    await page.getByRole('alert').filter({ hasText: 'allowed' }).waitFor()
  })

  it('disconnects a client', async () => {
    await open('clients')
    await page.locator('.client-row', { hasText: 'forum' }).click()
    await page.getByRole('button', { name: 'Disconnect' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'OK' }).click()
    await page.getByText(/Done: 1 connection/).waitFor()
    const connections = () =>
      real.hub.state().clients.find(({ name }) => name === 'forum')?.connections.length
    await eventually(connections).toBe(0)
  })

  it('opens every other page, and complains of nothing', async () => {
    await open('log')
    await page.getByText('No log line matches').waitFor()
    await open('alerts')
    await page.getByText('No alerts are configured').waitFor()
    expect(complaints).toEqual([])
  })

  it('logs out', async () => {
    await page.getByRole('button', { name: 'Log out' }).click()
    await page.getByText('You are logged out').waitFor()
    await page.reload()
    await page.locator('.login').waitFor()
  })
})
