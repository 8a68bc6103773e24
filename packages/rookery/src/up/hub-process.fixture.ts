import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, expect } from 'vitest'

export const bin = fileURLToPath(new URL('../../bin/rookery.js', import.meta.url))
/** Undone after the test, the last one first. */
export const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each()
})

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** A hub in a process of its own, started as its users start it, once it listens. */
export async function hubProcess(config: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [bin, 'up', '-c', config, '--log', 'json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  undo.push(() => child.kill('SIGKILL'))
  let printed = ''
  child.stdout.on('data', (bytes) => {
    printed += bytes
  })
  await expect.poll(() => printed, { timeout: 15_000 }).toContain('rookery listens')
  return child
}
