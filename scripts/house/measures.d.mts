import type { Source } from './sources.mjs'

/** Measures of one package. Lists hold places, `folder/file.ts:12 name 30`. */
export interface Measures {
  readonly files: number
  readonly functions: number
  readonly docs: number
  /** Lines without blanks and comments. */
  readonly codeLines: number
  readonly imports: number
  readonly folderCircles: readonly string[]
  readonly fileCircles: readonly string[]
  readonly longFunctions: readonly string[]
  readonly longestFunctions: readonly string[]
  readonly relativeOpenings: readonly string[]
  readonly undocumented: readonly string[]
  readonly any: readonly string[]
  readonly longFiles: readonly string[]
}

export function measure(files: Readonly<Record<string, Source>>): Measures
