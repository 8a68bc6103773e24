import { didYouMean } from '@rookery/protocol'
import { call } from './call/call.js'
import { parseArguments, splitProgram } from './cli/arguments.js'
import { type ExitCode, exitCode } from './cli/exit-code.js'
import { UsageError } from './cli/usage-error.js'
import type { World } from './cli/world.js'
import { clients } from './clients/clients.js'
import { ConfigError } from './config/config-error.js'
import { dev } from './dev/dev.js'
import { type CommandTable, helpOf, overview } from './help.js'
import { sandbox } from './sandbox/sandbox.js'
import { test } from './test/test.js'
import { up } from './up/up.js'
import { version } from './version.js'

const commands: CommandTable = { dev, sandbox, test, up, call, clients }

/** Runs one command line, without the `rookery` in front, and says how it ended. Never throws. */
export async function main(argv: readonly string[], world: World): Promise<ExitCode> {
  try {
    return await dispatch(argv, world)
  } catch (error) {
    return tell(error, world)
  }
}

async function dispatch([word, ...rest]: readonly string[], world: World): Promise<ExitCode> {
  if (word === undefined) throw new UsageError(`no command; allowed: ${allowed()}`)
  if (isHelp(word)) return print(overview(commands), world)
  if (word === '--version' || word === '-v') return print(`${version()}\n`, world)
  const command = Object.hasOwn(commands, word) ? commands[word] : undefined
  if (command === undefined) throw new UsageError(unknown(word))
  if (splitProgram(rest, command).args.some(isHelp)) return print(helpOf(word, command), world)
  return command.run(parseArguments(rest, command), world)
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h'
}

function unknown(word: string): string {
  const kind = word.startsWith('-') ? 'option' : 'command'
  const near = didYouMean(word, [...Object.keys(commands), '--help', '--version'])
  return `unknown ${kind} "${word}"; allowed: ${allowed()}${near ? ` (${near})` : ''}`
}

function allowed(): string {
  return [...Object.keys(commands), '--help', '--version'].join(', ')
}

function print(text: string, { stdout }: World): ExitCode {
  stdout.write(text)
  return exitCode.ok
}

function tell(error: unknown, { stderr }: World): ExitCode {
  if (error instanceof ConfigError) {
    stderr.write(`${error.message}\n`)
    return exitCode.config
  }
  if (error instanceof UsageError) {
    stderr.write(`rookery: ${error.message}\n`)
    return exitCode.usage
  }
  stderr.write(`rookery: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  return exitCode.failed
}
