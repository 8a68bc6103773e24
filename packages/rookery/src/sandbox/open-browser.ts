import { spawn } from 'node:child_process'
import type { CommandContext } from '../cli/command-context.js'

const openers: Readonly<Record<string, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  // The empty title: `start` takes the first quoted text for one.
  win32: ['cmd', '/c', 'start', '""'],
}

/** Opens a page in the browser of who sits here, and lets it be when nobody does. */
export function openBrowser(url: string, { stdout, env }: Pick<CommandContext, 'stdout' | 'env'>): void {
  const isHeadless = process.platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY
  if (!stdout.isTTY || env.CI || isHeadless) return
  const [program, ...args] = openers[process.platform] ?? ['xdg-open']
  const opener = spawn(program, [...args, url], { stdio: 'ignore', detached: true })
  // The address is printed; whoever has no opener opens it by hand.
  opener.on('error', () => {})
  opener.unref()
}
