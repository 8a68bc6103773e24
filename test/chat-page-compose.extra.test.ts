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
const composer = (page: Page) => page.locator('[data-composer]').first()
const lastMessage = () => stage.sandbox.world.messages.last()?.message
const png = { name: 'a.png', mimeType: 'image/png', buffer: picture(60, 40) }
const other = { name: 'b.png', mimeType: 'image/png', buffer: picture(30, 90) }

async function attach(page: Page, kind: string, ...files: readonly (typeof png)[]): Promise<void> {
  await page.getByRole('button', { name: 'Add pictures or files' }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('menuitem', { name: kind, exact: true }).click()
  await (await chooser).setFiles([...files])
}

describe('faces of QQ', () => {
  it.each([
    [
      'by a click',
      async (page: Page) => page.getByRole('button', { name: 'Facepalm', exact: true }).click(),
      '264',
    ],
    [
      'by a name and Enter',
      async (page: Page) => {
        await page.keyboard.type('doge')
        await page.keyboard.press('Enter')
      },
      '179',
    ],
    [
      'by its number',
      async (page: Page) => {
        await page.keyboard.type('350')
        await page.keyboard.press('Enter')
      },
      '350',
    ],
    [
      'with the arrows',
      async (page: Page) => {
        for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'Enter'])
          await page.keyboard.press(key)
      },
      '1',
    ],
  ])('are picked %s, and stand where the cursor was', async (_, pickFace, id) => {
    const page = await stage.visit(GROUP)
    await composer(page).fill('ab')
    await composer(page).press('ArrowLeft')
    await page.getByRole('button', { name: 'Faces' }).click()
    await pickFace(page)
    await page.locator('.face-picker').waitFor({ state: 'detached' })
    await page.keyboard.type('!')
    await page.keyboard.press('Enter')
    await page.locator('.bubble .face').waitFor()
    expect(lastMessage()).toEqual([
      { type: 'text', data: { text: 'a' } },
      { type: 'face', data: { id } },
      { type: 'text', data: { text: '!b' } },
    ])
  })

  it('close with Escape, and lose their name as a whole with Backspace', async () => {
    const page = await stage.visit(GROUP, { locale: 'zh-CN' })
    await page.getByRole('button', { name: '表情' }).click()
    await page.keyboard.press('Escape')
    await page.locator('.face-picker').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '表情' }).click()
    await page.getByRole('button', { name: '微笑', exact: true }).click()
    expect(await composer(page).inputValue()).toBe('[微笑]')
    await page.keyboard.press('Backspace')
    expect(await composer(page).inputValue()).toBe('')
  })
})

describe('pictures in a text', () => {
  it('have text on both sides, and go where they stand', async () => {
    const page = await stage.visit(GROUP)
    await composer(page).fill('before ')
    await attach(page, 'Picture', png, other)
    await page.keyboard.type(' behind')
    expect(await composer(page).inputValue()).toBe('before [image][image 2] behind')
    expect(await page.locator('.picture img').count()).toBe(2)
    await page.getByRole('button', { name: 'Remove: [image]' }).click()
    await composer(page).press('Enter')
    await page.locator('.bubble .image img').waitFor()
    expect(lastMessage()).toMatchObject([
      { type: 'text', data: { text: 'before ' } },
      { type: 'image', data: { file: expect.stringMatching(/\.png$/) } },
      { type: 'text', data: { text: ' behind' } },
    ])
    expect(await composer(page).inputValue()).toBe('')
    expect(await page.locator('.picture').count()).toBe(0)
  })
})

describe('files', () => {
  const wav = Buffer.concat([Buffer.from('RIFF$\0\0\0WAVEfmt ', 'latin1'), Buffer.alloc(40)])
  const mp4 = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom', 'latin1'), Buffer.alloc(60)])
  const files = {
    Voice: { name: 'v.wav', mimeType: 'audio/wav', buffer: wav },
    Video: { name: 'v.mp4', mimeType: 'video/mp4', buffer: mp4 },
    File: { name: '报告.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 x') },
  }

  it.each([
    ['Voice', 'record'],
    ['Video', 'video'],
  ] as const)('%s is a message of its own, behind the text', async (kind, type) => {
    const page = await stage.visit(GROUP)
    await composer(page).fill('listen')
    await attach(page, kind, files[kind])
    await page.locator('.file-chip', { hasText: files[kind].name }).waitFor()
    await composer(page).press('Enter')
    await page.locator('.file-chip').waitFor({ state: 'detached' })
    await expect.poll(() => stage.sandbox.world.messages.size).toBe(2)
    expect([...stage.sandbox.world.messages.values()].map(({ message }) => message)).toMatchObject([
      [{ type: 'text', data: { text: 'listen' } }],
      [{ type, data: { url: expect.stringContaining('http') } }],
    ])
    stage.complaints.splice(0)
  })

  it.each([
    ['File', files.File],
    ['File', png],
  ])('%s goes to the files of the group: %o', async (kind, file) => {
    const page = await stage.visit(GROUP)
    await attach(page, kind, file)
    await page.locator('.file-chip').waitFor()
    // Whoever writes on writes in the field.
    await page.keyboard.type('that')
    expect(await composer(page).inputValue()).toBe('that')
    await composer(page).press('Enter')
    await page.getByText(`Alice uploaded ${file.name}`).waitFor()
    const [kept] = [...(stage.sandbox.world.groups.get(30001)?.files.values() ?? [])]
    expect(kept).toMatchObject({ name: file.name, uploader: 20001, size: file.buffer.length })
  })

  it('are told apart when they are dropped, and what is refused stays', async () => {
    const page = await stage.visit('#20001/private:20001:20002')
    await composer(page).waitFor()
    await page.evaluate(`{
      const data = new DataTransfer()
      data.items.add(new File([new Uint8Array([1])], 'x.zip', { type: 'application/zip' }))
      document.querySelector('.chat').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }))
    }`)
    await page.locator('.file-chip', { hasText: 'x.zip' }).waitFor()
    stage.sandbox.act(20001, { do: 'delete_friend', user_id: 20002 })
    const send = page.getByRole('button', { name: 'Send' })
    await expect.poll(() => send.isDisabled()).toBe(true)
    stage.sandbox.act(20001, { do: 'befriend', user_id: 20002 })
    await expect.poll(() => send.isEnabled()).toBe(true)
    await composer(page).press('Enter')
    await page.locator('.file-chip').waitFor({ state: 'detached' })
  })
})

describe('messages that are selected', () => {
  it('go on as one merged forward, in their order', async () => {
    for (const text of ['one', 'two', 'three', 'four']) {
      stage.sandbox.act(20002, { do: 'say', group_id: 30001, message: text })
    }
    const page = await stage.visit(GROUP)
    const bubble = (text: string) => page.locator('.bubble', { hasText: text }).last()
    await bubble('three').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Select' }).click()
    await bubble('one').click()
    await page.getByRole('checkbox', { name: 'Select: four' }).press('Space')
    await page.getByRole('checkbox', { name: 'Select: four' }).press('Space')
    await page.getByText('2 selected').waitFor()
    await page.getByRole('button', { name: 'Merge and forward' }).click()
    await page.getByRole('dialog').getByText('Penguins').click()
    await page.locator('.selection-bar').waitFor({ state: 'detached' })
    const [segment] = (lastMessage() ?? []) as readonly {
      readonly type: string
      readonly data: { readonly id: string }
    }[]
    const { nodes } = stage.sandbox.world.forwards.get(segment?.data.id ?? '') ?? { nodes: [] }
    expect(nodes).toMatchObject([
      { user_id: 20002, message: [{ data: { text: 'one' } }] },
      { user_id: 20002, message: [{ data: { text: 'three' } }] },
    ])
    expect(stage.sandbox.world.messages.last()).toMatchObject({ group_id: 30002, sender_id: 20001 })
  })

  it('go on one by one, or stay where Escape ends it', async () => {
    for (const text of ['one', 'two']) stage.sandbox.act(20002, { do: 'say', group_id: 30001, message: text })
    const page = await stage.visit(GROUP)
    await composer(page).fill('a draft')
    const begin = async () => {
      await page.locator('.bubble', { hasText: 'one' }).click({ button: 'right' })
      await page.getByRole('menuitem', { name: 'Select' }).click()
    }
    await begin()
    await page.keyboard.press('Escape')
    await page.locator('.selection-bar').waitFor({ state: 'detached' })
    expect(await composer(page).inputValue()).toBe('a draft')
    await begin()
    await page.locator('.bubble', { hasText: 'two' }).click()
    await page.getByRole('button', { name: 'Forward one by one' }).click()
    await page.getByRole('dialog').getByText('Penguins').click()
    await expect.poll(() => stage.sandbox.world.chats.get('group:30002')?.lastSeq).toBe(2)
  })
})

describe('what a group has beside its messages', () => {
  it('shows files by folder, and lets those who may change them', async () => {
    const page = await stage.visit(GROUP)
    await page.getByRole('button', { name: 'Members' }).click()
    await page.getByRole('tab', { name: 'Files' }).click()
    await page.getByText('No files yet').waitFor()
    await page.getByRole('button', { name: 'New folder' }).click()
    await page.getByLabel('Folder name').fill('书单')
    await page.getByRole('button', { name: 'OK', exact: true }).click()
    await page.locator('.file-link', { hasText: '书单' }).waitFor()
    await page
      .locator('[data-upload]')
      .setInputFiles([png, { ...other, name: 'c.txt', mimeType: 'text/plain' }])
    const link = page.locator('.file-link', { hasText: 'c.txt' })
    await link.waitFor()
    const href = await link.getAttribute('href')
    expect((await fetch(new URL(href ?? '', stage.served.url))).status).toBe(200)
    await page.getByRole('button', { name: 'More: c.txt' }).click()
    await page.getByRole('menuitem', { name: 'Move to 书单' }).click()
    await link.waitFor({ state: 'detached' })
    await page.locator('.file-link', { hasText: '书单' }).click()
    await link.waitFor()
    await page.getByRole('button', { name: 'More: c.txt' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByRole('button', { name: 'OK', exact: true }).click()
    await link.waitFor({ state: 'detached' })
    expect(stage.sandbox.world.groups.get(30001)?.files.size).toBe(1)
  })

  it('shows notices, which admins publish and delete', async () => {
    const page = await stage.visit(`${GROUP}&20002/group:30001`)
    for (const side of [0, 1]) {
      await page.locator('.side').nth(side).getByRole('button', { name: 'Members' }).click()
      await page.locator('.side').nth(side).getByRole('tab', { name: 'Notices' }).click()
    }
    const [owner, member] = [page.locator('.side').nth(0), page.locator('.side').nth(1)]
    await owner.getByRole('button', { name: 'Publish' }).click()
    await page.getByLabel('Text of the notice').fill('今晚八点\n读第三章')
    await page.getByRole('button', { name: 'OK', exact: true }).click()
    await member.locator('.notice', { hasText: '今晚八点' }).waitFor()
    expect(await member.getByRole('button', { name: 'Publish' }).count()).toBe(0)
    await owner.getByRole('button', { name: /^Delete: 今晚/ }).click()
    await page.getByRole('button', { name: 'OK', exact: true }).click()
    await member.getByText('No notices yet').waitFor()
  })
})
