import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { stage as stageIn } from './stage.fixture.js'

let cwd: string
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'rookery-dev-'))
})
afterEach(() => rmSync(cwd, { recursive: true, force: true }))

const stage = () => stageIn(cwd)

/** A bot of a few lines, which says hello and prints what it is called. */
const bot = (name: string) => `
import WebSocket from ${JSON.stringify(import.meta.resolve('ws'))}
const socket = new WebSocket(process.env.ROOKERY_URL)
socket.on('open', () => console.log('${name} is there'))
`

describe('rookery sandbox', () => {
  it('shows a page and the links of its accounts, until it is stopped', async () => {
    writeFileSync(
      join(cwd, 'world.yml'),
      'accounts: [{ self_id: 10000, nickname: 小企, http: { port: 0 } }]\n',
    )
    const { run, stop, printed, page } = stage()
    const ended = run('sandbox', '--port', '0', '--no-open')
    await expect.poll(page).toBeDefined()
    expect(await (await fetch(page() ?? '')).text()).toContain('<html')
    const api = /http +(http:\S+)/.exec(printed.out)?.[1]
    expect(await (await fetch(`${api}/get_login_info`)).json()).toMatchObject({ data: { user_id: 10000 } })
    stop()
    expect(await ended).toBe(0)
    await expect(fetch(page() ?? '')).rejects.toThrow()
  })

  it.each([
    [['-w', 'none.yml'], 64, 'the world none.yml cannot be read'],
    [['--port', '70000'], 64, '--port must be a number from 0 to 65535, found 70000'],
    [['--host', '0.0.0.0', '--port', '0'], 1, 'token'],
  ])('%j is refused with what is wrong', async (argv, code, complaint) => {
    const { run, printed } = stage()
    expect(await run('sandbox', '--no-open', ...argv)).toBe(code)
    expect(printed.err).toContain(complaint)
  })

  it('has its built-in world beside another one, on other ports', async () => {
    const [one, other] = [stage(), stage()]
    const first = one.run('sandbox', '--port', '0', '--no-open')
    await expect.poll(one.page).toBeDefined()
    const second = other.run('sandbox', '--port', '0', '--no-open')
    await expect.poll(other.page).toBeDefined()
    const portsOf = (out: string) => [...out.matchAll(/10000 .*127\.0\.0\.1:(\d+)/g)].map(([, port]) => port)
    const ports = [...portsOf(one.printed.out), ...portsOf(other.printed.out)]
    expect([ports.length, new Set(ports).size]).toEqual([4, 4])
    one.stop()
    other.stop()
    expect(await Promise.all([first, second])).toEqual([0, 0])
  })

  it('says where a world is wrong', async () => {
    writeFileSync(join(cwd, 'world.yml'), 'accounts:\n  - { self_id: 10000, nick: 小企 }\n')
    const { run, printed } = stage()
    expect(await run('sandbox', '--no-open')).toBe(78)
    expect(printed.err).toContain('world.yml:2:')
    expect(printed.err).toContain('nickname')
  })
})

describe('rookery dev', () => {
  it('runs a bot on a hub with a simulated account, and again when its file changes', async () => {
    const file = join(cwd, 'bot.mjs')
    writeFileSync(file, bot('one'))
    const { run, stop, printed, page } = stage()
    const ended = run('dev', 'bot.mjs', '--port', '0', '--no-open')
    await expect.poll(() => printed.out, { timeout: 15_000 }).toContain('one is there')
    expect((await fetch(page() ?? '')).status).toBe(200)
    writeFileSync(file, bot('two'))
    await expect.poll(() => printed.out, { timeout: 15_000 }).toContain('two is there')
    stop()
    expect(await ended).toBe(0)
    expect(printed.err).toBe('')
  })

  it('runs a program in any language, and says when it ends', async () => {
    const { run, stop, printed } = stage()
    const ended = run('dev', '--port', '0', '--no-open', '--', process.execPath, '-e', 'process.exit(3)')
    await expect.poll(() => printed.err).toContain('the bot ended with exit code 3')
    expect(printed.out).toContain('-e process.exit(3)\n')
    expect(printed.out).not.toContain('starts again')
    stop()
    expect(await ended).toBe(0)
  })

  it('prints characters whole that come in two pieces', async () => {
    const { run, stop, printed } = stage()
    const pieces =
      'process.stdout.write(Buffer.from([0xe4])); setTimeout(() => process.stdout.write(Buffer.from([0xbd, 0xa0])), 200)'
    const ended = run('dev', '--port', '0', '--no-open', '--', process.execPath, '-e', pieces)
    await expect.poll(() => printed.err).toContain('the bot ended')
    stop()
    await ended
    expect(printed.out).toContain('你')
  })

  it('still hears signals while the bot ends: a Ctrl-C of npm comes twice, and must not leave the bot behind', async () => {
    const { run, stop, printed, signals } = stage()
    const slow =
      "process.on('SIGTERM', () => setTimeout(() => process.exit(0), 300)); setInterval(() => {}, 1000); console.log('up')"
    const ended = run('dev', '--port', '0', '--no-open', '--', process.execPath, '-e', slow)
    await expect.poll(() => printed.out).toContain('up\n')
    stop()
    await Promise.resolve()
    expect(signals.listenerCount('SIGINT')).toBe(1)
    stop()
    expect(await ended).toBe(0)
    expect(signals.listenerCount('SIGINT')).toBe(0)
  })

  it.each([
    [['none.ts'], 'there is no file none.ts'],
    [['a.ts', 'b.ts'], 'one bot file at most'],
    [['a.ts', '--', 'node'], 'either a bot file or a program'],
  ])('%j is refused', async (argv, complaint) => {
    const { run, printed } = stage()
    expect(await run('dev', '--no-open', ...argv)).toBe(64)
    expect(printed.err).toContain(complaint)
  })
})
