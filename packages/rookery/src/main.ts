import { parseArguments, splitProgram } from './cli/arguments.js'
import type { CliCommand } from './cli/command.js'
import type { CommandContext } from './cli/command-context.js'
import { type ExitCode, exitCode } from './cli/exit-code.js'
import { UsageError } from './cli/usage-error.js'
import { helpOf, overview } from './help.js'
import { version } from './version.js'

/** The commands, each loaded on use, so that unused ones cost no start-up time. */
const commands: Readonly<Record<string, () => Promise<CliCommand>>> = {
  dev: async () => (await import('./dev/dev.js')).devCommand,
  sandbox: async () => (await import('./sandbox/sandbox.js')).sandboxCommand,
  test: async () => (await import('./test/test.js')).testCommand,
  up: loadUp,
  call: async () => (await import('./call/call.js')).callCommand,
  clients: async () => (await import('./clients/clients.js')).clientsCommand,
  console: async () => (await import('./console/console.js')).consoleCommand,
  reload: async () => (await import('./reload/reload.js')).reloadCommand,
  journal: async () => (await import('./journal/journal.js')).journalCommand,
  filter: async () => (await import('./filter/filter.js')).filterCommand,
  token: async () => (await import('./token/token.js')).tokenCommand,
}

/** Runs one command line, without the leading `rookery`. Returns the exit code. Never throws. */
export async function main(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  try {
    return await dispatch(argv, context)
  } catch (error) {
    return await tell(error, context)
  }
}

async function dispatch([word, ...rest]: readonly string[], context: CommandContext): Promise<ExitCode> {
  if (word === undefined) throw new UsageError(`no command; allowed: ${allowed()}`)
  if (isHelp(word)) return print(overview(await allCommands()), context)
  if (word === '--version' || word === '-v') return print(`${version()}\n`, context)
  const load = Object.hasOwn(commands, word) ? commands[word] : undefined
  if (load === undefined) throw new UsageError(await unknown(word))
  const command = await load()
  if (splitProgram(rest, command).args.some(isHelp)) return print(helpOf(word, command), context)
  return command.run(await parseArguments(rest, command), context)
}

async function loadUp(): Promise<CliCommand> {
  // Before anything else is loaded: V8 decides early.
  const { skipFirstReduction } = await import('./up/engine.js')
  skipFirstReduction()
  return (await import('./up/up.js')).upCommand
}

async function allCommands(): Promise<Readonly<Record<string, CliCommand>>> {
  const loaded = Object.entries(commands).map(async ([name, load]) => [name, await load()] as const)
  return Object.fromEntries(await Promise.all(loaded))
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h'
}

async function unknown(word: string): Promise<string> {
  const { didYouMean } = await import('@rookery/protocol')
  const kind = word.startsWith('-') ? 'option' : 'command'
  const near = didYouMean(word, [...Object.keys(commands), '--help', '--version'])
  return `unknown ${kind} "${word}"; allowed: ${allowed()}${near ? ` (${near})` : ''}`
}

function allowed(): string {
  return [...Object.keys(commands), '--help', '--version'].join(', ')
}

function print(text: string, { stdout }: CommandContext): ExitCode {
  stdout.write(text)
  return exitCode.ok
}

async function tell(error: unknown, { stderr }: CommandContext): Promise<ExitCode> {
  const { HubConfigError } = await import('./config/config-error.js')
  if (error instanceof HubConfigError) {
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
