import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { sandbox } from '@rookery/sandbox/testing'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const require = createRequire(join(root, 'packages/rookery/package.json'))
/** Within the process itself: what is killed is the example then. */
const tsx = pathToFileURL(require.resolve('tsx')).href
const examples = (await readdir(`${root}examples/src`)).filter(
  (file) => file.endsWith('.ts') && !['run.ts', 'my-bot.ts'].includes(file),
)

describe('an example as a program', () => {
  it.each(examples)('%s connects to where ROOKERY_URL says, and answers', async (file) => {
    await using qq = await sandbox({ clock: 'system', timeoutMs: 10_000 })
    const cwd = await mkdtemp(join(tmpdir(), 'rookery-example-'))
    const child = spawn(process.execPath, ['--import', tsx, `${root}examples/src/${file}`], {
      cwd,
      env: { ...process.env, ROOKERY_URL: await qq.url },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    try {
      await expect.poll(() => qq.connected(), { timeout: 20_000 }).toBe(1)
      await qq.friend('Alice').says('/help')
      await qq.private('Alice').expect(/^可用的命令：|^没有/)
    } finally {
      await stop(child)
      await rm(cwd, { recursive: true, force: true })
    }
  })
})

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}
