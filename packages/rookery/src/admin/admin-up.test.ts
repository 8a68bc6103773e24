import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startHub } from '@rookery/hub'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { adminTarget } from '../call/admin-target.js'
import { askAdmin } from '../call/ask-admin.js'
import { processStandIn } from '../cli/process.fixture.js'
import { toAdminConfig } from '../config/admin-config.js'
import { chooseConfig } from '../config/choose-config.js'
import { textLog } from '../log/text-log.js'
import { announceConsole } from '../up/announce.js'
import { findAdminToken, openAdminPlace } from './admin-place.js'
import { keptToken } from './admin-token.js'
import { consoleUrl } from './console-url.js'
import { makePrivateFolder, readSecretFile, writeSecretFile } from './secret-file.js'
import { sessionFile } from './session-file.js'

let cwd: string
let stop: () => Promise<unknown>
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'rookery-admin-'))
  stop = async () => {}
})
afterEach(async () => {
  await stop()
  rmSync(cwd, { recursive: true })
})

const env = () => ({ XDG_RUNTIME_DIR: cwd })
const save = (text: string): void => writeFileSync(join(cwd, 'rookery.yml'), text)
const ADMIN = 'a-token-of-the-admin'

/** Runs `rookery up` in this process, and gives its address and what asks it as commands do. */
async function up(text: string) {
  save(text)
  const hub = processStandIn({ cwd, env: env(), startHub })
  const ended = hub.run('up')
  await expect.poll(() => hub.printed.out).toContain('rookery listens')
  const url = /rookery listens {2}url=(\S+)/.exec(hub.printed.out)?.[1] ?? ''
  stop = () => {
    hub.signals.emit('SIGTERM', 'SIGTERM')
    return ended
  }
  await expect.poll(() => hub.signals.listenerCount('SIGHUP')).toBeGreaterThan(0)
  const run = async (...argv: string[]) => {
    const { run, printed } = processStandIn({ cwd, env: env() })
    return { code: await run(...argv, '-c', 'rookery.yml', '--url', url), ...printed }
  }
  const http = url.replace(/^ws/, 'http')
  const status = async (token: string): Promise<number> =>
    (await fetch(`${http}/api/admin/log`, { headers: { Authorization: `Bearer ${token}` } })).status
  return { ...hub, url, http, run, status }
}

describe('rookery up', () => {
  it('makes a token for commands, in a file of the user alone, and takes it', async () => {
    mkdirSync(join(cwd, 'kept'))
    const { status } = await up('listen: { port: 0 }\ndata: kept\n')
    const file = join(cwd, 'kept', 'admin.json')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const { token } = JSON.parse(readFileSync(file, 'utf8'))
    expect(token).toMatch(/^[\w-]{43}$/)
    expect([await status(token), await status('another')]).toEqual([200, 403])
  })

  it('takes the same token after a restart', async () => {
    mkdirSync(join(cwd, 'kept'))
    await up('listen: { port: 0 }\ndata: kept\n')
    const text = readFileSync(join(cwd, 'kept', 'admin.json'), 'utf8')
    await stop()
    await up('listen: { port: 0 }\ndata: kept\n')
    expect(readFileSync(join(cwd, 'kept', 'admin.json'), 'utf8')).toBe(text)
  })

  it('takes that of the config, makes none then, and follows a reload', async () => {
    mkdirSync(join(cwd, 'kept'))
    const { status, signals, printed, run } = await up(
      `listen: { port: 0, admin_token: ${ADMIN} }\ndata: kept\n`,
    )
    expect(existsSync(join(cwd, 'kept', 'admin.json'))).toBe(false)
    expect(await status(ADMIN)).toBe(200)
    expect(printed.out).not.toContain(ADMIN)
    save('listen: { port: 0, admin_token: another-token-of-the-admin }\ndata: kept\n')
    signals.emit('SIGHUP', 'SIGHUP')
    await expect.poll(() => printed.out).toContain('settings=listen.admin_token')
    expect([await status(ADMIN), await status('another-token-of-the-admin')]).toEqual([403, 200])
    const { out } = await run('console')
    expect(out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/console\/#link=[\w-]{43}\n$/)
  })

  it('keeps the token in the runtime folder where no events are kept', async () => {
    const { status } = await up('listen: { port: 0 }\njournal: { engine: memory }\n')
    const folder = join(cwd, 'rookery')
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'admin-0.json')).mode & 0o777).toBe(0o600)
    expect(await status(JSON.parse(readFileSync(join(folder, 'admin-0.json'), 'utf8')).token)).toBe(200)
  })

  it('runs with a token that nobody finds where it cannot be kept, and says so', async () => {
    writeFileSync(join(cwd, 'rookery'), 'a file, and no folder')
    const { printed, run } = await up('listen: { port: 0 }\njournal: { engine: memory }\n')
    expect(printed.out).toContain('WARN  the admin token cannot be kept')
    const { code, err } = await run('console')
    expect([code, err]).toEqual([
      2,
      expect.stringContaining('no admin token was found; give it with --token'),
    ])
  })

  it('changes its config for an operator, and reads it', async () => {
    mkdirSync(join(cwd, 'kept'))
    const { http, printed } = await up(
      `listen: { port: 0, admin_token: ${ADMIN} }\ndata: kept\nhold: 5s # short\n`,
    )
    const headers = { Authorization: `Bearer ${ADMIN}`, 'Content-Type': 'application/json' }
    const read = await fetch(`${http}/api/admin/config`, { headers })
    const { text, base } = (await read.json()) as { readonly text: string; readonly base: string }
    expect(text).not.toContain(ADMIN)
    const body = JSON.stringify({ text: text.replace('5s', '6s'), base })
    const saved = await fetch(`${http}/api/admin/config`, { method: 'POST', headers, body })
    expect(await saved.json()).toMatchObject({ problems: [], report: { applied: ['hold'] } })
    expect(readFileSync(join(cwd, 'rookery.yml'), 'utf8')).toContain('hold: 6s # short')
    expect(existsSync(join(cwd, 'kept', 'config-versions'))).toBe(true)
    await expect.poll(() => printed.out).toContain('settings=hold')
  })
})

describe('rookery console', () => {
  it('finds the token that the hub has made, and prints a link that logs in once', async () => {
    const { run, http } = await up('listen: { port: 0 }\njournal: { engine: memory }\n')
    const { code, out, err } = await run('console')
    expect([code, err]).toEqual([0, ''])
    const link = /#link=([\w-]+)\n$/.exec(out)?.[1]
    const login = async () => {
      const headers = { 'Content-Type': 'application/json', Origin: http }
      const body = JSON.stringify({ link })
      return (await fetch(`${http}/api/admin/login`, { method: 'POST', headers, body })).status
    }
    expect([await login(), await login()]).toEqual([200, 403])
  })

  it('says why it has none: a wrong token, a hub that is not there, a console that is off', async () => {
    const { run, url } = await up(
      `listen: { port: 0, admin_token: ${ADMIN}, console: off }\njournal: { engine: memory }\n`,
    )
    expect((await run('console')).err).toContain('listen.console is off')
    expect((await run('console', '--token', 'another')).err).toContain('the token is wrong')
    await stop()
    stop = async () => {}
    expect(url).toBeTruthy()
    expect(await run('console')).toMatchObject({ code: 2, err: expect.stringContaining('cannot be reached') })
  })
})

describe('the hub that a command asks', () => {
  const context = () => processStandIn({ cwd, env: env() }).context

  it('is that of the config, with the token of the config', async () => {
    save(`listen: { port: 7701, token: of-the-clients, admin_token: ${ADMIN} }\n`)
    expect(await adminTarget({}, context())).toEqual({ url: 'ws://127.0.0.1:7701/api', token: ADMIN })
    expect(await adminTarget({ token: 'own' }, context())).toMatchObject({ token: 'own' })
  })

  it('is another one by --url, to which no token of the config is sent', async () => {
    save(`listen: { admin_token: ${ADMIN} }\n`)
    const url = 'ws://127.0.0.1:7702'
    expect(await adminTarget({ url }, context())).toEqual({ url })
    expect(await adminTarget({ url, config: 'rookery.yml' }, context())).toEqual({ url, token: ADMIN })
  })

  it('may be none that answers so', async () => {
    const { http } = await up('listen: { port: 0 }\njournal: { engine: memory }\n')
    const target = { url: http.replace('http', 'ws'), token: ADMIN }
    expect(await askAdmin(target, '/api/admin/state')).toEqual({
      failure: expect.stringContaining('refused (403)'),
    })
    expect(await askAdmin(target, '/a/b', {})).toEqual({ failure: expect.stringContaining('is no hub') })
    const token = findAdminToken(chooseConfig(undefined, { cwd, env: env() }), env()) ?? ''
    expect(await askAdmin({ ...target, token }, '/api/admin/log?limit=1')).toEqual({
      value: { lines: [expect.objectContaining({ level: 'warn', text: expect.stringContaining('/a/b') })] },
    })
    expect(await askAdmin({ ...target, token }, '/api/admin/log?limit=0')).toEqual({
      failure: expect.stringContaining('"limit" must be'),
    })
  })
})

describe('a file of secrets', () => {
  const file = () => join(cwd, 'secret.json')

  it('is read if it is the user alone who could write or read it', () => {
    writeSecretFile(file(), 'text')
    expect(readSecretFile(file())).toBe('text')
    for (const mode of [0o640, 0o604, 0o620]) {
      chmodSync(file(), mode)
      expect(readSecretFile(file()), mode.toString(8)).toBeUndefined()
    }
  })

  it('is no link, and is not written through one', () => {
    writeFileSync(join(cwd, 'other.json'), 'other', { mode: 0o600 })
    symlinkSync(join(cwd, 'other.json'), file())
    expect(readSecretFile(file())).toBeUndefined()
    writeSecretFile(file(), 'text')
    expect([readSecretFile(file()), readFileSync(join(cwd, 'other.json'), 'utf8')]).toEqual(['text', 'other'])
  })

  it('lies in a folder of the user alone', () => {
    const folder = join(cwd, 'folder')
    makePrivateFolder(folder)
    chmodSync(folder, 0o777)
    makePrivateFolder(folder)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    symlinkSync(folder, join(cwd, 'link'))
    expect(() => makePrivateFolder(join(cwd, 'link'))).toThrow(/not a folder of this user alone/)
  })

  it('is not taken for a token if it holds none', () => {
    save('listen: { port: 7701 }\n')
    const config = chooseConfig(undefined, { cwd, env: env() })
    expect(findAdminToken(config, env())).toBeUndefined()
    const place = openAdminPlace(config, env(), false)
    for (const text of ['', '{', '[]', '{"token":1}', '{"token":"short"}', 'null']) {
      writeSecretFile(place.tokenFile, text)
      expect(findAdminToken(config, env()), text).toBeUndefined()
    }
    const token = keptToken(place)
    expect([keptToken(place), findAdminToken(config, env())]).toEqual([token, token])
  })

  it('keeps sessions, and none that are malformed', () => {
    const store = sessionFile(file())
    expect(store.load()).toEqual([])
    const session = { digest: 'd', realm: 'viewer' as const, token: 't', openedAt: 1, usedAt: 2 }
    store.save([session])
    expect(store.load()).toEqual([session])
    const bad = [{ ...session, realm: 'root' }, { ...session, usedAt: 'x' }, null, 1]
    writeSecretFile(file(), JSON.stringify([session, ...bad]))
    expect(store.load()).toEqual([session])
    writeSecretFile(file(), '{')
    expect(store.load()).toEqual([])
    expect(() => sessionFile(join(cwd, 'nowhere', 'x')).save([session])).not.toThrow()
  })
})

describe('the address of the console', () => {
  it.each([
    ['ws://127.0.0.1:7700', 'http://127.0.0.1:7700/console/#link=x'],
    ['wss://bot.example.com:7700/api?access_token=secret', 'https://bot.example.com:7700/console/#link=x'],
    ['ws://0.0.0.0:7700', 'http://127.0.0.1:7700/console/#link=x'],
    ['ws://[::]:7700', 'http://127.0.0.1:7700/console/#link=x'],
  ])('of %s is %s', (hub, url) => {
    expect(consoleUrl(hub, 'x')).toBe(url)
  })
})

describe('the line with the login link', () => {
  const lineOf = (url: string | undefined): string => {
    let written = ''
    const log = textLog((line) => {
      written += line
    })
    announceConsole(url, log)
    return written
  }

  it('shows it as it is, so that it can be copied and clicked', () => {
    const url = consoleUrl('ws://127.0.0.1:7700', 'a-link')
    expect(lineOf(url)).toContain(`console: ${url} logs in once`)
  })

  it('is not there without a console', () => {
    expect(lineOf(undefined)).toBe('')
  })
})

describe('the keys of the operator', () => {
  it('have defaults: on loopback, no proxy, a token that is made', () => {
    expect(toAdminConfig()).toEqual({
      adminToken: undefined,
      viewerToken: undefined,
      metricsToken: undefined,
      console: 'loopback',
      behindProxy: false,
    })
  })

  const problemsOf = (text: string): string => {
    save(text)
    try {
      chooseConfig(undefined, { cwd, env: env() })
      return ''
    } catch (error) {
      return String(error)
    }
  }

  it.each([
    [
      'listen: { admin_token: short }',
      '1:24: listen.admin_token: found a shorter token; allowed: at least 16',
    ],
    ['listen: { viewer_token: short }', 'listen.viewer_token: found a shorter token'],
    ['listen: { metrics_token: short }', 'listen.metrics_token: found a shorter token'],
    ['listen: { console: on }', 'listen.console: found "on"; allowed: off, loopback, anywhere'],
    ['listen: { behind_proxy: yes please }', 'listen.behind_proxy: found'],
    [
      'listen: { admin_token: 0123456789abcdef, viewer_token: 0123456789abcdef }',
      'listen.viewer_token: found the same token as listen.admin_token',
    ],
    [
      'listen: { token: 0123456789abcdef, metrics_token: 0123456789abcdef }',
      'listen.metrics_token: found the same token as listen.token',
    ],
    [
      'listen: { admin_token: 0123456789abcdef }\nclients: [{ name: a, token: 0123456789abcdef }]',
      'clients[0].token: found the same token as listen.admin_token',
    ],
    ['listen: { host: 0.0.0.0, token: "a good token of its own", admin_token: adminpassword-admin }\n', ''],
    [
      'listen: { host: 0.0.0.0, token: "a good token of its own", admin_token: aaaaaaaaaaaaaaaa }\n',
      'listen.admin_token: found a token that strangers guess',
    ],
  ])('are checked: %s', (text, problem) => {
    expect(problemsOf(text)).toContain(problem)
    expect(problemsOf(text) === '').toBe(problem === '')
  })

  it('are no options of the hub', () => {
    save(`listen: { admin_token: ${ADMIN}, console: off, behind_proxy: true }\n`)
    const { options, admin } = chooseConfig(undefined, { cwd, env: env() })
    expect(options.listen).toEqual({ host: '127.0.0.1', port: 7700 })
    expect(admin).toMatchObject({ adminToken: ADMIN, console: 'off', behindProxy: true })
  })
})
