import type { AddIssue, Issue, Schema, ValueNode } from '@rookery/schema'
import { describeFound } from './describe.js'
import type { Environment } from './env-reference.js'
import { parseYaml } from './parse-yaml.js'
import type { PlacedProblem } from './yaml-file-error.js'

/** Origin of a YAML text. */
export interface YamlSource {
  /** Name of the file in messages. */
  readonly file: string
  /** Base of relative paths in the file. Default: the working directory. */
  readonly directory?: string
  /** Line of the file in which the text begins, for YAML embedded in another file. Default 1. */
  readonly firstLine?: number
  /** Variables for `${NAME}` and `${NAME:-default}`. Default: none. */
  readonly env?: Environment
}

/** Rules for the content of a file. */
export interface YamlRules<T> {
  readonly schema: Schema<T, unknown>
  /** Checks across values, on the file's nodes: it also runs if other keys are wrong. */
  readonly across?: (root: ValueNode, addIssue: AddIssue) => void
}

/** Result of reading a file. */
export interface YamlFile<T> {
  /** Absent if there is any problem. */
  readonly content?: T
  readonly problems: readonly PlacedProblem[]
}

/**
 * Reads the text of a YAML file by its rules, and reports every problem.
 *
 * @example readYamlFile('port: 80', { schema: object({ port }) }, { file: 'a.yml' }).content // { port: 80 }
 */
export function readYamlFile<T>(
  text: string,
  { schema, across }: YamlRules<T>,
  { file, directory = '.', firstLine = 1, env = {} }: YamlSource,
): YamlFile<T> {
  const { root, issues: early } = parseYaml(text.replace(/^\uFEFF/, ''), env, firstLine)
  if (!root) return { problems: early.map((issue) => ({ file, ...issue })) }
  const late: Issue[] = []
  const content = schema.parse(root, {
    directory,
    describe: describeFound,
    addIssue: (issue) => late.push(issue),
  })
  across?.(root, (issue) => late.push(issue))
  // A missing variable leaves an empty text, which needs no second report.
  const news = late.filter((issue) => !early.some((first) => isSamePlace(first, issue)))
  const problems = [...early, ...news].map((issue) => placed(file, issue, firstLine))
  return problems.length > 0 || content === undefined ? { problems } : { content, problems }
}

/** Places an issue; one without a position is placed at the start of the text. */
function placed(file: string, { code: _, ...issue }: Issue, firstLine: number): PlacedProblem {
  return { file, line: firstLine, column: 1, ...issue }
}

const isSamePlace = (a: Issue, b: Issue): boolean => a.line === b.line && a.column === b.column
