import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBotFolder } from '../packages/create-rookery/src/create-bot-folder.js'

const root = fileURLToPath(new URL('../', import.meta.url))
const require = createRequire(join(root, 'packages/rookery/package.json'))
const tsx = pathToFileURL(require.resolve('tsx')).href
const rookery = join(root, 'packages/rookery/bin/rookery.js')
const examples = (await readdir(`${root}examples/src`)).filter(
  (file) => file.endsWith('.ts') && file !== 'run.ts',
)

let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'rookery-test-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

/** Plays one scenario with a program, as somebody would in the folder of a bot. */
async function rookeryTest(folder: string, scenario: string, program: readonly string[]) {
  await mkdir(join(folder, 'scenarios'), { recursive: true })
  await writeFile(join(folder, 'scenarios/one.chat'), scenario)
  const child = spawn(process.execPath, [rookery, 'test', 'scenarios', '--', process.execPath, ...program], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (printed += String(data)))
  const [code] = await once(child, 'close')
  return { code, printed }
}

const ONE_PASSED = { code: 0, printed: expect.stringContaining('1 passed') }

describe('rookery test, as somebody types it', () => {
  it.each(examples)('plays a scenario with the example %s', async (file) => {
    const folder = await mkdtemp(join(home, 'example-'))
    const scenario = '[Alice]\nAlice: /help\n小企: /^可用的命令：|^没有/\n'
    const world =
      '---\naccounts: [{ self_id: 10000, nickname: 小企 }]\nusers: [{ user_id: 20001, nickname: Alice }]\nfriends: [[10000, 20001]]\n---\n'
    const program = ['--import', tsx, `${root}examples/src/${file}`]
    expect(await rookeryTest(folder, `${world}${scenario}`, program)).toMatchObject(ONE_PASSED)
  })

  it.each([
    ['weather', 'zh', 'Alice: /天气 南京\n小企: /南京/\n'],
    ['weather', 'en', 'Alice: /weather Nanjing\n小企: /Nanjing/\n'],
    ['minimal', 'zh', 'Alice: /ping\n小企: pong\n'],
    ['minimal', 'en', 'Alice: /ping\n小企: pong\n'],
  ] as const)('plays a scenario with a new bot (%s, %s)', async (template, language, lines) => {
    const { folder } = await createBotFolder({
      folder: join(home, `${template}-${language}`),
      template,
      language,
    })
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
    expect(await rookeryTest(folder, `[读书会]\n${lines}`, ['--import', tsx, 'src/bot.ts'])).toMatchObject(
      ONE_PASSED,
    )
  })
})
