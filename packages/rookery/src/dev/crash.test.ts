import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { stage } from './stage.fixture.js'

let cwd: string
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'rookery-crash-'))
  put({ 'package.json': '{"type":"module"}' })
})
afterEach(() => rmSync(cwd, { recursive: true, force: true }))

function put(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true })
    writeFileSync(join(cwd, name), text)
  }
}

/** Saves the bot until a text is printed: again each four seconds, since the watcher is not ours and may miss one. */
function saveUntil(printed: Readonly<Record<'out' | 'err', string>>, code: string, text: string) {
  let looks = 0
  const look = () => {
    const all = printed.out + printed.err
    if (!all.includes(text) && looks++ % 20 === 0) put({ 'bot.ts': code })
    return all
  }
  return expect.poll(look, { timeout: 15_000, interval: 200 }).toContain(text)
}

/** Nothing of this is the author's. */
const LOADER = /node:|node_modules|esbuild|triggerUncaught|Node\.js v/

describe('a bot that crashes', { timeout: 40_000 }, () => {
  it.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, unknown>>]>([
    [
      'a syntax error',
      { 'bot.ts': 'const a: number = 1\nconst = 5\n' },
      {
        at: 'bot.ts:2:7',
        source: 'const = 5',
        text: 'SyntaxError: Expected identifier but found "="',
        frames: [],
      },
    ],
    [
      'a syntax error in a file that it imports',
      { 'bot.ts': "import './src/lib.ts'\n", 'src/lib.ts': '\n\nexport const x: = 1\n' },
      { at: 'src/lib.ts:3:17', source: 'export const x: = 1' },
    ],
    [
      'a syntax error in plain JavaScript',
      { 'bot.js': 'let a = 1\nlet a = 2\n' },
      {
        at: 'bot.js:2:5',
        source: 'let a = 2',
        text: expect.stringContaining('SyntaxError'),
      },
    ],
    [
      'a syntax error in plain JavaScript that it imports',
      { 'bot.js': "import { b } from './lib/b.mjs'\nb()\n", 'lib/b.mjs': 'export function b() {}\nb(=)\n' },
      { at: 'lib/b.mjs:2:3', source: 'b(=)' },
    ],
    [
      'a throw at the start',
      {
        'bot.ts': "import { x } from './lib.ts'\ninterface A {}\nx()\n",
        'lib.ts': "export function x() {\n  throw new TypeError('no\\nway')\n}\n",
      },
      {
        at: 'lib.ts:2:9',
        source: "  throw new TypeError('no\\nway')",
        text: 'TypeError: no\nway',
        frames: [expect.stringContaining('lib.ts:2:9'), expect.stringContaining('bot.ts:3:1')],
      },
    ],
    [
      'an error with a cause',
      { 'bot.ts': "throw new Error('outer', { cause: new RangeError('inner') })\n" },
      { at: 'bot.ts:1:7', text: 'Error: outer\n  caused by RangeError: inner' },
    ],
    [
      'an error in a timer, later',
      { 'bot.ts': "setTimeout(() => {\n  throw new Error('late')\n}, 50)\n" },
      { at: 'bot.ts:2:9', text: 'Error: late' },
    ],
    [
      'a promise that nobody waits for',
      { 'bot.ts': "void (async () => {\n  throw new Error('lost')\n})()\nsetInterval(() => {}, 1000)\n" },
      { at: 'bot.ts:2:9', text: 'Error: lost' },
    ],
    [
      'an import of what is not there',
      { 'bot.ts': "import { y } from './missing.js'\nconsole.log(y)\n" },
      { text: expect.stringContaining('missing.js') },
    ],
    ['something thrown that is no error', { 'bot.ts': "throw 'a word'\n" }, { text: "threw 'a word'" }],
  ])('shows %s with its place, on the page and in the terminal', async (_, files, expected) => {
    put(files)
    const name = Object.keys(files).find((each) => each.startsWith('bot.')) ?? ''
    const { run, stop, printed, bot } = stage(cwd)
    const ended = run('dev', name, '--port', '0', '--no-open')
    await expect.poll(() => printed.err, { timeout: 30_000 }).toContain('the bot crashed')
    const shown = await bot()
    expect(shown).toMatchObject({ is: 'crashed', ...expected })
    stop()
    await ended
    expect(printed.err).toContain(String((shown as { at?: string }).at ?? (shown as { text: string }).text))
    expect(printed.err + JSON.stringify(shown)).not.toMatch(LOADER)
    expect(printed.err).not.toContain('\u001b')
  })

  it('is no longer told of once it runs again, and an end without an error is', async () => {
    put({ 'bot.ts': "throw new Error('first')\n" })
    const { run, stop, printed, bot } = stage(cwd)
    const ended = run('dev', 'bot.ts', '--port', '0', '--no-open')
    await expect.poll(() => printed.err, { timeout: 15_000 }).toContain('Error: first')
    await saveUntil(printed, "console.log('it runs')\nsetInterval(() => {}, 1000)\n", 'it runs')
    expect(await bot()).toBeUndefined()
    await saveUntil(printed, 'process.exit(3)\n', 'ended with exit code 3')
    expect(await bot()).toEqual({ is: 'ended', how: 'ended with exit code 3', lines: '' })
    stop()
    await ended
  })

  it('goes on where it takes such errors itself', async () => {
    put({
      'bot.ts':
        "process.on('uncaughtException', (error) => console.log('taken', error.message))\nsetTimeout(() => { throw new Error('mine') })\nsetInterval(() => {}, 1000)\n",
    })
    const { run, stop, printed, bot } = stage(cwd)
    const ended = run('dev', 'bot.ts', '--port', '0', '--no-open')
    await expect.poll(() => printed.out, { timeout: 15_000 }).toContain('taken mine')
    expect(await bot()).toBeUndefined()
    stop()
    await ended
    expect(printed.err).toBe('')
  })

  it('in another language shows what it printed last', async () => {
    const script = 'console.error(\'Traceback\\n  File "bot.py", line 3\\nNameError: x\'); process.exit(1)'
    const { run, stop, printed, bot } = stage(cwd)
    const ended = run('dev', '--port', '0', '--no-open', '--', process.execPath, '-e', script)
    await expect.poll(() => printed.err).toContain('the bot ended')
    const lines = 'Traceback\n  File "bot.py", line 3\nNameError: x'
    expect(await bot()).toEqual({ is: 'ended', how: 'ended with exit code 1', lines })
    stop()
    await ended
  })
})

describe('a port that is taken', () => {
  it.each([
    ['dev', [7700, 7780], ['page', 'hub']],
    ['sandbox', [3000, 3001, 7780], ['page', '10000', '10000']],
  ] as const)('is said by rookery %s, with the one that is used', async (command, ports, rows) => {
    const { run, stop, printed, page, info } = stage(cwd)
    const ended = run(command, '--no-open')
    await expect.poll(page).toBeDefined()
    for (const port of ports) expect(printed.out).toContain(`(port ${port} is taken)`)
    expect(printed.out.match(/is taken/g)).toHaveLength(rows.length)
    const links = (await info()).accounts.flatMap(({ urls }) => urls)
    const taken: readonly number[] = ports
    expect(links.every(({ taken_port }) => taken.includes(taken_port ?? 0))).toBe(true)
    stop()
    await ended
  })
})
