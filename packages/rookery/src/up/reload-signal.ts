import { isatty } from 'node:tty'
import type { CommandContext } from '../cli/command-context.js'

/** Reloads by signal. */
export interface ReloadSignal {
  /** Calls `reload` at each SIGHUP from now on, and once for those that came before. */
  start(reload: () => void): void
  /** Removes the signal handler. */
  dispose(): void
}

/** Standard input, output and errors. */
const STREAMS = [0, 1, 2]
/** 128 and the number of the signal, as a shell says it. */
const HUNG_UP = 129

const terminals = (): readonly number[] => STREAMS.filter((fd) => isatty(fd))

/**
 * Listens for SIGHUP, which asks for a reload. If the terminal of the process is gone, the same signal says so, and the process
 * ends, as it does without a listener. On Windows the signal says nothing else.
 */
export function listenForReload(
  { signals, exit }: Pick<CommandContext, 'signals' | 'exit'>,
  { platform = process.platform, terminalsOf = terminals } = {},
): ReloadSignal {
  if (platform === 'win32') return { start() {}, dispose() {} }
  const atStart = terminalsOf().length
  let isPending = false
  let reload = (): void => {
    isPending = true
  }
  const onHangUp = (): void => {
    if (terminalsOf().length < atStart) exit(HUNG_UP)
    else reload()
  }
  signals.on('SIGHUP', onHangUp)
  return {
    start(run) {
      reload = run
      if (isPending) run()
    },
    dispose: () => void signals.off('SIGHUP', onHangUp),
  }
}
