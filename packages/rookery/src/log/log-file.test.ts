import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const bin = fileURLToPath(new URL('../../bin/rookery.js', import.meta.url))
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rookery-log-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** A hub on a free port, started as its users start it. */
function startHub(stdout: 'pipe' | number, format: string) {
  const child = spawn(process.execPath, [bin, 'up', '--log', format], {
    cwd: folder,
    stdio: ['ignore', stdout, 'pipe'],
  })
  const exited = once(child, 'exit')
  return {
    child,
    async isAlive(port: number): Promise<boolean> {
      return fetch(`http://127.0.0.1:${port}/healthz`).then(
        ({ status }) => status === 200,
        () => false,
      )
    },
    async stop(): Promise<unknown> {
      child.kill('SIGTERM')
      return (await exited)[0]
    },
  }
}

async function config(): Promise<number> {
  const { createServer } = await import('node:net')
  const { writeFile } = await import('node:fs/promises')
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await writeFile(join(folder, 'rookery.yml'), `listen: { port: ${port}, token: of-the-reading-club }\n`)
  return port
}

/** Refused requests of different kinds, each a line of the log. */
async function makeLines(port: number, count: number): Promise<void> {
  for (let n = 0; n < count; n++) await fetch(`http://127.0.0.1:${port}/a/${n}${'x'.repeat(8000)}`)
}

describe.each(['text', 'json'])('a log in %s that cannot be written', (format) => {
  test('ends nothing when its reader is gone', async () => {
    const port = await config()
    const hub = startHub('pipe', format)
    const [first] = await once(hub.child.stdout as NodeJS.ReadableStream, 'data')
    expect(String(first)).toContain('config read')
    hub.child.stdout?.destroy()
    await expect.poll(() => hub.isAlive(port)).toBe(true)
    await makeLines(port, 20)
    expect(await hub.isAlive(port)).toBe(true)
    expect(await hub.stop()).toBe(0)
  })

  test.skipIf(process.platform !== 'linux')('ends nothing when the disk is full', async () => {
    const port = await config()
    const hub = startHub(openSync('/dev/full', 'w'), format)
    await expect.poll(() => hub.isAlive(port)).toBe(true)
    await makeLines(port, 20)
    expect(await hub.isAlive(port)).toBe(true)
    expect(await hub.stop()).toBe(0)
  })
})

describe('a reader that does not read', () => {
  /** Writes so many lines at once, and one more when it is told to. */
  const program = (log: string): string => `
    import { createLog } from '${log}'
    const log = await createLog('json', process.stdout)
    for (let n = 0; n < 4000; n++) log.info({ n, text: 'x'.repeat(1000) }, 'a line')
    process.stdin.once('data', () => {
      log.info({}, 'one more')
      setTimeout(() => process.exit(), 20)
    })
    process.stderr.write('written')
  `

  test('has a part of the lines kept for it, and is told how many were lost', async () => {
    const log = new URL('../../dist/log/log.js', import.meta.url).href
    const child = spawn(process.execPath, ['--input-type=module', '-e', program(log)])
    await once(child.stderr, 'data')
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      text += chunk
    })
    await expect.poll(() => text.length).toBeGreaterThan(1_000_000)
    child.stdin.write('go')
    await once(child, 'close')
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const told = lines.find(({ msg }) => msg.includes('lines were lost'))
    expect(lines.filter(({ msg }) => msg === 'a line').length + told.count).toBe(4000)
    expect(lines.some(({ msg }) => msg === 'one more')).toBe(true)
    expect(told.count).toBeGreaterThan(1000)
  })
})
