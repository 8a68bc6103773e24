import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freePort, hubProcess, undo } from './hub-process.fixture.js'

test.skipIf(process.platform === 'win32')(
  'a real SIGHUP reloads the config, and the hub goes on',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rookery-hup-'))
    undo.push(() => rmSync(folder, { recursive: true }))
    const config = join(folder, 'rookery.yml')
    const port = await freePort()
    const save = (name: string): void =>
      writeFileSync(
        config,
        `listen: { port: ${port} }\njournal: { engine: memory }\nclients: [{ name: ${name}, token: ${name}-token-1 }]\n`,
      )
    const statusOf = async (name: string): Promise<number> => {
      const url = `http://127.0.0.1:${port}/api/get_online_clients?access_token=${name}-token-1`
      return (await fetch(url)).status
    }
    save('a')
    const hub = await hubProcess(config)
    expect(await statusOf('a')).toBe(200)
    save('b')
    hub.kill('SIGHUP')
    await expect.poll(() => statusOf('b'), { timeout: 10_000 }).toBe(200)
    expect([await statusOf('a'), hub.exitCode]).toEqual([403, null])
  },
  30_000,
)
