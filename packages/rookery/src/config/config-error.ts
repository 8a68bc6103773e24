/** One thing wrong in a config file. Neither `found` nor `allowed` ever holds a token. */
export interface Problem {
  /** Both count from 1; absent when the file as a whole is at fault. */
  readonly at?: { readonly line: number; readonly column: number }
  /** The way to the value from the top of the file, such as `upstreams[0].url`; empty at the top. */
  readonly path: string
  readonly found: string
  readonly allowed: string
  readonly hint?: string
}

/** A config file that must not be started with; it lists everything that is wrong, in the file's order. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly code = 'bad_config'
  readonly file: string
  readonly problems: readonly Problem[]

  constructor(file: string, problems: readonly Problem[]) {
    const sorted = [...problems].sort(byPosition)
    super(sorted.map((problem) => formatProblem(file, problem)).join('\n'))
    this.file = file
    this.problems = sorted
  }
}

function byPosition(a: Problem, b: Problem): number {
  return (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0)
}

/** `file:line:column: path: found …; allowed: … (hint)`, which editors and terminals turn into a link. */
function formatProblem(file: string, { at, path, found, allowed, hint }: Problem): string {
  const where = at === undefined ? file : `${file}:${at.line}:${at.column}`
  const subject = path === '' ? '' : `${path}: `
  const tail = hint === undefined ? '' : ` (${hint})`
  return `${where}: ${subject}found ${found}; allowed: ${allowed}${tail}`
}
