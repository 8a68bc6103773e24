import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ReloadResult } from '@rookery/admin'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ConfigFile } from './config-file.js'
import { marked, restored } from './config-marks.js'
import { ConfigVersions } from './config-versions.js'

let folder: string
let path: string
let applied: string[]
let outcome: ReloadResult
let editor: ConfigFile
const env = { HUB_TOKEN: 'the-value-of-the-variable' }

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rookery-config-'))
  path = join(folder, 'rookery.yml')
  applied = []
  outcome = { report: { applied: [] } }
  const reload = async () => {
    applied.push(readFileSync(path, 'utf8'))
    return outcome
  }
  let at = 1_700_000_000_000
  const versions = new ConfigVersions(join(folder, 'versions'), () => at++)
  editor = new ConfigFile({ file: 'rookery.yml', path, env, versions, reload })
})
afterEach(() => rmSync(folder, { recursive: true }))

const variable = (name: string): string => `\${${name}}`
const mark = (number: number | 'old'): string => `\${secret:${number}}`

const TEXT = `# The hub of the club
listen: { port: 7700, token: ${variable('HUB_TOKEN')}, admin_token: "a secret of the admin" } # admin_token: an-older-one
upstreams:
  - name: napcat # the first one
    type: ws
    url: ws://127.0.0.1:3001?access_token=secret-in-the-url
    token: 'secret of napcat'
    process: { command: /opt/napcat, args: [--key, secret-argument], env: { KEY: secret-variable } }
clients:
  # - { name: old, token: secret-of-old }
  - { name: koishi, token: &t secret-of-koishi }
  - { name: nonebot, type: ws-reverse, url: "ws://127.0.0.1:8080/", token: secret-of-nonebot }
alerts:
  - { webhook: "https://example.org/secret-path", token: secret-of-alerts }
hold: 5s
`

const write = (text = TEXT): void => writeFileSync(path, text)
const load = () => editor.read()
const saving = async (change: (text: string) => string, check = false) => {
  const { text, base } = await load()
  return editor.save({ text: change(text), base, check })
}
const refusal = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) })

describe('the text that an operator sees', () => {
  it('has no secret, and all else as it is', async () => {
    write()
    const { text, file } = await load()
    expect(file).toBe('rookery.yml')
    expect(text).not.toMatch(/secret[ -](?:of|in|arg|var|path)|an-older-one|a secret|--key/)
    expect(text).toContain(`token: ${variable('HUB_TOKEN')}`)
    expect(text).toContain(`admin_token: ${mark(1)} } # admin_token: ${mark(2)}`)
    expect(text).toContain('# The hub of the club')
    expect(text).toContain('  - name: napcat # the first one')
    expect(text).toContain(`# - { name: old, token: ${mark(8)} }`)
    expect(text.split('\n')).toHaveLength(TEXT.split('\n').length)
  })

  it('hides the default of a variable', async () => {
    write(`listen: { token: \${HUB_TOKEN:-secret-default} }\n`)
    expect((await load()).text).toBe(`listen: { token: ${mark(1)} }\n`)
  })

  it('is not shown while the file is broken, in which no secret can be found', async () => {
    write('listen: { token: secret')
    await expect(load()).rejects.toEqual(refusal('not_available', /no valid YAML/))
  })

  it('says that the file is write-protected', async () => {
    write()
    chmodSync(path, 0o444)
    expect((await load()).read_only).toMatch(/write-protected/)
    await expect(saving((text) => text.replace('5s', '6s'))).rejects.toEqual(
      refusal('read_only', /nothing is changed/),
    )
    expect(readFileSync(path, 'utf8')).toBe(TEXT)
  })
})

describe('saving', () => {
  it('changes what was changed; comments, variables and secrets stay to the byte', async () => {
    write()
    const { problems, base, report } = await saving((text) => text.replace('hold: 5s', 'hold: 6s # longer'))
    expect([problems, report]).toEqual([[], { applied: [] }])
    expect(readFileSync(path, 'utf8')).toBe(TEXT.replace('hold: 5s', 'hold: 6s # longer'))
    expect(applied).toHaveLength(1)
    expect((await load()).base).toBe(base)
  })

  it.each([
    ['with the mark of its encoding', `\uFEFF${TEXT}`],
    ['with the line ends of Windows', TEXT.replaceAll('\n', '\r\n')],
  ])('of the text as it was changes nothing: a file %s', async (_, text) => {
    write(text)
    await saving((each) => each)
    expect(readFileSync(path, 'utf8')).toBe(text)
    await saving((each) => each.replace('hold: 5s', 'hold: 6s'))
    expect(readFileSync(path, 'utf8')).toBe(text.replace('hold: 5s', 'hold: 6s'))
  })

  it('keeps the mode of the file, and goes through a link', async () => {
    write()
    chmodSync(path, 0o640)
    const real = join(folder, 'real.yml')
    writeFileSync(real, readFileSync(path))
    chmodSync(real, 0o640)
    rmSync(path)
    symlinkSync(real, path)
    await saving((text) => text.replace('5s', '6s'))
    expect(statSync(real).mode & 0o777).toBe(0o640)
    expect(readFileSync(real, 'utf8')).toContain('hold: 6s')
    expect(readdirSync(folder).sort()).toEqual(['real.yml', 'rookery.yml', 'versions'])
  })

  it('is refused where the file was changed meanwhile', async () => {
    write()
    const { text, base } = await load()
    write(`${TEXT}cache: false\n`)
    await expect(editor.save({ text, base })).rejects.toEqual(refusal('conflict', /load it again/))
  })

  it('of two at a time takes the first', async () => {
    write()
    const { text, base } = await load()
    const saves = ['6s', '7s'].map((hold) => editor.save({ text: text.replace('5s', hold), base }))
    const ends = await Promise.allSettled(saves)
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(readFileSync(path, 'utf8')).toContain('hold: 6s')
  })

  it('tells what is wrong at its place, by the reader of the hub, and writes nothing', async () => {
    write()
    const { problems } = await saving((text) => text.replace('hold: 5s', 'hold: long\nhodl: 1s'))
    const line = TEXT.split('\n').indexOf('hold: 5s') + 1
    expect(problems).toEqual([
      { line, column: 7, message: expect.stringMatching(/^hold: found "long"; allowed: /) },
      { line: line + 1, column: 1, message: expect.stringMatching(/unknown key "hodl".*did you mean/) },
    ])
    expect((await saving(() => 'listen: {')).problems).toHaveLength(1)
    expect((await saving(() => '\n')).problems).toHaveLength(1)
    expect([applied, readFileSync(path, 'utf8')]).toEqual([[], TEXT])
  })

  it('tells no secret in what is wrong', async () => {
    write()
    const { problems } = await saving((text) => text.replace('name: koishi', 'name: koishi, naem: x'))
    expect(JSON.stringify(problems)).not.toContain('secret-of')
    expect(problems).toHaveLength(1)
  })

  it('only checks, if that is asked', async () => {
    write()
    expect((await saving((text) => text.replace('5s', '6s'), true)).problems).toEqual([])
    expect([applied, readFileSync(path, 'utf8')]).toEqual([[], TEXT])
  })

  it('is undone if the hub does not take it', async () => {
    write()
    outcome = { problems: 'the hub says no' }
    const { problems } = await saving((text) => text.replace('5s', '6s'))
    expect(problems).toEqual([{ line: 1, column: 1, message: 'the hub says no' }])
    expect(readFileSync(path, 'utf8')).toBe(TEXT)
  })
})

describe('what changes only in the file', () => {
  const named = (name: string) =>
    refusal('only_in_file', new RegExp(`^${name.replaceAll('.', '\\.')} changes only`))

  it.each<[name: string, from: string, to: string]>([
    ['data', 'hold: 5s', 'hold: 5s\ndata: elsewhere'],
    ['listen.host', 'port: 7700', 'port: 7700, host: localhost'],
    ['listen.console', 'port: 7700', 'port: 7700, console: anywhere'],
    ['listen.behind_proxy', 'port: 7700', 'port: 7700, behind_proxy: true'],
    ['listen.token', variable('HUB_TOKEN'), variable('HOME_TOKEN')],
    ['listen.token', variable('HUB_TOKEN'), 'another-token'],
    ['listen.token', `token: ${variable('HUB_TOKEN')}, `, ''],
    ['listen.viewer_token', 'port: 7700', 'port: 7700, viewer_token: 0123456789abcdef'],
    ['listen.admin_token', mark(1), 'another-token-of-the-admin'],
    ['listen.admin_token', `, admin_token: ${mark(1)}`, ''],
    ['upstreams.napcat.process.command', '/opt/napcat', '/bin/sh'],
    ['upstreams.napcat.process.cwd', 'command: /opt/napcat,', 'command: /opt/napcat, cwd: /tmp,'],
    [
      'upstreams.napcat.process.args.2',
      `args: [${mark(5)}, ${mark(6)}]`,
      `args: [${mark(5)}, ${mark(6)}, -x]`,
    ],
    ['upstreams.napcat.token', mark(4), 'another'],
    ['upstreams.napcat.url', mark(3), 'ws://127.0.0.1:3002'],
    [
      'upstreams.other.process.command',
      'clients:',
      '  - { name: other, type: ws, url: "ws://h", process: { command: x } }\nclients:',
    ],
    ['clients.koishi.token', mark(9), 'another'],
    ['clients.new.token', 'alerts:', '  - { name: new, token: a-new-token }\nalerts:'],
    ['clients.new.token_sha256', 'alerts:', `  - { name: new, token_sha256: "${'0'.repeat(64)}" }\nalerts:`],
    ['clients.nonebot.url', '127.0.0.1:8080', 'evil.example'],
    ['hold', '5s', `${variable('HUB_TOKEN')}`],
    ['alerts.0.command', 'hold:', '  - { command: /bin/sh }\nhold:'],
  ])('%s', async (name, from, to) => {
    write()
    const { text } = await load()
    expect(text).toContain(from)
    const env2 = { ...env, HOME_TOKEN: 'another-variable' }
    const versions = new ConfigVersions(join(folder, 'versions'))
    const reload = async (): Promise<ReloadResult> => ({ report: {} })
    editor = new ConfigFile({ file: 'rookery.yml', path, env: env2, versions, reload })
    const wanted = name === 'alerts.0.command' ? 'alerts.1.command' : name
    await expect(saving((each) => each.replace(from, to))).rejects.toEqual(named(wanted))
    expect(readFileSync(path, 'utf8')).toBe(TEXT)
  })

  it.each([0, 1, 2, 3])('is found behind %i byte order marks, too', async (count) => {
    write()
    for (const line of ['data: elsewhere', 'listen: { host: localhost }']) {
      const change = (text: string): string => `${'\uFEFF'.repeat(count)}${line}\n${text}`
      await expect(saving(change)).rejects.toEqual(
        refusal('only_in_file', /^(?:data|listen\.host) changes only/),
      )
    }
    expect(readFileSync(path, 'utf8')).toBe(TEXT)
  })

  it.each([
    ['a variable', `name: ${variable('HUB_TOKEN')}`],
    ['a part of it', `name: "a ${variable('HUB_TOKEN')}"`],
    ['an alias of a secret', 'name: *t'],
    ['an alias in another value', 'name: new, since: *t'],
  ])('cannot be brought to where it is seen, by %s', async (_, entry) => {
    write()
    const change = (text: string): string => text.replace('alerts:', `  - { ${entry} }\nalerts:`)
    for (const isCheck of [false, true]) {
      const refused = await saving(change, isCheck).catch((error: Error) => error)
      expect(refused).toEqual(refusal('only_in_file', /^clients\./))
      expect(JSON.stringify(refused) + String(refused)).not.toMatch(/secret-of|the-value/)
    }
    expect(readFileSync(path, 'utf8')).toBe(TEXT)
  })

  it('is not what goes with its whole entry, or what was moved', async () => {
    write()
    const { problems } = await saving((text) => {
      const lines = text.split('\n')
      const koishi = lines.findIndex((line) => line.includes('koishi'))
      const [removed = ''] = lines.splice(koishi, 1)
      expect(removed).toContain(mark(9))
      return lines.join('\n')
    })
    expect(problems).toEqual([])
    expect(readFileSync(path, 'utf8')).not.toContain('secret-of-koishi')
    expect(readFileSync(path, 'utf8')).toContain('secret-of-nonebot')
  })
})

describe('a mark', () => {
  it.each([
    ['where another secret stood', (text: string) => text.replace(mark(4), mark(9))],
    ['where no secret stood', (text: string) => text.replace('name: koishi', `name: ${mark(1)}`)],
    ['in a part of a value', (text: string) => text.replace(mark(4), `x${mark(4)}`)],
    ['of no secret', (text: string) => text.replace(mark(4), mark(99))],
    ['of a secret that is not there any more', (text: string) => text.replace(mark(4), mark('old'))],
    ['of a comment in a value', (text: string) => text.replace(mark(4), mark(2))],
  ])('cannot stand %s', async (_, change) => {
    write()
    const { problems } = await saving(change)
    expect(problems[0]?.message).toMatch(/stands for/)
    expect(JSON.stringify(problems)).not.toContain('secret-of-')
    expect(readFileSync(path, 'utf8')).toBe(TEXT)
  })

  it('of a value in a comment stays a mark, so that no secret is told', async () => {
    write()
    await saving((text) => text.replace('# The hub', `# ${mark(1)} The hub`))
    expect(readFileSync(path, 'utf8')).toBe(TEXT.replace('# The hub', `# ${mark(1)} The hub`))
  })

  it('may be put into quotes', async () => {
    write()
    expect((await saving((text) => text.replace(mark(9), `"${mark(9)}"`))).problems).toEqual([])
    expect(readFileSync(path, 'utf8')).toBe(TEXT.replace('&t ', '&t '))
  })

  it('brings back the very text, whatever the secrets are', () => {
    const secret = fc.string({ minLength: 1 }).filter((each) => !each.includes('$'))
    fc.assert(
      fc.property(fc.array(secret, { minLength: 1, maxLength: 5 }), (secrets) => {
        const lines = secrets.map((each, n) => `  - { name: n${n}, token: ${JSON.stringify(each)} } # ${n}`)
        const text = `clients:\n${lines.join('\n')}\n`
        const shown = marked(text)
        expect(shown).toBe(
          `clients:\n${secrets.map((_, n) => `  - { name: n${n}, token: ${mark(n + 1)} } # ${n}`).join('\n')}\n`,
        )
        expect(restored(shown ?? '', text)).toEqual({ text, problems: [] })
      }),
    )
  })
})

describe('the versions', () => {
  it('are needed: what cannot be kept is not replaced', async () => {
    write()
    writeFileSync(join(folder, 'versions'), 'a file, and no folder')
    await expect(saving((text) => text.replace('5s', '6s'))).rejects.toEqual(
      refusal('read_only', /nothing is changed/),
    )
    expect(readFileSync(path, 'utf8')).toBe(TEXT)
  })

  it('are the last ten texts that were replaced, for the user alone', async () => {
    write()
    for (let n = 0; n < 12; n++) await saving((text) => text.replace(/hold: \w+/, `hold: ${n + 10}s`))
    const list = await editor.versions()
    expect(list).toHaveLength(10)
    expect(list[0]?.at).toBeGreaterThan(list[9]?.at ?? 0)
    const [newest, oldest] = [list[0]?.id ?? '', list[9]?.id ?? '']
    expect(await editor.version(newest)).toContain('hold: 20s')
    expect(await editor.version(oldest)).toContain('hold: 11s')
    expect(statSync(join(folder, 'versions', `${newest}.yml`)).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'versions')).mode & 0o777).toBe(0o700)
  })

  it('have marks of the file, so that they can be saved again', async () => {
    write()
    await saving((text) => text.replace('hold: 5s', 'hold: 6s'))
    const [version] = await editor.versions()
    const text = await editor.version(version?.id ?? '')
    expect(text).not.toMatch(/secret[ -]of/)
    await saving(() => text)
    expect(readFileSync(path, 'utf8')).toBe(TEXT)
  })

  it('show a secret that the file does not have any more as old, which cannot be saved', async () => {
    write()
    await saving((text) => text.replace(/ {2}- { name: koishi.*\n/, ''))
    const [version] = await editor.versions()
    const text = await editor.version(version?.id ?? '')
    expect(text).toContain(`{ name: koishi, token: &t ${mark('old')} }`)
    expect((await saving(() => text)).problems).toHaveLength(1)
  })

  it.each(['1', '../rookery', '1700000000000', ''])('are not what is none of them: %j', async (id) => {
    write()
    await expect(editor.version(id)).rejects.toEqual(refusal('not_found', /not kept/))
  })
})
