import type { CommandContext } from './command-context.js'

/** Ways in which a process ends itself. */
export const endingsOf = (process: NodeJS.Process): Pick<CommandContext, 'exit' | 'kill'> => ({
  exit: (code) => process.exit(code),
  kill: () => process.kill(process.pid, 'SIGKILL'),
})
