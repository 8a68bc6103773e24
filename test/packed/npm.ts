import { type ChildProcess, spawn } from 'node:child_process'
import { basename } from 'node:path'

/** As whoever creates a bot has it: nothing of the npm that runs us, and English. */
const environment = (): NodeJS.ProcessEnv => {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|VITEST|NODE_ENV|NODE_OPTIONS|INIT_CWD)/.test(name),
  )
  const cache = process.env.npm_config_cache
  return {
    ...Object.fromEntries(own),
    ...(cache === undefined ? {} : { npm_config_cache: cache }),
    LANG: 'en_US.UTF-8',
    LC_ALL: 'en_US.UTF-8',
    npm_config_fund: 'false',
    npm_config_audit: 'false',
    npm_config_update_notifier: 'false',
  }
}

/** Starts npm in a folder; with everything that it starts it can be ended by `end`. */
export function startNpm(args: readonly string[], cwd: string): ChildProcess {
  const started = process.env.npm_execpath
  const options = {
    cwd,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  }
  if (started !== undefined && /^npm(-cli)?\.c?js$/.test(basename(started)))
    return spawn(process.execPath, [started, ...args], options)
  // On Windows npm is a .cmd file, which Node starts only through a shell.
  if (process.platform === 'win32') return spawn('npm.cmd', [...args], { ...options, shell: true })
  return spawn('npm', [...args], options)
}

/** Runs npm to its end; gives what it printed. @throws Error with all of that when it fails */
export function npm(args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = startNpm(args, cwd)
    let out = ''
    let all = ''
    child.stdout?.on('data', (bytes: Buffer) => {
      out += String(bytes)
      all += String(bytes)
    })
    child.stderr?.on('data', (bytes: Buffer) => {
      all += String(bytes)
    })
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve(out) : reject(new Error(`npm ${args.join(' ')} ended with ${code}:\n${all}`)),
    )
  })
}

/** Ends a process, and what it has started. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  if (process.platform === 'win32') child.kill()
  else process.kill(-child.pid, 'SIGTERM')
  await ended
}
