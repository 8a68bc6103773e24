import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PNG } from '../packages/sandbox/src/media/png.fixture.js'
import { Stage } from './chat-page/stage.js'

let stage: Stage
beforeEach(async () => {
  stage = await Stage.open()
})
afterEach(async () => {
  await stage.close()
  expect(stage.complaints).toEqual([])
})

const ALICE_IN_GROUP = '#20001/group:30001'

const bubbles = (page: Page) => page.locator('.bubble')
const bubble = (page: Page, text: string) => page.locator('.bubble', { hasText: text }).last()
const composer = (page: Page) => page.locator('[data-composer]').first()

async function write(page: Page, text: string): Promise<void> {
  await composer(page).fill(text)
  await composer(page).press('Enter')
}

/** Opens the menu of a message and picks from it. */
async function pick(page: Page, text: string, item: string): Promise<void> {
  await bubble(page, text).click({ button: 'right' })
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

describe('somebody who chats', () => {
  it('says something and sees what the bot answers', async () => {
    stage.echo()
    const page = await stage.visit(ALICE_IN_GROUP)
    await write(page, '你好')
    await bubble(page, 'echo: 你好').waitFor()
    expect(await bubbles(page).allTextContents()).toEqual(['你好', 'echo: 你好'])
    expect(await composer(page).inputValue()).toBe('')
  })

  it('sees why the bot did nothing, where it explains itself', async () => {
    const page = await stage.visit(ALICE_IN_GROUP)
    await write(page, '/wether')
    await bubble(page, '/wether').waitFor()
    const message_id = stage.sandbox.world.lastMessageId
    stage.sandbox.call(10000, '.explain_message', { message_id, text: 'near is <b>weather</b>' })
    await page.getByText('did nothing: why?').click()
    await page.getByText('near is <b>weather</b>').waitFor()
  })

  it('pastes a picture, which everybody can load', async () => {
    const page = await stage.visit(ALICE_IN_GROUP)
    await composer(page).focus()
    await pasteImage(page, PNG)
    await page.locator('.picture img').waitFor()
    await composer(page).press('Enter')
    await page.locator('.bubble .image img').waitFor()
    const width = () => page.evaluate(`document.querySelector('.bubble .image img').naturalWidth`)
    await expect.poll(width).toBeGreaterThan(0)
    expect(stage.sandbox.world.messages.last()?.message).toMatchObject([{ type: 'image' }])
  })

  it('replies, calls somebody, reacts, and takes back what was said', async () => {
    const page = await stage.visit(ALICE_IN_GROUP)
    stage.sandbox.act(20002, { do: 'say', group_id: 30001, message: '谁在？' })
    await pick(page, '谁在？', 'Reply')
    await composer(page).pressSequentially('@王')
    await composer(page).press('Enter')
    await composer(page).pressSequentially('me')
    await composer(page).press('Enter')
    await bubble(page, 'me').waitFor()
    expect(stage.sandbox.world.messages.last()?.message).toEqual([
      { type: 'reply', data: { id: '1' } },
      { type: 'at', data: { qq: '20002' } },
      { type: 'text', data: { text: ' me' } },
    ])
    expect(await page.locator('.bubble .quote').textContent()).toContain('谁在？')
    await bubbles(page).first().click({ button: 'right' })
    await page.locator('.reaction-choice').first().click()
    await page.locator('.reaction', { hasText: '1' }).waitFor()
    await pick(page, 'me', 'Recall')
    await page.getByText('Alice recalled a message').waitFor()
  })

  it('forwards a message, and sees what a merged forward holds', async () => {
    const page = await stage.visit(ALICE_IN_GROUP)
    stage.sandbox.act(20002, { do: 'say', group_id: 30001, message: 'pass it on' })
    await pick(page, 'pass it on', 'Forward')
    await page.getByRole('dialog').getByText('Penguins').click()
    await page.locator('.chat-row', { hasText: 'Alice: pass it on' }).click()
    await bubble(page, 'pass it on').waitFor()
    const node = { type: 'node', data: { user_id: '20002', nickname: '王小明', content: 'inside' } }
    stage.sandbox.call(10000, 'send_group_forward_msg', { group_id: 30002, messages: [node] })
    await page.locator('.bubble .card').click()
    await page.getByRole('dialog').getByText('inside').waitFor()
  })
})

async function pasteImage(page: Page, bytes: Uint8Array): Promise<void> {
  await page.evaluate(`{
    const bytes = Uint8Array.from(${JSON.stringify([...bytes])})
    const data = new DataTransfer()
    data.items.add(new File([bytes], 'pasted.png', { type: 'image/png' }))
    const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
    document.activeElement.dispatchEvent(paste)
  }`)
}

describe('who has a say in a group', () => {
  it('mutes a member from the member list, who then cannot write', async () => {
    const page = await stage.visit(`${ALICE_IN_GROUP}&20002/group:30001`)
    await page.getByRole('button', { name: 'Members' }).first().click()
    await page.locator('.person', { hasText: '王小明' }).click()
    await page.getByRole('menuitem', { name: 'Mute for 10 min' }).click()
    await page.getByText('Alice muted 王小明 for 10 min').first().waitFor()
    const theirs = page.locator('.side').nth(1).locator('[data-composer]')
    expect(await theirs.isDisabled()).toBe(true)
    expect(await theirs.getAttribute('placeholder')).toBe('You are muted')
  })

  it('calls somebody from the member list', async () => {
    const page = await stage.visit(ALICE_IN_GROUP)
    await composer(page).fill('hey ')
    await page.getByRole('button', { name: 'Members' }).click()
    await page.locator('.person', { hasText: '王小明' }).click()
    await page.getByRole('menuitem', { name: 'Mention' }).click()
    await expect.poll(() => composer(page).inputValue()).toBe('hey @王小明 ')
    await composer(page).press('Enter')
    await bubble(page, 'hey @王小明').waitFor()
    expect(stage.sandbox.world.messages.last()?.message).toMatchObject([
      { type: 'text', data: { text: 'hey ' } },
      { type: 'at', data: { qq: '20002' } },
    ])
  })

  it('answers a request to join', async () => {
    const page = await stage.visit(ALICE_IN_GROUP)
    stage.sandbox.act(20003, { do: 'request_join', group_id: 30001, comment: 'let me in' })
    await page.locator('.request', { hasText: 'let me in' }).getByText('Approve').click()
    await page.locator('.request').waitFor({ state: 'detached' })
    expect(stage.sandbox.world.groups.get(30001)?.members.has(20003)).toBe(true)
  })

  it('is told why something is refused', async () => {
    const page = await stage.visit('#20002/group:30001', { locale: 'zh-CN' })
    stage.sandbox.act(20001, { do: 'say', group_id: 30001, message: 'old' })
    stage.sandbox.act(20001, { do: 'set_admin', group_id: 30001, user_id: 20002 })
    await bubble(page, 'old').click({ button: 'right' })
    await page.getByRole('menuitem', { name: '撤回' }).click()
    await page.locator('.toast-bad', { hasText: '没有权限' }).waitFor()
  })
})

describe('two people side by side', () => {
  it('see each other speak', async () => {
    const page = await stage.visit(ALICE_IN_GROUP)
    await page.getByRole('button', { name: 'Two people side by side' }).click()
    const [alice, ming] = [page.locator('.side').nth(0), page.locator('.side').nth(1)]
    await ming.locator('[data-composer]').fill('hi')
    await ming.locator('[data-composer]').press('Enter')
    await alice.locator('.message:not(.message-mine) .bubble', { hasText: 'hi' }).waitFor()
    await ming.locator('.message-mine .bubble', { hasText: 'hi' }).waitFor()
    expect(page.url()).toContain('&20002/group:30001')
  })
})

describe('what somebody types', () => {
  const EVIL = `<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>"'><svg onload=window.hacked=1>`

  it('is shown as it was typed, and never run', async () => {
    const { sandbox } = stage
    sandbox.act(20001, { do: 'rename_group', group_id: 30001, group_name: EVIL })
    sandbox.act(20001, { do: 'set_card', group_id: 30001, user_id: 20001, card: '<script>hacked=1' })
    sandbox.act(20002, { do: 'set_profile', nickname: EVIL })
    const page = await stage.visit(ALICE_IN_GROUP)
    await write(page, EVIL)
    for (const message of evilMessages(EVIL)) sandbox.act(20002, { do: 'say', group_id: 30001, message })
    await page.getByRole('button', { name: 'Members' }).first().click()
    await bubble(page, 'javascript:').waitFor()
    expect(await bubbles(page).first().textContent()).toBe(EVIL)
    expect(await page.locator('a[href^="javascript"], .bubble img, .bubble script, iframe').count()).toBe(0)
    expect(await page.evaluate('window.hacked')).toBeUndefined()
  })
})

const evilMessages = (text: string) => [
  [{ type: 'share' as const, data: { url: 'javascript:window.hacked=1', title: text } }],
  [{ type: 'json' as const, data: { data: text } }],
  [
    {
      type: 'text' as const,
      data: { text: 'javascript:window.hacked=1 data:text/html,<script>hacked=1</script>' },
    },
  ],
]

describe('the page', () => {
  it('speaks Chinese and English, and is light or dark', async () => {
    const page = await stage.visit(ALICE_IN_GROUP, { locale: 'zh-CN', colorScheme: 'dark' })
    expect(await composer(page).getAttribute('placeholder')).toBe('说点什么…')
    const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
    const dark = await ground()
    await page.getByRole('button', { name: 'English' }).click()
    expect(await composer(page).getAttribute('placeholder')).toBe('Write a message…')
    await page.getByRole('button', { name: /^Theme/ }).click()
    await expect.poll(ground).not.toBe(dark)
    await page.reload()
    expect(await composer(page).getAttribute('placeholder')).toBe('Write a message…')
  })

  it('fits a phone: the list, or a chat with a way back', async () => {
    const page = await stage.visit('#20001', { viewport: { width: 375, height: 700 } })
    await page.locator('.chat-row', { hasText: '读书会' }).click()
    await write(page, 'on the phone')
    await bubble(page, 'on the phone').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375)
    await page.getByRole('button', { name: 'Back' }).click()
    expect(await page.locator('.chat-row').first().isVisible()).toBe(true)
  })

  it('is used with the keyboard alone', async () => {
    const page = await stage.visit(ALICE_IN_GROUP)
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('Keyboard shortcuts').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('f')
    await page.keyboard.type('peng')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Penguins' }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('i')
    await page.keyboard.type('typed')
    await page.keyboard.press('Enter')
    await bubble(page, 'typed').waitFor()
  })

  it('writes where somebody just types a command, or opens a chat by the mouse', async () => {
    const page = await stage.visit(ALICE_IN_GROUP)
    await page.keyboard.type('/hello')
    await page.keyboard.press('Enter')
    await bubble(page, '/hello').waitFor()
    await page.locator('.chat-row', { hasText: 'Penguins' }).click()
    await page.getByRole('heading', { name: 'Penguins' }).waitFor()
    await page.keyboard.type('at once')
    await page.keyboard.press('Enter')
    await bubble(page, 'at once').waitFor()
  })

  it('shows the wire, and copies from it', async () => {
    const page = await stage.visit(ALICE_IN_GROUP)
    await page.getByRole('tab', { name: 'Connect' }).click()
    expect(await page.locator('.snippet pre').textContent()).toContain('ws://127.0.0.1:3001')
    await write(page, 'on the wire')
    await page.getByRole('tab', { name: 'Wire' }).click()
    await page.locator('.wire-line', { hasText: 'message.group' }).click()
    await page.getByRole('button', { name: 'Copy as transcript' }).click()
    await expect
      .poll(() => page.evaluate('navigator.clipboard.readText()'))
      .toBe('[读书会]\nAlice: on the wire\n')
  })

  it('copies tests that can fail and can pass, from the wire and from a chat, or says why there is none', async () => {
    const page = await stage.visit(ALICE_IN_GROUP)
    const clipboard = () => page.evaluate('navigator.clipboard.readText()')
    await write(page, 'nobody there')
    await pick(page, 'nobody there', 'Copy the last 1 as a test')
    await page.locator('.toast-bad', { hasText: 'no bot answered it' }).waitFor()
    stage.echo()
    await write(page, 'one')
    await bubble(page, 'echo: one').waitFor()
    await page.getByRole('tab', { name: 'Wire' }).click()
    for (const name of ['send_msg', 'message.group']) {
      await page.evaluate(`navigator.clipboard.writeText('')`)
      const row = page.locator('.wire-row', { has: page.getByText(name, { exact: true }) }).first()
      await row.locator('.wire-line').click()
      await row.getByRole('button', { name: 'Copy as test' }).click()
      await expect.poll(clipboard).toMatch(/Alice: one\n *(\(\d+s\)\n *)?小企: echo: one\n/)
      await row.locator('.wire-line').click()
    }
    await write(page, 'two')
    await bubble(page, 'echo: two').waitFor()
    await page.locator('.bubble', { hasText: /^one$/ }).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Copy the last 4 as a test' }).click()
    await expect.poll(clipboard).toMatch(/Alice: one\n.*小企: echo: one\n.*Alice: two\n.*小企: echo: two\n/s)
    expect(await clipboard()).not.toContain('nobody there')
  })

  it('moves the clock on, sets faults, adds people and begins again', async () => {
    const page = await stage.visit(ALICE_IN_GROUP)
    await write(page, 'soon gone')
    await page.getByRole('tab', { name: 'World' }).click()
    await page.getByRole('button', { name: '1 d', exact: true }).click()
    await expect.poll(() => stage.sandbox.clock.now() - Date.now()).toBeGreaterThan(86_000_000)
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.locator('.fault', { hasText: 'Delay by 2 s' }).waitFor()
    await page.getByRole('textbox', { name: 'Nickname' }).fill('Eve')
    await page.getByRole('button', { name: 'Add user' }).click()
    await expect.poll(() => stage.sandbox.world.users.get(20004)?.nickname).toBe('Eve')
    await bubble(page, 'soon gone').waitFor()
    await page.getByRole('button', { name: 'Reset the world' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'OK' }).click()
    await expect.poll(() => bubbles(page).count()).toBe(0)
  })

  it('finds its way back when the sandbox was gone', async () => {
    const page = await stage.visit(ALICE_IN_GROUP)
    await write(page, 'before')
    await bubble(page, 'before').waitFor()
    await stage.restart()
    await page.getByText('Connection to the sandbox lost').waitFor()
    stage.sandbox.act(20002, { do: 'say', group_id: 30001, message: 'meanwhile' })
    await bubble(page, 'meanwhile').waitFor()
    await write(page, 'still here')
    await bubble(page, 'still here').waitFor()
    expect(await bubbles(page).allTextContents()).toEqual(['before', 'meanwhile', 'still here'])
    // The browser tells of each dial that failed.
    stage.complaints.splice(0)
  })
})

describe('a chat with 10,000 messages', () => {
  it('opens at once and scrolls smoothly', async () => {
    for (let n = 1; n <= 10_000; n++) {
      const message = n % 7 === 0 ? `第 ${n} 条\n${'很长的一句话，'.repeat(n % 23)}` : `message ${n}`
      stage.sandbox.act(n % 3 === 0 ? 20002 : 20001, { do: 'say', group_id: 30001, message })
    }
    const start = performance.now()
    const page = await stage.visit(ALICE_IN_GROUP)
    await bubble(page, 'message 10000').waitFor()
    console.log(`open with 10,000 messages: ${Math.round(performance.now() - start)} ms`)
    expect(await bubbles(page).count()).toBeLessThan(100)
    const figures = await page.evaluate(SCROLL_UP)
    console.log(`scrolling up through all of them: ${JSON.stringify(figures)}`)
    await bubble(page, 'message 1').waitFor()
    expect(await bubbles(page).count()).toBeLessThan(100)
    const top = await page.evaluate(`document.querySelector('.row .bubble').textContent`)
    stage.sandbox.act(20002, { do: 'say', group_id: 30001, message: 'somebody speaks' })
    await page.getByRole('button', { name: 'Jump to the newest' }).getByText('1 new').waitFor()
    expect(await page.evaluate(`document.querySelector('.row .bubble').textContent`)).toBe(top)
    await page.getByRole('button', { name: 'Jump to the newest' }).click()
    await bubble(page, 'somebody speaks').waitFor()
  })
})

/** Scrolls up by most of a view in each frame until the first message is there; how long the frames took. */
const SCROLL_UP = `new Promise((resolve) => {
  const list = document.querySelector('.message-list')
  const frames = []
  let last = performance.now()
  let still = 0
  const step = () => {
    const now = performance.now()
    frames.push(now - last)
    last = now
    const before = list.scrollTop
    list.scrollTop -= 2000
    still = list.scrollTop === 0 && before === 0 ? still + 1 : 0
    if (still > 30 || frames.length > 4000) {
      frames.sort((a, b) => a - b)
      const at = (share) => Math.round(frames[Math.floor((frames.length - 1) * share)])
      resolve({ frames: frames.length, p50_ms: at(0.5), p99_ms: at(0.99), worst_ms: at(1) })
    } else requestAnimationFrame(step)
  }
  requestAnimationFrame(step)
})`
