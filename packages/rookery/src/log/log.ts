import type { Log } from '@rookery/hub'
import { pino } from 'pino'
import type { Option } from '../cli/command.js'
import type { CommandContext, Output } from '../cli/command-context.js'
import { UsageError } from '../cli/usage-error.js'
import { humanLine } from './human-line.js'
import { openLogFile } from './log-file.js'

export type LogFormat = 'json' | 'text'

export const formatOption: Option = {
  value: 'json|text',
  help: 'how logs are written (default: text; json if LOG_FORMAT=json and stdout is no terminal)',
}

/** Keys that are never logged in clear, whoever logs them. */
const secretKeys = ['token', 'access_token', 'secret', 'authorization', 'Authorization']

/** Chooses the format: the command line's, else `LOG_FORMAT` if no person watches the output. */
export function logFormat(
  asked: string | undefined,
  { env, stdout }: Pick<CommandContext, 'env' | 'stdout'>,
): LogFormat {
  if (asked === 'json' || asked === 'text') return asked
  if (asked !== undefined) throw new UsageError(`--log is "${asked}"; allowed: json, text`)
  return env.LOG_FORMAT === 'json' && !stdout.isTTY ? 'json' : 'text'
}

export function createLog(format: LogFormat, output: Output): Log {
  const toLine = format === 'json' ? (line: string) => line : humanLine
  const paths = secretKeys.flatMap((key) => [key, `*.${key}`])
  const file = output.isTTY
    ? output
    : openLogFile(output, (count) => log.warn({ count }, 'log lines were lost: the log could not be written'))
  const log = pino(
    { base: null, redact: { paths, censor: '***' } },
    { write: (line: string) => void file.write(toLine(line)) },
  )
  return log
}
