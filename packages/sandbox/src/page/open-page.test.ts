import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { PNG } from '../media/png.fixture.js'
import { Sandbox } from '../sandbox.js'
import { VirtualClock } from '../virtual-clock.js'
import { NOW_MS, readingClub } from '../world/world.fixture.js'
import { openPage, type Page } from './open-page.js'
import type { PageSettings } from './page-parts.js'
import type { PageAsk, PageFrame } from './wire.js'
import { worldSnapshot } from './world-patch.js'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each()
})

async function opened(settings: Partial<PageSettings> = {}): Promise<{ sandbox: Sandbox; page: Page }> {
  const folder = await mkdtemp(join(tmpdir(), 'rookery-page-'))
  await writeFile(join(folder, 'index.html'), '<!doctype html>')
  const sandbox = new Sandbox(readingClub(), new VirtualClock(NOW_MS))
  const staticFolder = pathToFileURL(`${folder}/`)
  const page = await openPage(sandbox, { host: '127.0.0.1', port: 0, staticFolder, ...settings })
  undo.push(
    () => sandbox.close(),
    () => page.close(),
  )
  return { sandbox, page }
}

/** A page as a browser opens it. */
class Visitor {
  readonly frames: PageFrame[] = []
  readonly #socket: WebSocket
  #lastId = 0

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (data) => this.frames.push(JSON.parse(String(data)) as PageFrame))
    undo.push(() => socket.terminate())
  }

  static async come({ page }: { page: Page }, headers: Record<string, string> = {}): Promise<Visitor> {
    const visitor = new Visitor(new WebSocket(`ws://127.0.0.1:${page.port}/live`, { headers }))
    await visitor.next('snapshot')
    return visitor
  }

  async next<K extends PageFrame['is']>(is: K): Promise<Extract<PageFrame, { is: K }>> {
    await expect.poll(() => this.frames.some((frame) => frame.is === is)).toBe(true)
    const [found] = this.frames.splice(
      this.frames.findIndex((frame) => frame.is === is),
      1,
    )
    return found as Extract<PageFrame, { is: K }>
  }

  async ask(ask: PageAsk): Promise<Extract<PageFrame, { is: 'answer' }>> {
    this.#socket.send(JSON.stringify({ id: ++this.#lastId, ...ask }))
    return this.next('answer')
  }
}

describe('a page that is opened', () => {
  it('learns of everything that there is, then of what changes', async () => {
    const stage = await opened()
    const visitor = new Promise<Visitor>((resolve) => resolve(Visitor.come(stage)))
    const { sandbox } = stage
    const alice = await visitor
    sandbox.act(20001, { do: 'say', group_id: 30001, message: 'hi' })
    sandbox.act(20001, { do: 'mute', group_id: 30001, user_id: 20002, duration: 60 })
    const { world, notes, wire } = await alice.next('change')
    expect(world.messages).toMatchObject([{ chat: 'group:30001', seq: 1, sender_id: 20001 }])
    expect(world.groups?.set).toMatchObject([{ group_id: 30001, members: { set: [{ user_id: 20002 }] } }])
    expect(world.users).toBeUndefined()
    expect(notes).toMatchObject([{ do: 'mute', by: 20001, after_seq: 1 }])
    expect(wire.map(({ name }) => name)).toEqual([
      'message.group',
      'message.group',
      'notice.group_ban',
      'notice.group_ban',
    ])
  })

  it('does things, is answered, and is told before', async () => {
    const stage = await opened()
    const visitor = await Visitor.come(stage)
    const deed = { do: 'say', group_id: 30001, message: [{ type: 'text', data: { text: 'hi' } }] } as const
    expect(await visitor.ask({ ask: 'act', by: 20001, deed })).toMatchObject({ ok: true })
    expect(visitor.frames.map(({ is }) => is)).toContain('change')
    const deedOfStranger = { ...deed, group_id: 30009 }
    expect(await visitor.ask({ ask: 'act', by: 20001, deed: deedOfStranger })).toMatchObject({
      ok: false,
      code: 'no_such_group',
      summary: { en: 'there is no such group' },
    })
    expect(await visitor.ask({ ask: 'juggle' } as never)).toMatchObject({ ok: false, code: 'unknown_ask' })
  })

  it('learns of files, folders and notices of a group when they change, and only then', async () => {
    const stage = await opened()
    const visitor = await Visitor.come(stage)
    const { sandbox } = stage
    const group_id = 30001
    const last = async () => {
      for (;;) {
        const { world } = await visitor.next('change')
        if (world.groups) return world.groups.set[0]
      }
    }
    sandbox.act(20001, { do: 'publish_notice', group_id, content: '开会' })
    const published = await last()
    expect(published?.notices).toMatchObject([{ content: '开会', sender_id: 20001 }])
    expect([published?.files, published?.folders]).toEqual([undefined, undefined])
    sandbox.act(20001, { do: 'create_folder', group_id, name: '书单' })
    expect(await last()).toMatchObject({ folders: [{ name: '书单', creator: 20001 }] })
    const { file } = await sandbox.media.keep(Buffer.from('abc'), 'a.txt')
    await sandbox.act(20001, { do: 'upload', group_id, file })
    const uploaded = await last()
    expect(uploaded?.files).toMatchObject([{ name: 'a.txt', size: 3, folder_id: '/', media: file }])
    expect([uploaded?.notices, uploaded?.folders]).toEqual([undefined, undefined])
    sandbox.act(20001, { do: 'rename_group', group_id, group_name: '新' })
    const renamed = await last()
    expect([renamed?.notices, renamed?.folders, renamed?.files]).toEqual([undefined, undefined, undefined])
    expect(worldSnapshot(sandbox.world).groups?.set[0]).toMatchObject({
      notices: [{ content: '开会' }],
      folders: [{}],
      files: [{}],
    })
  })

  it('pages through the history of a chat', async () => {
    const stage = await opened()
    for (let n = 1; n <= 5; n++) stage.sandbox.act(20001, { do: 'say', group_id: 30001, message: `${n}` })
    const visitor = await Visitor.come(stage)
    const chat = 'group:30001'
    const newest = await visitor.ask({ ask: 'history', chat, count: 2 })
    expect(newest).toMatchObject({ data: { more: true, messages: [{ seq: 4 }, { seq: 5 }] } })
    const older = await visitor.ask({ ask: 'history', chat, count: 9, before_seq: 4 })
    expect(older).toMatchObject({ data: { more: false, messages: [{ seq: 1 }, { seq: 2 }, { seq: 3 }] } })
    const none = await visitor.ask({ ask: 'history', chat: 'group:1', count: 2 })
    expect(none).toMatchObject({ data: { more: false, messages: [] } })
  })

  it('gets transcripts of a chat, and of what went over the wire', async () => {
    const stage = await opened()
    const visitor = await Visitor.come(stage)
    stage.sandbox.act(20001, { do: 'say', group_id: 30001, message: 'hi' })
    await stage.sandbox.call(10000, 'send_group_msg', { group_id: 30001, message: 'hello' })
    const ask = { ask: 'transcript', chat: 'group:30001', from_seq: 1, language: 'en' } as const
    expect(await visitor.ask(ask)).toMatchObject({ data: '[读书会]\nAlice: hi\n小企: hello\n' })
    const { wire } = await visitor.next('change')
    const call = wire.find(({ kind }) => kind === 'call')
    const wireAsk = { ask: 'wire_transcript', wire_id: call?.id ?? 0, language: 'en' } as const
    expect(await visitor.ask(wireAsk)).toMatchObject({ data: '[读书会]\n小企: hello\n' })
  })

  it('gets tests of what went over the wire and of the last messages, or why there is none', async () => {
    const stage = await opened()
    const visitor = await Visitor.come(stage)
    stage.sandbox.act(20001, { do: 'say', group_id: 30001, message: 'hi' })
    const ask = { ask: 'chat_test', chat: 'group:30001', count: 5, language: 'en' } as const
    expect(await visitor.ask(ask)).toMatchObject({
      ok: false,
      code: 'no_test',
      summary: { zh: '没有机器人回应，测试没有可以期待的内容' },
    })
    await stage.sandbox.call(10000, 'send_group_msg', { group_id: 30001, message: 'hello' })
    const { wire } = await visitor.next('change')
    const played = { ok: true, data: expect.stringContaining('    Alice: hi\n    小企: hello\n  `)') }
    for (const { id } of wire.filter(({ name }) => name !== 'message_sent.group')) {
      expect(await visitor.ask({ ask: 'wire_test', wire_id: id, language: 'en' })).toMatchObject(played)
    }
    expect(await visitor.ask(ask)).toMatchObject(played)
  })

  it('gets transcripts in which all go by the names that they had then', async () => {
    const stage = await opened()
    const visitor = await Visitor.come(stage)
    const { sandbox } = stage
    sandbox.act(20001, { do: 'say', group_id: 30001, message: 'hi' })
    sandbox.call(10000, 'send_group_msg', { group_id: 30001, message: 'hello' })
    sandbox.act(20001, { do: 'rename_group', group_id: 30001, group_name: '书友会' })
    sandbox.act(20001, { do: 'set_profile', nickname: 'Alicia' })
    sandbox.act(20001, { do: 'say', group_id: 30001, message: 'bye' })
    const ask = { ask: 'transcript', chat: 'group:30001', from_seq: 1, language: 'en' } as const
    expect(await visitor.ask(ask)).toMatchObject({
      data: '[读书会]\nAlice: hi\n小企: hello\n* Alice renames the group to "书友会"\nAlicia: bye\n',
    })
    const { wire } = await visitor.next('change')
    const wire_id = wire.find(({ kind }) => kind === 'call')?.id ?? 0
    expect(await visitor.ask({ ask: 'wire_transcript', wire_id, language: 'en' })).toMatchObject({
      data: '[读书会]\n小企: hello\n',
    })
  })

  it('begins again with a world that was reset, and goes on where somebody was added', async () => {
    const stage = await opened()
    const visitor = await Visitor.come(stage)
    stage.sandbox.act(20001, { do: 'poke', group_id: 30001, user_id: 20002 })
    await visitor.ask({ ask: 'add_user', user: { user_id: 20009, nickname: 'Eve' } })
    await expect.poll(() => stage.sandbox.world.users.get(20009)?.nickname).toBe('Eve')
    expect(visitor.frames.map(({ is }) => is)).not.toContain('snapshot')
    stage.sandbox.act(20001, { do: 'say', group_id: 30001, message: 'hi' })
    await visitor.ask({ ask: 'reset' })
    expect((await visitor.next('snapshot')).notes).toEqual([])
  })

  it('moves the clock on and sets faults', async () => {
    const stage = await opened()
    const visitor = await Visitor.come(stage)
    expect(await visitor.ask({ ask: 'advance', by_ms: 5_000 })).toMatchObject({ ok: true })
    expect(stage.sandbox.clock.now()).toBe(NOW_MS + 5_000)
    await visitor.ask({ ask: 'add_fault', fault: { what: { is: 'drop' }, times: 1 } })
    const hasFault = (frame: PageFrame) => frame.is === 'info' && frame.faults[0]?.what.is === 'drop'
    await expect.poll(() => visitor.frames.some(hasFault)).toBe(true)
    const bad = { ask: 'add_fault', fault: { what: { is: 'nonsense' } } } as never
    expect(await visitor.ask(bad)).toMatchObject({ ok: false, code: 'bad_fault' })
  })

  it('is told of a storm in few frames, and how much was left out', async () => {
    const stage = await opened()
    const visitor = await Visitor.come(stage)
    for (let n = 0; n < 2_000; n++) stage.sandbox.call(10000, 'get_status', {})
    const { wire, left_out } = await visitor.next('change')
    expect(wire.length + left_out).toBe(4_000)
    expect(wire.length).toBeLessThan(500)
  })
})

const SAID = { do: 'say', group_id: 30001, message: 'hi' }
const CARD = { do: 'set_card', group_id: 30001, user_id: 20002, card: 'x' }
const GROUP = { group_id: 5, group_name: 'x', owner: 20001 }

function deep(): unknown {
  let value: unknown = 1
  for (let level = 0; level < 200; level++) value = [value]
  return { type: 'odd', data: { value } }
}

describe('what a page asks for with values of other types', () => {
  it.each<[string, unknown, string]>([
    ['somebody by a list', { ask: 'act', by: [20001], deed: SAID }, 'bad_params'],
    ['somebody by a text', { ask: 'act', by: '20001', deed: SAID }, 'bad_params'],
    ['nobody', { ask: 'act', by: 99, deed: SAID }, 'no_such_user'],
    ['no deed', { ask: 'act', by: 20001 }, 'bad_params'],
    ['a deed of every object', { ask: 'act', by: 20001, deed: { do: 'constructor' } }, 'bad_params'],
    ['no message', { ask: 'act', by: 20001, deed: { ...SAID, message: null } }, 'bad_params'],
    ['a message that goes deep', { ask: 'act', by: 20001, deed: { ...SAID, message: deep() } }, 'bad_params'],
    ['an object for a name', { ask: 'act', by: 20001, deed: { ...CARD, card: { a: 1 } } }, 'bad_params'],
    ['a list for a number', { ask: 'act', by: 20001, deed: { ...CARD, user_id: [20002] } }, 'bad_params'],
    ['no real time', { ask: 'advance', by_ms: '5' }, 'bad_params'],
    ['a time back', { ask: 'advance', by_ms: -5 }, 'bad_time'],
    ['half online', { ask: 'online', self_id: 10000, online: 'no' }, 'bad_params'],
    ['a user without a number', { ask: 'add_user', user: { nickname: 'x' } }, 'bad_params'],
    ['a user without a name', { ask: 'add_user', user: { user_id: 5, nickname: {} } }, 'bad_params'],
    ['a group of nobody', { ask: 'add_group', group: { ...GROUP, owner: {} } }, 'bad_params'],
    ['a member twice', { ask: 'add_group', group: { ...GROUP, members: [20001] } }, 'bad_params'],
    ['members that are no list', { ask: 'add_group', group: { ...GROUP, members: 5 } }, 'bad_params'],
    ['half a history', { ask: 'history', chat: 'group:30001', count: 'x' }, 'bad_params'],
    ['a world that is no text', { ask: 'import', text: 5 }, 'bad_params'],
  ])('%s: it is told why not, and nothing has happened', async (_, ask, code) => {
    const stage = await opened()
    const visitor = await Visitor.come(stage)
    const before = stage.sandbox.world
    expect(await visitor.ask(ask as PageAsk)).toMatchObject({ ok: false, code })
    expect(stage.sandbox.world).toBe(before)
    expect(stage.sandbox.clock.now()).toBe(NOW_MS)
  })
})

describe('the server of the page', () => {
  it('serves the page so that nothing foreign runs in it', async () => {
    const { page } = await opened()
    const response = await fetch(page.url)
    expect(response.status).toBe(200)
    const policy = response.headers.get('content-security-policy')
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toMatch(/https?:|\*|unsafe/)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    const etag = response.headers.get('etag') ?? ''
    expect((await fetch(page.url, { headers: { 'If-None-Match': etag } })).status).toBe(304)
  })

  it.each(['index.html', '..%2fpackage.json', '%2e%2e/package.json', 'media/../index.html/x', 'constructor'])(
    'has nothing at /%s',
    async (path) => {
      const { page } = await opened()
      expect((await fetch(page.url + path)).status).toBe(404)
    },
  )

  it('takes a picture, which a message then brings into the world', async () => {
    const stage = await opened()
    const response = await fetch(`${stage.page.url}upload?name=a.png`, {
      method: 'POST',
      body: Buffer.from(PNG),
    })
    const { file } = (await response.json()) as { file: string }
    const visitor = await Visitor.come(stage)
    const message = [{ type: 'image', data: { file } }] as const
    await visitor.ask({ ask: 'act', by: 20001, deed: { do: 'say', group_id: 30001, message } })
    expect(stage.sandbox.world.media.get(file)?.mime).toBe('image/png')
    expect((await fetch(`${stage.page.url}media/${file}`)).headers.get('content-type')).toBe('image/png')
  })

  it('refuses a file that is too large, and another method', async () => {
    const { page } = await opened()
    const body = Buffer.alloc(21 * 1024 * 1024)
    expect((await fetch(`${page.url}upload`, { method: 'POST', body })).status).toBe(413)
    expect((await fetch(page.url, { method: 'DELETE' })).status).toBe(405)
  })

  it('refuses pages of other origins, and other names for this machine', async () => {
    const { page } = await opened()
    const foreign = { Origin: 'https://evil.example' }
    expect((await fetch(page.url, { headers: foreign })).status).toBe(403)
    expect(await upgradeStatus(page, foreign)).toBe(403)
  })

  it('is not opened beyond this machine without a token', async () => {
    await expect(opened({ host: '0.0.0.0' })).rejects.toMatchObject({ code: 'open_door' })
  })

  it('lets in who brings the token, which goes from the address into a cookie', async () => {
    const { page } = await opened({ token: 'p@ss/wörd' })
    const bare = `http://127.0.0.1:${page.port}/`
    expect((await fetch(bare)).status).toBe(401)
    expect((await fetch(`${bare}?token=wrong`)).status).toBe(403)
    expect(await upgradeStatus(page, {})).toBe(401)
    const response = await fetch(page.url, { redirect: 'manual' })
    expect([response.status, response.headers.get('location')]).toEqual([303, '/'])
    const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    expect((await fetch(bare, { headers: { cookie } })).status).toBe(200)
    await Visitor.come({ page }, { cookie })
    const wrong = { cookie: `${cookie.split('=')[0]}=wrong` }
    expect((await fetch(bare, { headers: wrong })).status).toBe(403)
    expect(await upgradeStatus(page, wrong)).toBe(403)
  })

  it.each(['query', 'header', 'cookie'])('slows those who guess the token by %s', async (way) => {
    const { page } = await opened({ token: 'p@ss/wörd' })
    const query = way === 'query' ? '?token=wrong' : ''
    const headers: Record<string, string> =
      way === 'header'
        ? { Authorization: 'Bearer wrong' }
        : way === 'cookie'
          ? { cookie: `rookery_page_${page.port}=wrong` }
          : {}
    const guess = async () => (await fetch(`http://127.0.0.1:${page.port}/${query}`, { headers })).status
    for (let n = 0; n < 20; n++) expect(await guess()).toBe(403)
    const before = performance.now()
    expect(await guess()).toBe(403)
    expect(performance.now() - before).toBeGreaterThan(200)
  })
})

const upgradeStatus = (page: Page, headers: Record<string, string>): Promise<number | undefined> =>
  new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${page.port}/live`, { headers })
    socket.on('unexpected-response', (_, { statusCode }) => resolve(statusCode))
    socket.on('open', () => resolve(101))
    socket.on('error', () => {})
  })
