import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Socket, connect as tcp } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Stage } from '../../packages/hub/src/hub.fixture.js'
import { findNginx, nginxConfig, nginxLines } from '../../scripts/nginx.mjs'

/** The name under which the world knows the hub behind nginx. */
export const PUBLIC_NAME = 'bot.example.com'

/** A real nginx in front of the hub of a stage. */
export interface Nginx {
  readonly url: string
  /** Its access log so far. */
  accessLog(): string
}

/** Starts nginx with the lines of the guide, or with what `change` makes of them. It ends with the stage. */
export async function nginxBefore(stage: Stage, change = (lines: string): string => lines): Promise<Nginx> {
  const dir = mkdtempSync(join(tmpdir(), 'rookery-nginx-'))
  stage.undo(() => rmSync(dir, { recursive: true }))
  const port = await freePort()
  const hubPort = Number(new URL(stage.hub.url).port)
  const config = join(dir, 'nginx.conf')
  const lines = change(nginxLines())
  writeFileSync(config, nginxConfig({ dir, port, hubPort, lines }))
  await started(stage, ['-p', dir, '-c', config], port)
  return {
    url: `${lines.includes(' ssl;') ? 'https' : 'http'}://127.0.0.1:${port}`,
    accessLog: () => readFileSync(join(dir, 'rookery.log'), 'utf8'),
  }
}

async function started(stage: Stage, args: readonly string[], port: number): Promise<void> {
  const executable = findNginx()
  if (executable === undefined) throw new TypeError('there is no nginx: see scripts/nginx.mjs')
  const child = spawn(executable, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let complaints = ''
  child.stderr.on('data', (chunk) => {
    complaints += chunk
  })
  stage.undo(() => ended(child))
  while (!(await isOpen(port))) {
    if (child.exitCode !== null) throw new TypeError(`nginx ended with ${child.exitCode}: ${complaints}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill()
  await once(child, 'exit')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

async function isOpen(port: number): Promise<boolean> {
  const socket: Socket = tcp({ port, host: '127.0.0.1' })
  const outcome = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'close').then(() => false),
  ]).catch(() => false)
  socket.destroy()
  return outcome
}
