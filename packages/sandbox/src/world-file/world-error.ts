import { OneBotError } from '@rookery/protocol'

/** One thing wrong in a world file. Neither `found` nor `allowed` ever holds a token. */
export interface WorldProblem {
  readonly file: string
  /** Both count from 1. */
  readonly line: number
  readonly column: number
  /** The way to the value from the top of the file, such as `groups[0].owner`; empty at the top. */
  readonly path: string
  readonly found: string
  readonly allowed: string
  readonly hint?: string
}

/** A world file that describes no world; it lists everything that is wrong, in the file's order. */
export class WorldError extends OneBotError {
  readonly problems: readonly WorldProblem[]

  constructor(problems: readonly WorldProblem[]) {
    const sorted = [...problems].sort((a, b) => a.line - b.line || a.column - b.column)
    super('bad_world', sorted.map(formatProblem).join('\n'))
    this.problems = sorted
  }
}

/** `file:line:column: path: found …; allowed: … (hint)`, which editors and terminals turn into a link. */
function formatProblem({ file, line, column, path, found, allowed, hint }: WorldProblem): string {
  const subject = path === '' ? '' : `${path}: `
  const tail = hint === undefined ? '' : ` (${hint})`
  return `${file}:${line}:${column}: ${subject}found ${found}; allowed: ${allowed}${tail}`
}
