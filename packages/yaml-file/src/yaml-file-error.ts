import { OneBotError } from '@rookery/protocol'

/** One thing wrong in a file. Neither `found` nor `allowed` ever holds a secret. */
export interface FileProblem {
  readonly file: string
  /** Both count from 1; absent when the file as a whole is at fault. */
  readonly line?: number
  readonly column?: number
  /** The way to the value from the top of the file, such as `upstreams[0].url`; empty at the top. */
  readonly path: string
  readonly found: string
  readonly allowed: string
  readonly hint?: string
}

/** One thing wrong at one place of a file. */
export interface PlacedProblem extends FileProblem {
  readonly line: number
  readonly column: number
}

/** A file that must not be used; it lists everything that is wrong, in the file's order. */
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

/** `file:line:column: path: found …; allowed: … (hint)`, which editors and terminals turn into a link. */
function formatProblem({ file, line, column, path, found, allowed, hint }: FileProblem): string {
  const where = line === undefined ? file : `${file}:${line}:${column}`
  const subject = path === '' ? '' : `${path}: `
  const tail = hint === undefined ? '' : ` (${hint})`
  return `${where}: ${subject}found ${found}; allowed: ${allowed}${tail}`
}
