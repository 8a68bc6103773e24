import type { Environment } from './env-reference.js'
import { parseYaml } from './parse-yaml.js'
import type { Complain, Complaint, Shape } from './shape.js'
import type { PlacedProblem } from './yaml-file-error.js'
import type { YamlNode } from './yaml-node.js'

/** Origin of a text. */
export interface YamlSource {
  /** Name of the file in messages. */
  readonly file: string
  /** Directory that paths inside the file are relative to. Default: the working directory. */
  readonly directory?: string
  /** The line of the file in which the text begins, for YAML that stands inside of something. Default 1. */
  readonly firstLine?: number
  /** Variables for `${NAME}` and `${NAME:-default}`. Default: none. */
  readonly env?: Environment
}

/** Rules for the content of a file. */
export interface YamlRules<T> {
  readonly shape: Shape<T>
  /** Checks what no single value shows. Gets the file's nodes, so that it also speaks when other keys are wrong. */
  readonly across?: (root: YamlNode, complain: Complain) => void
}

/** Outcome of reading a file: its content, or everything that is wrong with it. */
export interface YamlFile<T> {
  /** Absent where anything is wrong. */
  readonly content?: T
  readonly problems: readonly PlacedProblem[]
}

/**
 * Reads the text of a YAML file by its rules, and says everything that is wrong with it.
 *
 * @example readYamlFile('port: 80', { shape: keys({ port }) }, { file: 'a.yml' }).content // { port: 80 }
 */
export function readYamlFile<T>(
  text: string,
  { shape, across }: YamlRules<T>,
  { file, directory = '.', firstLine = 1, env = {} }: YamlSource,
): YamlFile<T> {
  const { root, complaints: early } = parseYaml(text.replace(/^\uFEFF/, ''), env, firstLine)
  const late: Complaint[] = []
  // A variable that is missing leaves an empty text, about which nothing more needs to be said.
  const complain: Complain = (complaint) => {
    if (!early.some((first) => isSamePlace(first, complaint))) late.push(complaint)
  }
  const content = root && shape(root, { directory, complain })
  if (root) across?.(root, complain)
  const problems = [...early, ...late].map(({ at, ...rest }) => ({ file, ...at, ...rest }))
  return problems.length > 0 || content === undefined ? { problems } : { content, problems }
}

const isSamePlace = ({ at: a }: Complaint, { at: b }: Complaint): boolean =>
  a.line === b.line && a.column === b.column
