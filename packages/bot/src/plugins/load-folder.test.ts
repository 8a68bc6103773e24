import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { definePlugin } from '../bot/define-plugin.js'
import { createBot } from '../create-bot.js'
import { silentLog } from '../log.js'
import { memoryStorage } from '../storage/memory-storage.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rookery-plugins-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
}

const plugin = (name: string): string =>
  `export default { name: '${name}', setup(bot) { bot.command('${name}', () => '${name}') } }`

describe('a folder of plugins', () => {
  it('is loaded file by file and folder by folder; what is hidden, or lies beside, is not', async () => {
    await write({
      'b.mjs': plugin('b'),
      'a.mjs': plugin('a'),
      'c/index.mjs': plugin('c'),
      'c/other.mjs': plugin('other'),
      'd/readme.txt': 'no plugin',
      '_off.mjs': plugin('off'),
      '_off/index.mjs': plugin('off'),
      '.hidden.mjs': plugin('hidden'),
      'a.test.mjs': plugin('test'),
      'a.d.ts': 'export {}',
      'notes.json': '{}',
    })
    await using bot = createBot({ storage: memoryStorage(), log: silentLog })
    const found = await bot.loadPlugins(pathToFileURL(`${folder}/`))
    expect(found.loaded.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
    await found.unload()
    expect(bot.plugins.size).toBe(0)
  })

  it('loads the others where one fails, and says which and why', async () => {
    await write({
      'a.mjs': 'throw new Error("broken")',
      'b.mjs': 'export const plugin = 1',
      'c.mjs': plugin('c'),
      'd.mjs': plugin('c'),
    })
    const error = vi.fn()
    await using bot = createBot({ storage: memoryStorage(), log: { ...silentLog, error } })
    const { loaded, failed } = await bot.loadPlugins(folder)
    expect(loaded.map(({ name }) => name)).toEqual(['c'])
    expect(
      failed.map(({ file, error }) => [file.slice(folder.length + 1), (error as Error).message]),
    ).toEqual([
      ['a.mjs', 'broken'],
      ['b.mjs', 'expected a plugin, as of definePlugin({ name, setup }); found undefined without a "name"'],
      ['d.mjs', 'there is a plugin c already; unload it first, or reload it'],
    ])
    expect(error.mock.calls[0]?.[0]).toMatchObject({ err: { message: 'broken' } })
    expect(error.mock.calls[0]?.[1]).toContain('a.mjs could not be loaded')
  })

  it('goes with the plugin that has loaded it', async () => {
    await write({ 'a.mjs': plugin('a') })
    await using bot = createBot({ storage: memoryStorage(), log: silentLog })
    const outer = await bot.plugin(
      definePlugin({ name: 'outer', setup: async (bot) => void (await bot.loadPlugins(folder)) }),
    )
    expect([...bot.plugins.keys()]).toEqual(['a', 'outer'])
    await outer.unload()
    expect(bot.plugins.size).toBe(0)
  })

  it('is refused where there is none', async () => {
    await using bot = createBot({ storage: memoryStorage() })
    await expect(bot.loadPlugins(join(folder, 'none'))).rejects.toThrow('there is no folder of plugins')
  })
})

describe('what a bot stores', () => {
  it('is in a folder that is made when it is needed, a file for each plugin', async () => {
    const cwd = vi.spyOn(process, 'cwd').mockReturnValue(folder)
    const data = join(folder, 'data')
    try {
      const { jsonFiles } = await import('../storage/json-files.js')
      const bot = createBot({ storage: jsonFiles(data), log: silentLog })
      await bot.plugin(definePlugin({ name: 'quiet', setup() {} }))
      expect(await readdir(folder)).toEqual([])
      await bot.plugin(
        definePlugin({
          name: 'quiz',
          setup(bot) {
            void bot.storage().set('a', 1)
            void bot.storage('scores').set('a', 2)
          },
        }),
      )
      void bot.storage().set('a', 3)
      await bot.close()
      expect((await readdir(data)).sort()).toEqual(['bot.json', 'quiz.json', 'quiz.scores.json'])
    } finally {
      cwd.mockRestore()
    }
  })
})

describe('the config of a plugin', () => {
  const schema = {
    '~standard': {
      version: 1,
      vendor: 'test',
      validate(value: unknown) {
        const { unit = 'C' } = value as { readonly unit?: unknown }
        if (unit === 'C' || unit === 'F') return { value: { unit } }
        return { issues: [{ path: ['unit'], message: `expected C or F, found ${String(unit)}` }] }
      },
      types: undefined as unknown as { input: { unit?: 'C' | 'F' }; output: { unit: 'C' | 'F' } },
    },
  } as const
  const units: string[] = []
  const weather = definePlugin({
    name: 'weather',
    config: schema,
    setup: (_, { unit }) => void units.push(unit),
  })

  it('is what it is given, else that of its name, and is checked', async () => {
    await using bot = createBot({ storage: memoryStorage(), plugins: { weather: { unit: 'F' } } })
    const plugin = await bot.plugin(weather)
    await plugin.reload(undefined, { unit: 'C' })
    await plugin.unload()
    await expect(bot.plugin(weather, { unit: 'K' as never })).rejects.toThrow(
      'the config of plugin weather is wrong: "unit": expected C or F, found K',
    )
    await bot.plugin(weather, {})
    expect(units).toEqual(['F', 'C', 'C'])
    await expect(bot.plugin(definePlugin({ name: 'none', setup() {} }), 1 as never)).rejects.toThrow(
      'has no config',
    )
  })
})
