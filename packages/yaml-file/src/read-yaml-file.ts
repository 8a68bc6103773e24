import type { AddIssue, Issue, Schema, ValueNode } from '@rookery/schema'
import { describeFound } from './describe.js'
import type { Environment } from './env-reference.js'
import { parseYaml } from './parse-yaml.js'
import type { PlacedProblem } from './yaml-file-error.js'

/** Origin of a text. */
export interface YamlSource {
  /** Name of the file in messages. */
  readonly file: string
  /** Relative paths in the file start here. Default: the working directory. */
  readonly directory?: string
  /** The line of the file in which the text begins, for YAML that stands inside of something. Default 1. */
  readonly firstLine?: number
  /** Variables for `${NAME}` and `${NAME:-default}`. Default: none. */
  readonly env?: Environment
}

/** Rules for the content of a file. */
export interface YamlRules<T> {
  readonly schema: Schema<T, unknown>
  /** Checks several values against one another, on the file's nodes: so it also speaks when other keys are wrong. */
  readonly across?: (root: ValueNode, addIssue: AddIssue) => void
}

/** A file that was read. */
export interface YamlFile<T> {
  /** Absent where anything is wrong. */
  readonly content?: T
  readonly problems: readonly PlacedProblem[]
}

/**
 * Reads the text of a YAML file by its rules, and says everything that is wrong with it.
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
  // A variable that is missing leaves an empty text, about which nothing more needs to be said.
  const news = late.filter((issue) => !early.some((first) => isSamePlace(first, issue)))
  const problems = [...early, ...news].map((issue) => placed(file, issue, firstLine))
  return problems.length > 0 || content === undefined ? { problems } : { content, problems }
}

/** An issue without a place of its own stands where the text begins. */
function placed(file: string, { code: _, ...issue }: Issue, firstLine: number): PlacedProblem {
  return { file, line: firstLine, column: 1, ...issue }
}

const isSamePlace = (a: Issue, b: Issue): boolean => a.line === b.line && a.column === b.column
