import type { TestName, TestNode } from './filter-node.js'
import { compileGlob, compileRegex, type Search } from './regex.js'

/** Judges a value of an event. */
export type JudgeValue = (value: unknown) => boolean

/** Compiles the test of a value; for some, its time does not depend on the number of values. */
export function compileTest({ test, values }: Pick<TestNode, 'test' | 'values'>): JudgeValue {
  if (test === 'eq') return compileEq(values)
  const judge = compilers[test](values.filter((each) => each !== null))
  return (value) => {
    const text = textOf(value)
    return text !== undefined && judge(text)
  }
}

/** The text by which a value is judged; undefined if there is none. Numbers are their digits, lists and maps their JSON. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (value === undefined || value === null) return undefined
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

type JudgeText = (text: string) => boolean

const compilers: Readonly<Record<Exclude<TestName, 'eq'>, (values: readonly string[]) => JudgeText>> = {
  prefix(prefixes) {
    const find = prefixFinder(prefixes)
    return (text) => find(text) !== undefined
  },
  suffix: (suffixes) => (text) => suffixes.some((each) => text.endsWith(each)),
  contains: (parts) => (text) => parts.some((each) => text.includes(each)),
  within: (wholes) => (text) => wholes.some((each) => each.includes(text)),
  glob: (patterns) => anySearch(patterns.map(compileGlob)),
  regex: (patterns) => anySearch(patterns.map(compileRegex)),
}

const anySearch =
  (searches: readonly Search[]): JudgeText =>
  (text) =>
    searches.some((each) => each.finds(text))

function compileEq(values: readonly (string | null)[]): JudgeValue {
  const texts = new Set(values)
  const takesNone = texts.has(null)
  return (value) => {
    const text = textOf(value)
    return text === undefined ? takesNone : texts.has(text)
  }
}

/** Finds the longest of some prefixes that a text has; only those are compared that begin with its first letter. */
export function prefixFinder(prefixes: readonly string[]): (text: string) => string | undefined {
  const byLetter = new Map<string, string[]>()
  for (const prefix of [...prefixes].sort((a, b) => b.length - a.length)) {
    const letter = prefix.charAt(0)
    byLetter.set(letter, [...(byLetter.get(letter) ?? []), prefix])
  }
  const takesAll = byLetter.has('')
  return (text) => {
    const found = byLetter.get(text.charAt(0))?.find((each) => text.startsWith(each))
    return found ?? (takesAll ? '' : undefined)
  }
}
