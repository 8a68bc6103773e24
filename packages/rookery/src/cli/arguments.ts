import { parseArgs } from 'node:util'
import type { Arguments, CliCommand, Option, OptionTable } from './command.js'
import { UsageError } from './usage-error.js'

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number]
type OptionToken = Extract<Token, { kind: 'option' }>

/** Parses the words after a command's name. @throws UsageError */
export async function parseArguments(line: readonly string[], command: CliCommand): Promise<Arguments> {
  const { operands, options } = command
  const { args, program } = splitProgram(line, command)
  const parsed = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(options).map(([name, option]) => [name, libraryOption(option)]),
    ),
    strict: false, // parseArgs' own messages do not name the allowed values.
    allowPositionals: true,
    tokens: true,
  })
  const given = parsed.tokens.filter((token) => token.kind === 'option')
  const unknown = given.find(({ name }) => !Object.hasOwn(options, name))
  if (unknown !== undefined) throw new UsageError(await unknownOption(unknown, options))
  const values = given.map((token) => [token.name, optionValue(token, options[token.name])] as const)
  if (operands === '' && parsed.positionals.length > 0) {
    throw new UsageError(`found "${parsed.positionals[0]}"; allowed: options only, ${list(options)}`)
  }
  return { operands: parsed.positionals, options: Object.fromEntries(values), program }
}

/** Splits a command line at `--`: arguments of the command, and the command line of another program. */
export function splitProgram(
  line: readonly string[],
  { takesProgram = false }: CliCommand,
): { readonly args: readonly string[]; readonly program: readonly string[] } {
  const at = takesProgram ? line.indexOf('--') : -1
  return at < 0 ? { args: line, program: [] } : { args: line.slice(0, at), program: line.slice(at + 1) }
}

function libraryOption({ short, value }: Option): { type: 'string' | 'boolean'; short?: string } {
  const type = value === undefined ? 'boolean' : 'string'
  return short === undefined ? { type } : { type, short }
}

async function unknownOption({ rawName }: OptionToken, options: OptionTable): Promise<string> {
  // Only now: a right command line needs nothing of the protocol.
  const { didYouMean } = await import('@rookery/protocol')
  const near = didYouMean(
    rawName,
    Object.keys(options).map((each) => `--${each}`),
  )
  return `unknown option ${rawName}; allowed: ${list(options)}${near ? ` (${near})` : ''}`
}

function optionValue({ name, rawName, value, inlineValue }: OptionToken, option: Option | undefined): string {
  if (option?.value === undefined) {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value, found ${value}`)
    return name
  }
  if (value === undefined || (!inlineValue && value.startsWith('-'))) {
    throw new UsageError(`${rawName} needs a value: --${name}=<${option.value}>`)
  }
  return value
}

function list(options: OptionTable): string {
  return [...Object.keys(options), 'help'].map((name) => `--${name}`).join(', ')
}
