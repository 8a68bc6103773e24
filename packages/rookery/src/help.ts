import type { CliCommand } from './cli/command.js'

export type CommandTable = Readonly<Record<string, CliCommand>>

/** Overview of all commands. */
export function overview(commands: CommandTable): string {
  const rows = Object.entries(commands).map(
    ([name, command]) => [callOf(name, command), command.summary] as const,
  )
  return `Rookery: one QQ account for many OneBot 11 applications.

Commands:
${columns(rows)}

rookery <command> --help   describes one command
rookery --version          prints the version
`
}

/** Help of one command. */
export function helpOf(name: string, command: CliCommand): string {
  const rows = Object.entries(command.options).map(
    ([option, { short, value, help }]) =>
      [`${short ? `-${short}, ` : '    '}--${option}${value ? ` <${value}>` : ''}`, help] as const,
  )
  return `${callOf(name, command)} [options]${command.takesProgram ? ' [-- command …]' : ''}

${command.summary}

Options:
${columns(rows)}
`
}

function callOf(name: string, { operands }: CliCommand): string {
  return `rookery ${name}${operands === '' ? '' : ` ${operands}`}`
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}   ${right}`).join('\n')
}
