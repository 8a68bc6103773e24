import { OneBotError } from '@rookery/protocol'

/** One problem in a file. `found` and `allowed` never contain a secret. */
export interface FileProblem {
  readonly file: string
  /** Both count from 1; absent if the problem is the whole file. */
  readonly line?: number
  readonly column?: number
  /** The path to the value from the top of the file, such as `upstreams[0].url`; empty at the top. */
  readonly path: string
  readonly found: string
  readonly allowed: string
  readonly hint?: string
}

/** One problem at one place of a file. */
export interface PlacedProblem extends FileProblem {
  readonly line: number
  readonly column: number
}

/** A file that must not be used, with all its problems in the file's order. */
export class YamlFileError<P extends FileProblem = FileProblem> extends OneBotError {
  readonly problems: readonly P[]

  constructor(code: string, problems: readonly P[]) {
    const sorted = [...problems].sort(byPlace)
    super(code, sorted.map(formatProblem).join('\n'))
    this.problems = sorted
  }
}

function byPlace(a: FileProblem, b: FileProblem): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)
}

/** `file:line:column: path: found …; allowed: … (hint)`. Editors and terminals turn it into a link. */
function formatProblem({ file, line, column, path, found, allowed, hint }: FileProblem): string {
  const where = line === undefined ? file : `${file}:${line}:${column}`
  const subject = path === '' ? '' : `${path}: `
  const tail = hint === undefined ? '' : ` (${hint})`
  return `${where}: ${subject}found ${found}; allowed: ${allowed}${tail}`
}
