import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Hub, startHub } from '@rookery/hub'
import { sandbox } from '@rookery/sandbox/testing'
import { describe, expect, it } from 'vitest'
import { Kept } from '../../packages/hub/src/history/kept-store.fixture.js'
import { TestClient } from '../../packages/hub/src/hub.fixture.js'
import { processStandIn } from '../../packages/rookery/src/cli/process.fixture.js'
import { Example, environmentOf, exampleText, heardBy } from './example.js'

describe('examples/hub/resume.yml', () => {
  it('lets a bot go on where it was: after a restart of its own, and of the hub', async () => {
    await using example = await Example.start('resume.yml', { kept: new Kept() })
    const { qq, stage } = example
    const alice = qq.group('读书会').member('Alice')
    const first = await example.as('weather')
    await alice.says('一')
    await expect.poll(() => heardBy(first)).toEqual(['一'])
    await stage.clock.advance(1_000)
    await example.leaves(first)
    await alice.says('二')
    const second = await example.as('weather')
    await expect.poll(() => heardBy(second)).toEqual(['二'])
    await stage.clock.advance(1_000)
    await example.leaves(second)
    await alice.says('三')
    await expect.poll(() => stage.hub.journal.events).toBe(3)
    await stage.hub.close()
    await example.startHub()
    await alice.says('四')
    const third = await example.as('weather')
    await expect.poll(() => heardBy(third)).toEqual(['三', '四'])
  })

  it('sends an event again until the bot has called ack_events for it', async () => {
    await using example = await Example.start('resume.yml', { kept: new Kept() })
    const alice = example.qq.group('读书会').member('Alice')
    const first = await example.as('ledger')
    await alice.says('记一笔')
    await expect.poll(() => heardBy(first)).toEqual(['记一笔'])
    await example.stage.clock.advance(1_000)
    await example.leaves(first)
    const second = await example.as('ledger')
    await expect.poll(() => heardBy(second)).toEqual(['记一笔'])
    const id = second.events.at(-1)?.rookery_id
    expect(await second.call('ack_events', { id })).toMatchObject({ retcode: 0 })
    await example.leaves(second)
    await alice.says('再记一笔')
    const third = await example.as('ledger')
    await expect.poll(() => heardBy(third)).toEqual(['再记一笔'])
  })

  it('begins a new bot with the last hour', async () => {
    const kept = new Kept()
    await using example = await Example.start('resume.yml', { kept })
    const { qq, stage } = example
    const alice = qq.group('读书会').member('Alice')
    await alice.says('很久以前')
    await expect.poll(() => kept.events.length).toBe(1)
    await stage.clock.advance(61 * 60_000)
    await example.isOnline(10001, true)
    await alice.says('刚才')
    await expect.poll(() => kept.events.length).toBe(2)
    const archive = await example.as('archive')
    await expect.poll(() => heardBy(archive)).toEqual(['刚才'])
  })
})

describe('examples/hub/alerts.yml', () => {
  /** A service that alerts are posted to. */
  async function webhook() {
    const posts: { readonly authorization?: string; readonly kind: string; readonly account: string }[] = []
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      posts.push({ ...request.headers, ...JSON.parse(Buffer.concat(chunks).toString()) })
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    return { server, posts, url: `http://127.0.0.1:${port}/hooks/qq` }
  }

  it('tells a webhook and a person that an account is offline', async () => {
    const { server, posts, url } = await webhook()
    await using example = await Example.start('alerts.yml', { env: { ALERT_WEBHOOK: url } })
    example.stage.undo(() => server.close())
    const { qq, stage } = example
    const alice = qq.private('Alice', 10002)
    expect(alice.actor.user_id).toBe(20001)
    qq.faults.add({ self_id: 10001, what: { is: 'offline' } })
    await qq.advance(6_000)
    await example.isOnline(10001, false)
    await expect
      .poll(async () => {
        await stage.clock.advance(2_000)
        return posts.length
      })
      .toBe(1)
    expect(posts[0]).toMatchObject({
      authorization: 'Bearer alert_token-of-a-test',
      kind: 'account_offline',
      account: '10001',
    })
    await alice.expect(/10001/)
  })
})

describe('examples/hub/process.yml', () => {
  /** A program that notes that it runs, and with which arguments. */
  function program() {
    const folder = mkdtempSync(join(tmpdir(), 'rookery-example-'))
    const [file, notes] = [join(folder, 'napcat'), join(folder, 'notes')]
    const script = `require('node:fs').appendFileSync(${JSON.stringify(notes)}, process.argv.slice(2).join(' ') + '\\n')`
    writeFileSync(file, `#!${process.execPath}\n${script}\nsetInterval(() => {}, 1e9)\n`)
    chmodSync(file, 0o755)
    return { folder, file, started: () => readFileSync(notes, { encoding: 'utf8', flag: 'a+' }) }
  }

  it.skipIf(process.platform === 'win32')('starts the program, and again when it was killed', async () => {
    const { folder, file, started } = program()
    await using example = await Example.start('process.yml', { env: { NAPCAT_PROGRAM: file } })
    const { stage } = example
    stage.undo(() => rmSync(folder, { recursive: true }))
    const pids = () =>
      stage.log.filter(({ text }) => text === 'process started').map(({ fields }) => Number(fields.pid))
    await expect.poll(started).toBe('--qq 10001\n')
    process.kill(pids()[0] ?? 0, 'SIGKILL')
    await expect
      .poll(async () => {
        await stage.clock.advance(500)
        return pids().length
      })
      .toBe(2)
    await expect.poll(started).toBe('--qq 10001\n--qq 10001\n')
  })
})

describe('examples/hub/reload.yml', () => {
  it('is applied when it is saved: nobody else is cut, and a mistake changes nothing', async () => {
    await using qq = await sandbox({ bot: 10001, timeoutMs: 5_000 })
    await using running = await Running.start('reload.yml', await qq.listen({ type: 'ws', port: 0 }))
    const weather = await running.as('weather_token-of-a-test')
    running.save((text) => `${text}\nclients: twice\n`)
    await expect.poll(() => running.log()).toContain('config not taken')
    running.save((text) => text.replace('  - { name: quiz', '  - { name: news, token: a-new-token }\n$&'))
    await expect.poll(() => running.answers('a-new-token')).toBe(200)
    running.save((text) => text.replace(/.*name: quiz.*\n/, ''))
    await expect.poll(() => running.answers('quiz_token-of-a-test')).toBe(403)
    expect(weather.closed).toBeUndefined()
    expect(await weather.call('get_login_info')).toMatchObject({ data: { user_id: 10001 } })
  })
})

/** `rookery up` with a copy of an example whose file can be saved again. */
class Running implements AsyncDisposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'rookery-example-'))
  readonly #file = join(this.#folder, 'rookery.yml')
  readonly #process: ReturnType<typeof processStandIn>
  readonly #text: string
  readonly #clients: TestClient[] = []
  #hub: Hub | undefined
  #ended: Promise<unknown> = Promise.resolve()

  static async start(example: string, upstream: string): Promise<Running> {
    const running = new Running(exampleText(example), upstream)
    running.#ended = running.#process.run('up', '-c', running.#file, '--log', 'json')
    await expect.poll(() => running.#hub?.accounts().length).toBe(1)
    return running
  }

  constructor(text: string, upstream: string) {
    this.#text = text.replace('ws://127.0.0.1:3001', upstream)
    writeFileSync(this.#file, this.#text)
    this.#process = processStandIn({
      cwd: this.#folder,
      env: environmentOf(text),
      startHub: async (options, tools) => {
        this.#hub = await startHub({ ...options, listen: { ...options.listen, port: 0 } }, tools)
        return this.#hub
      },
    })
  }

  /** Saves the file with something changed in the original. */
  save(change: (text: string) => string): void {
    writeFileSync(this.#file, change(this.#text))
  }

  async as(token: string): Promise<TestClient> {
    const client = new TestClient(this.#hub?.url ?? '', { Authorization: `Bearer ${token}` })
    this.#clients.push(client)
    expect(await client.opened()).toBe('open')
    return client
  }

  /** The status of a request with a token. */
  async answers(token: string): Promise<number> {
    const url = `${this.#hub?.url.replace(/^ws/, 'http')}/api/get_online_clients`
    return (await fetch(url, { headers: { Authorization: `Bearer ${token}` } })).status
  }

  log(): string {
    return this.#process.printed.out
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { ws } of this.#clients) ws.terminate()
    this.#process.signals.emit('SIGTERM', 'SIGTERM')
    await this.#ended
    rmSync(this.#folder, { recursive: true })
  }
}
