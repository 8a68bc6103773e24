import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { World } from '../cli/world.js'

export interface BotProcess {
  /** Settles when it has ended by itself, with what is known of why. */
  readonly ended: Promise<string>
  /** Ends it, and what it has started. */
  stop(): Promise<void>
}

const STOP_WITHIN_MS = 3_000

/** The command line that runs a file, TypeScript or JavaScript, again whenever something that it imports has changed. */
export function watched(file: string): readonly [string, ...string[]] {
  const require = createRequire(import.meta.url)
  const tsx = join(dirname(require.resolve('tsx/package.json')), 'dist/cli.mjs')
  return [process.execPath, tsx, 'watch', '--clear-screen=false', file]
}

/** Starts a bot beside us; what it prints is printed. */
export function startBot(
  [program, ...args]: readonly [string, ...string[]],
  { cwd, env, stdout, stderr }: Pick<World, 'cwd' | 'env' | 'stdout' | 'stderr'>,
): BotProcess {
  const child = spawn(program, args, {
    cwd,
    env: { ...env, FORCE_COLOR: stdout.isTTY ? '1' : '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A Ctrl-C is for us: we end the bot in good order, and with it its own children.
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  child.stdout.on('data', (bytes: Buffer) => stdout.write(bytes.toString()))
  child.stderr.on('data', (bytes: Buffer) => stderr.write(bytes.toString()))
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  return { ended, stop: () => stop(child, ended) }
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  signal(child, 'SIGTERM')
  const timer = setTimeout(() => signal(child, 'SIGKILL'), STOP_WITHIN_MS)
  await ended
  clearTimeout(timer)
}

function signal(child: ChildProcess, name: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    if (process.platform === 'win32') child.kill(name)
    else process.kill(-child.pid, name)
  } catch {
    // It has ended in the meantime.
  }
}
