import { spawn } from 'node:child_process'
import type { CommandContext } from '../cli/command-context.js'

const openers: Readonly<Record<string, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  // An empty title, because `start` takes the first quoted text for one.
  win32: ['cmd', '/c', 'start', '""'],
}

/** Opens a URL in the browser, if a user sits at this machine. */
export function openBrowser(url: string, { stdout, env }: Pick<CommandContext, 'stdout' | 'env'>): void {
  const isHeadless = process.platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY
  if (!stdout.isTTY || env.CI || isHeadless) return
  const [program, ...args] = openers[process.platform] ?? ['xdg-open']
  const opener = spawn(program, [...args, url], { stdio: 'ignore', detached: true })
  // The URL is printed anyway.
  opener.on('error', () => {})
  opener.unref()
}
