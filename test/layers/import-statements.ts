export interface ImportStatement {
  readonly specifier: string
  readonly line: number
}

const PATTERNS = [
  // import x from 'y', import type { x } from 'y', export { x } from 'y', export * from 'y'; over several lines too
  /^(?:import|export)\b[^'"`;()=]*?\bfrom\s*['"]([^'"]+)['"]/gm,
  // import 'y'
  /^import\s*['"]([^'"]+)['"]/gm,
  // import('y'), also as a type
  /\bimport\(\s*['"]([^'"]+)['"]/g,
]

/**
 * The modules that a source file names. Biome puts every static import at the start of a line, so patterns
 * suffice and no compiler has to be loaded.
 */
export function importStatements(source: string): ImportStatement[] {
  const code = blankComments(source)
  return PATTERNS.flatMap((pattern) =>
    [...code.matchAll(pattern)].map((match) => ({
      specifier: match[1] ?? '',
      line: lineAt(code, match.index),
    })),
  )
}

/** Comments that start a line, their newlines kept; a `//` later in a line may be part of a URL. */
const blankComments = (source: string) =>
  source.replace(/^[ \t]*(?:\/\*[\s\S]*?\*\/|\/\/.*$)/gm, (comment) => comment.replace(/[^\n]/g, ' '))

const lineAt = (text: string, index: number) => text.slice(0, index).split('\n').length
