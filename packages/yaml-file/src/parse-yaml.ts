import type { ValueNode } from '@rookery/schema'
import { LineCounter, type Node, parseDocument } from 'yaml'
import { type Environment, maskReferences } from './env-reference.js'
import { nodeOf } from './node-of.js'
import type { PlacedIssue, Spot } from './spot.js'
import { yamlIssue } from './yaml-issue.js'

interface Parsed {
  /** Absent if the syntax is broken. */
  readonly root?: ValueNode
  readonly issues: readonly PlacedIssue[]
}

/** Parses YAML into nodes with places, and expands variables. */
export function parseYaml(text: string, env: Environment, firstLine: number): Parsed {
  const lines = new LineCounter()
  const options = { lineCounter: lines, prettyErrors: false, uniqueKeys: false }
  const document = parseDocument(maskReferences(text), options)
  const spotAt = (offset: number, path: string): Spot => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1) + firstLine - 1, column: Math.max(col, 1), path }
  }
  const broken = [...document.errors, ...document.warnings]
  if (broken.length > 0)
    return { issues: onePerLine(broken.map((error) => yamlIssue(error, spotAt(error.pos[0], '')))) }
  const issues: PlacedIssue[] = []
  const root = nodeOf(document.contents, spotAt(0, ''), {
    env,
    addIssue: (issue) => issues.push(issue),
    resolve: (alias) => alias.resolve(document),
    spotOf(node, fallback) {
      const offset = (node as Node | null | undefined)?.range?.[0]
      return offset === undefined ? fallback : spotAt(offset, fallback.path)
    },
  })
  return { root, issues }
}

/** Keeps the first issue per line: later ones usually follow from it. */
function onePerLine(issues: readonly PlacedIssue[]): PlacedIssue[] {
  const first = new Map<number, PlacedIssue>()
  for (const issue of issues) if (!first.has(issue.line)) first.set(issue.line, issue)
  return [...first.values()]
}
