import { EventEmitter } from 'node:events'
import { noStore } from '@rookery/hub/history'
import { main } from '../main.js'
import type { CommandContext } from './command-context.js'

/**
 * A process to run command lines in, which keeps what they print. It starts no hub unless it is given one, keeps nothing, and every usual
 * port is taken, so that nothing listens where other programs do.
 */
export function processStandIn({
  isTTY = false,
  ...given
}: Partial<CommandContext> & { readonly isTTY?: boolean }) {
  const printed = { out: '', err: '' }
  const signals = new EventEmitter()
  const exits: number[] = []
  const write = (to: 'out' | 'err') => (text: string) => {
    printed[to] += text
  }
  const context: CommandContext = {
    env: {},
    cwd: '/',
    signals,
    startHub: () => Promise.reject(new Error('not to be started')),
    freePort: async () => 0,
    openStore: async () => noStore(),
    stdout: { write: write('out'), isTTY },
    stderr: { write: write('err') },
    exit: (code) => void exits.push(code),
    kill: () => void exits.push(137),
    ...given,
  }
  return { printed, signals, exits, context, run: (...argv: string[]) => main(argv, context) }
}
