import type { Log } from '@rookery/hub'
import type { Option } from '../cli/command.js'
import type { CommandContext, Output } from '../cli/command-context.js'
import { UsageError } from '../cli/usage-error.js'
import { openLogFile } from './log-file.js'
import { textLog } from './text-log.js'

export type LogFormat = 'json' | 'text'

export const formatOption: Option = {
  value: 'json|text',
  help: 'how logs are written (default: text; json if LOG_FORMAT=json and stdout is no terminal)',
}

/** Chooses the format: the command line's, else `LOG_FORMAT` if no person watches the output. */
export function logFormat(
  asked: string | undefined,
  { env, stdout }: Pick<CommandContext, 'env' | 'stdout'>,
): LogFormat {
  if (asked === 'json' || asked === 'text') return asked
  if (asked !== undefined) throw new UsageError(`--log is "${asked}"; allowed: json, text`)
  return env.LOG_FORMAT === 'json' && !stdout.isTTY ? 'json' : 'text'
}

/** Opens the log of a program. */
export async function createLog(format: LogFormat, output: Output): Promise<Log> {
  const file = output.isTTY
    ? output
    : openLogFile(output, (count) => log.warn({ count }, 'log lines were lost: the log could not be written'))
  const write = (line: string): void => void file.write(line)
  const log = format === 'text' ? textLog(write) : await openJsonLog(write)
  return log
}

/** Loads the JSON logger only where it is asked for, since `up` starts sooner without it. */
async function openJsonLog(write: (line: string) => void): Promise<Log> {
  const { jsonLog } = await import('./json-log.js')
  return jsonLog(write)
}
