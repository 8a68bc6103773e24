import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'

const packagesDir = fileURLToPath(new URL('../../packages/', import.meta.url))

/** Test code and what programs have written are not measured. */
const LEFT_OUT = /\.(test|conformance|fixture|extra)\.|\.gen\.ts$|(^|\/)(fixtures?|cases)\//

/** Reads the sources of each package: by folder name, then by path inside `src/`. */
export const readPackages = () =>
  Object.fromEntries(
    readdirSync(packagesDir).map((name) => [name, readSources(join(packagesDir, name, 'src'))]),
  )

const readSources = (src) =>
  Object.fromEntries(
    readdirSync(src, { recursive: true, encoding: 'utf8' })
      .map((path) => path.split(sep).join('/'))
      .filter((path) => /\.tsx?$/.test(path) && !LEFT_OUT.test(path))
      .sort()
      .map((path) => [path, readSource(path, readFileSync(join(src, path), 'utf8'))]),
  )

/** Parses a source file. `links` are its imports and re-exports, types included. */
export function readSource(path, text) {
  const { program, comments, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`)
  return { path, text, program, comments, links: linksOf(program), lineAt: lineFinder(text) }
}

/** Calls `visit(node, parent)` for each node of a syntax tree. */
export function walk(node, visit, parent) {
  if (Array.isArray(node)) for (const each of node) walk(each, visit, parent)
  if (typeof node?.type !== 'string') return
  visit(node, parent)
  for (const value of Object.values(node)) if (typeof value === 'object') walk(value, visit, node)
}

/** Calls `visit(node, parents)` for each node, with its parents from the nearest to the root. */
export function walkWithParents(node, visit, parents = []) {
  if (Array.isArray(node)) for (const each of node) walkWithParents(each, visit, parents)
  if (typeof node?.type !== 'string') return
  visit(node, parents)
  const inside = [node, ...parents]
  for (const value of Object.values(node))
    if (typeof value === 'object') walkWithParents(value, visit, inside)
}

function linksOf(program) {
  const found = []
  walk(program, (node) => {
    const { source } = node
    if (typeof source?.value === 'string') found.push({ to: source.value, node })
  })
  return found
}

function lineFinder(text) {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let [low, high] = [0, starts.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (starts[middle] <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }
}

/** The file of the same package that a relative import leads to. */
export function targetOf(files, path, to) {
  if (!to.startsWith('.')) return undefined
  const plain = posix.normalize(posix.join(posix.dirname(path), to)).replace(/\.js$/, '')
  return [`${plain}.ts`, `${plain}.tsx`, plain].find((each) => each in files)
}
