import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { sandbox } from '@rookery/sandbox/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runtimePath } from '../scripts/runtimes.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const run = promisify(execFile)

/** Connects to the URL that it is given, or listens, and tells how that went. It runs on what was built. */
const BOT = `
import { createBot, memoryStorage, silentLog } from '@rookery/bot'
const bot = createBot({ storage: memoryStorage(), log: silentLog })
const [url] = process.argv.slice(2)
try {
  if (url === 'listen') console.log('listening', (await bot.listen({ port: 0 })).port > 0)
  else {
    await bot.connect(url)
    const { online } = await bot.get_status()
    console.log('connected', bot.accounts[0].self_id, online)
  }
} catch (error) {
  console.log(error.code, error.message)
}
await bot.close()
`

let folder: string
let file: string
beforeAll(async () => {
  // Inside the project, where node_modules is found.
  folder = await mkdtemp(join(root, '.cache/runtime-bot-'))
  file = join(folder, 'bot.mjs')
  await writeFile(file, BOT)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const programs = {
  node: [process.execPath],
  deno: [runtimePath('deno'), 'run', '-A', '--node-modules-dir=manual'],
  bun: [runtimePath('bun')],
} as const

async function runs(name: keyof typeof programs, target: string): Promise<string> {
  const [program = '', ...args] = programs[name]
  const { stdout } = await run(program, [...args, file, target], { timeout: 30_000, cwd: root })
  return stdout.trim()
}

describe.each(Object.keys(programs) as (keyof typeof programs)[])('a bot on %s', (name) => {
  const isThere = existsSync(programs[name][0] ?? '')

  it.runIf(isThere)('dials a WebSocket', async () => {
    await using qq = await sandbox({ bot: 10000 })
    expect(await runs(name, await qq.url)).toBe('connected 10000 true')
  })

  it.runIf(isThere)('calls over HTTP, with events over SSE', async () => {
    await using qq = await sandbox({ bot: 10000 })
    expect(await runs(name, await qq.http)).toBe('connected 10000 true')
  })

  it.runIf(isThere)('listens', async () => {
    expect(await runs(name, 'listen')).toBe('listening true')
  })
})
