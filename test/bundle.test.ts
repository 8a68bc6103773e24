import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { sandbox } from '@rookery/sandbox/testing'
import { type BuildOptions, build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const run = promisify(execFile)

/** The usual one, for packages that are CommonJS inside. */
const BANNER = `import { createRequire } from 'module'; const require = createRequire(import.meta.url);`
const BOT = `
import { createBot, jsonFiles } from '@rookery/bot'
const bot = createBot({ storage: jsonFiles(process.argv[3]) })
bot.command('add <a:int> <b:int>', ({ args }) => \`\${args.a + args.b}\`)
await bot.connect(process.argv[2])
await bot.storage().set('seen', bot.accounts.length)
const [account] = bot.accounts
console.log(account.self_id, await bot.storage().get('seen'), 'require' in globalThis)
await bot.close()
`

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(root, '.cache/bundle-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function bundled(name: string, options: BuildOptions): Promise<string> {
  const outdir = join(folder, name)
  await build({
    stdin: { contents: BOT, resolveDir: root, sourcefile: 'bot.mjs' },
    entryNames: 'bot',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
    outdir,
    ...options,
  })
  return join(outdir, 'bot.mjs')
}

describe('a bot in an ESM bundle of esbuild, of the packages as they are published, connects and stores', () => {
  it.each<[string, BuildOptions]>([
    ['as it is', {}],
    ['minified', { minify: true }],
    ['in parts', { splitting: true }],
    ['with the createRequire banner', { banner: { js: BANNER } }],
    ['with the banner, minified', { banner: { js: BANNER }, minify: true }],
    ['our packages left outside', { packages: 'external' }],
  ])('%s', async (name, options) => {
    await using qq = await sandbox({ bot: 10000 })
    const file = await bundled(name.replaceAll(' ', '-'), options)
    const { stdout } = await run(process.execPath, [file, await qq.url, join(folder, 'data')], {
      timeout: 15_000,
    })
    expect(stdout).toContain('10000 1 false\n')
  })
})
