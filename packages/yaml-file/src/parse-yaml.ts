import type { Node } from 'yaml'
import { type Environment, maskReferences } from './env-reference.js'
import { nodeOf } from './node-of.js'
import type { Complaint } from './shape.js'
import { yaml } from './yaml.js'
import { yamlComplaint } from './yaml-complaint.js'
import type { Spot, YamlNode } from './yaml-node.js'

interface Parsed {
  /** Absent where the syntax is broken. */
  readonly root?: YamlNode
  readonly complaints: readonly Complaint[]
}

/** Reads YAML into nodes that know their place, variables filled in. */
export function parseYaml(text: string, env: Environment, firstLine: number): Parsed {
  const { LineCounter, parseDocument } = yaml()
  const lines = new LineCounter()
  const options = { lineCounter: lines, prettyErrors: false, uniqueKeys: false }
  const document = parseDocument(maskReferences(text), options)
  const spotAt = (offset: number, path: string): Spot => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1) + firstLine - 1, column: Math.max(col, 1), path }
  }
  const broken = [...document.errors, ...document.warnings]
  if (broken.length > 0)
    return { complaints: onePerLine(broken.map((error) => yamlComplaint(error, spotAt(error.pos[0], '')))) }
  const complaints: Complaint[] = []
  const root = nodeOf(document.contents, spotAt(0, ''), {
    env,
    complain: (complaint) => complaints.push(complaint),
    resolve: (alias) => alias.resolve(document),
    spotOf(node, fallback) {
      const offset = (node as Node | null | undefined)?.range?.[0]
      return offset === undefined ? fallback : spotAt(offset, fallback.path)
    },
  })
  return { root, complaints }
}

/** Keeps the first complaint of each line: those behind a syntax error are nearly always its echo. */
function onePerLine(complaints: readonly Complaint[]): Complaint[] {
  const first = new Map<number, Complaint>()
  for (const complaint of complaints)
    if (!first.has(complaint.at.line)) first.set(complaint.at.line, complaint)
  return [...first.values()]
}
