import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBotFolder, packageName } from './create-bot-folder.js'
import { main } from './main.js'
import { languages, templates } from './templates.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'create-rookery-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe.each(templates)('a new bot from the template %s', (template) => {
  it.each(languages)(
    'has the same files in %s as in the other language, and nothing left to fill in',
    async (language) => {
      const { files, name } = await createBotFolder({ folder: join(folder, 'My Bot'), template, language })
      const other = await createBotFolder({ folder: join(folder, 'other'), template, language: 'zh' })
      expect(files).toEqual(other.files)
      expect(files).toEqual(expect.arrayContaining(['.gitignore', 'package.json', 'src/bot.ts', 'world.yml']))
      expect(name).toBe('my-bot')
      for (const file of files) {
        expect(await readFile(join(folder, 'My Bot', file), 'utf8')).not.toMatch(/\{\{|\r/)
      }
      const manifest: unknown = JSON.parse(await readFile(join(folder, 'My Bot/package.json'), 'utf8'))
      const own = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'))
      expect(manifest).toMatchObject({
        name: 'my-bot',
        type: 'module',
        dependencies: { '@rookery/bot': `^${own.version}` },
      })
    },
  )
})

describe('a folder', () => {
  it('that is not empty is refused; a fresh repository is not', async () => {
    await mkdir(join(folder, '.git'))
    await createBotFolder({ folder })
    await expect(createBotFolder({ folder })).rejects.toThrow(/is not empty \(\.gitignore, /)
    await writeFile(join(folder, 'file'), '')
    await expect(createBotFolder({ folder: join(folder, 'file') })).rejects.toThrow('is a file')
  })

  it.each([
    ['My Bot', 'my-bot'],
    ['@scope', 'scope'],
    ['机器人', 'my-bot'],
    ['.bot_1', 'bot_1'],
  ])('%j makes the package %j', (from, name) => {
    expect(packageName(from)).toBe(name)
  })
})

describe('the command', () => {
  async function run(args: readonly string[], LANG = 'en_US.UTF-8') {
    const printed = { out: '', err: '' }
    const code = await main(args, {
      env: { LANG },
      cwd: folder,
      stdout: { write: (text) => (printed.out += text) },
      stderr: { write: (text) => (printed.err += text) },
    })
    return { code, ...printed }
  }

  it('asks nothing, and says how to go on in the language of the terminal', async () => {
    const { code, out } = await run([])
    expect([code, await readdir(folder)]).toEqual([0, ['my-bot']])
    expect(out).toMatch(/cd my-bot\n\s+npm install\n\s+npm run dev/)
    expect((await run(['bots/two'], 'zh_CN.UTF-8')).out).toContain('接下来')
    expect(await readFile(join(folder, 'bots/two/README.md'), 'utf8')).toContain('一个 OneBot 11 机器人')
    await run(['three', '--lang', 'zh', '--template', 'minimal'])
    expect(await readFile(join(folder, 'three/bot.config.json'), 'utf8')).toContain('小企')
  })

  it.each<[string, readonly string[], number, string]>([
    ['a folder that is not empty', ['.'], 1, 'Name another folder'],
    [
      'a template that there is not',
      ['a', '--template', 'x'],
      64,
      '--template must be weather or minimal, found "x"',
    ],
    ['a language that there is not', ['a', '--lang', 'fr'], 64, '--lang must be zh or en, found "fr"'],
    ['an option that there is not', ['a', '--force'], 64, '--force'],
    ['two folders', ['a', 'b'], 64, 'one folder at most'],
  ])('refuses %s', async (_, args, expected, words) => {
    await writeFile(join(folder, 'file'), '')
    const { code, err } = await run(args)
    expect([code, await readdir(folder)]).toEqual([expected, ['file']])
    expect(err).toContain(words)
  })

  it('shows its usage and its version', async () => {
    expect((await run(['--help'])).out).toContain('--template')
    expect((await run(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})
