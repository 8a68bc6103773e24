import { parseArguments, splitProgram } from './cli/arguments.js'
import type { Command } from './cli/command.js'
import { type ExitCode, exitCode } from './cli/exit-code.js'
import { UsageError } from './cli/usage-error.js'
import type { World } from './cli/world.js'
import { helpOf, overview } from './help.js'
import { version } from './version.js'

/** The commands. Each is loaded when it is named, so that one costs nothing to whoever runs another. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  dev: async () => (await import('./dev/dev.js')).dev,
  sandbox: async () => (await import('./sandbox/sandbox.js')).sandbox,
  test: async () => (await import('./test/test.js')).test,
  up: async () => (await import('./up/up.js')).up,
  call: async () => (await import('./call/call.js')).call,
  clients: async () => (await import('./clients/clients.js')).clients,
}

/** Runs one command line, without the `rookery` in front, and says how it ended. Never throws. */
export async function main(argv: readonly string[], world: World): Promise<ExitCode> {
  try {
    return await dispatch(argv, world)
  } catch (error) {
    return await tell(error, world)
  }
}

async function dispatch([word, ...rest]: readonly string[], world: World): Promise<ExitCode> {
  if (word === undefined) throw new UsageError(`no command; allowed: ${allowed()}`)
  if (isHelp(word)) return print(overview(await allCommands()), world)
  if (word === '--version' || word === '-v') return print(`${version()}\n`, world)
  const load = Object.hasOwn(commands, word) ? commands[word] : undefined
  if (load === undefined) throw new UsageError(await unknown(word))
  const command = await load()
  if (splitProgram(rest, command).args.some(isHelp)) return print(helpOf(word, command), world)
  return command.run(parseArguments(rest, command), world)
}

async function allCommands(): Promise<Readonly<Record<string, Command>>> {
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

function print(text: string, { stdout }: World): ExitCode {
  stdout.write(text)
  return exitCode.ok
}

async function tell(error: unknown, { stderr }: World): Promise<ExitCode> {
  const { ConfigError } = await import('./config/config-error.js')
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
