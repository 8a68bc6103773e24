import type { CommandContext } from './command-context.js'

/** Ways in which a process ends itself. */
export const endingsOf = (process: NodeJS.Process): Pick<CommandContext, 'exit' | 'kill'> => ({
  exit: (code) => process.exit(code),
  kill: () => {
    // Whoever waits for the end of the process is told, before it would wait for its threads.
    process.on('exit', () => process.kill(process.pid, 'SIGKILL'))
    process.exit()
  },
})
