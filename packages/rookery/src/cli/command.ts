import type { CommandContext } from './command-context.js'
import type { ExitCode } from './exit-code.js'

/** One word after `rookery`. Its help and what its command line may hold are computed from this. */
export interface CliCommand {
  readonly summary: string
  /** Operands as help shows them, such as `<action> [key=value …]`; empty if it takes none. */
  readonly operands: string
  readonly options: OptionTable
  /** Whether another program's command line may stand behind `--`. */
  readonly takesProgram?: boolean
  run(args: Arguments, context: CommandContext): Promise<ExitCode>
}

export type OptionTable = Readonly<Record<string, Option>>

export interface Option {
  readonly short?: string
  /** Name of its value in help; without one it is a switch. */
  readonly value?: string
  readonly help: string
}

export interface Arguments {
  readonly operands: readonly string[]
  /** A switch that was given has its own name as its value. */
  readonly options: Readonly<Record<string, string | undefined>>
  /** The words behind `--`. */
  readonly program: readonly string[]
}

export const configOption: Option = {
  short: 'c',
  value: 'file',
  help: 'the config file (default: rookery.yml, if there is one)',
}
