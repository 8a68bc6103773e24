import type { CommandContext } from './command-context.js'
import type { ExitCode } from './exit-code.js'

/** A subcommand of `rookery`. Its help and its argument parser are derived from this. */
export interface CliCommand {
  readonly summary: string
  /** Operands as shown in help, such as `<action> [key=value …]`; empty for none. */
  readonly operands: string
  readonly options: OptionTable
  /** Whether a program's command line may follow `--`. */
  readonly takesProgram?: boolean
  run(args: Arguments, context: CommandContext): Promise<ExitCode>
}

export type OptionTable = Readonly<Record<string, Option>>

export interface Option {
  readonly short?: string
  /** Name of the value in help; without one the option is a switch. */
  readonly value?: string
  readonly help: string
}

export interface Arguments {
  readonly operands: readonly string[]
  /** Values by option. A given switch has its own name as its value. */
  readonly options: Readonly<Record<string, string | undefined>>
  /** The words after `--`. */
  readonly program: readonly string[]
}

export const configOption: Option = {
  short: 'c',
  value: 'file',
  help: 'the config file (default: rookery.yml, if there is one)',
}
