import type { JudgedEvent } from '../scope/judged-event.js'
import { reader } from './compile-filter.js'
import { compileTest, type JudgeValue, textOf } from './compile-test.js'
import { isNeverFiltered } from './event-filter.js'
import type { FilterNode, TestNode } from './filter-node.js'
import { type IsOwnMessage, isToMe } from './to-me.js'

/** Verdict about an event, with the rule that decided. */
export interface Explained {
  readonly passes: boolean
  readonly why: string
}

/** Judges an event as the filter does, and says why. It is slow: for people who look at a filter. */
export function explainFilter(node: FilterNode, event: JudgedEvent, isOwn: IsOwnMessage): Explained {
  if (isNeverFiltered(event)) return { passes: true, why: 'it is never filtered' }
  return explain(node, event, isOwn)
}

function explain(node: FilterNode, event: JudgedEvent, isOwn: IsOwnMessage): Explained {
  if (node.kind === 'test') return explainTest(node, event)
  if (node.kind === 'to_me') {
    const passes = isToMe(event, isOwn)
    return { passes, why: passes ? 'to_me' : 'not to_me' }
  }
  if (node.kind === 'not') {
    const { passes, why } = explain(node.node, event, isOwn)
    return { passes: !passes, why: passes ? `refused: ${why}` : why }
  }
  const parts = node.nodes.map((each) => explain(each, event, isOwn))
  return node.kind === 'and' ? explainAll(parts) : explainAny(parts)
}

function explainAll(parts: readonly Explained[]): Explained {
  const failed = parts.find(({ passes }) => !passes)
  if (failed) return failed
  return { passes: true, why: parts.length === 0 ? 'every event passes' : joined(parts, ' and ') }
}

function explainAny(parts: readonly Explained[]): Explained {
  const passed = parts.find(({ passes }) => passes)
  if (passed) return passed
  return { passes: false, why: parts.length === 0 ? 'no event passes' : joined(parts, '; ') }
}

/** Most reasons that are listed. */
const MOST = 5

function joined(parts: readonly Explained[], separator: string): string {
  const listed = parts.slice(0, MOST).map(({ why }) => why)
  return [...listed, ...(parts.length > MOST ? [`… (${parts.length - MOST} more)`] : [])].join(separator)
}

function explainTest(node: TestNode, event: JudgedEvent): Explained {
  const { path, test, values } = node
  const value = reader(path)(event)
  const passes = judgeOf(node)(value)
  const name = path.join('.')
  if (passes) return { passes, why: `${name} ${WORDS[test]} ${quote(decidedBy(node, value))}` }
  const wanted = values.length === 1 ? quote(values[0] ?? null) : `any of ${values.length} values`
  return { passes, why: `${name} is ${quote(textOf(value) ?? null)}, not ${WORDS_WANTED[test]}${wanted}` }
}

const judges = new WeakMap<TestNode, JudgeValue>()

/** The compiled test of a node: it judges many events in a row. */
function judgeOf(node: TestNode): JudgeValue {
  const judge = judges.get(node) ?? compileTest(node)
  judges.set(node, judge)
  return judge
}

/** The value of a test by which it passes. */
function decidedBy({ test, values }: TestNode, value: unknown): string | null {
  if (test === 'eq') return textOf(value) ?? null
  return values.find((each) => compileTest({ test, values: [each] })(value)) ?? null
}

const WORDS = {
  eq: 'is',
  prefix: 'begins with',
  suffix: 'ends with',
  contains: 'contains',
  glob: 'matches the glob',
  regex: 'matches the regex',
  within: 'is part of',
} as const

const WORDS_WANTED = {
  eq: '',
  prefix: 'with the prefix ',
  suffix: 'with the suffix ',
  contains: 'with ',
  glob: 'matching the glob ',
  regex: 'matching the regex ',
  within: 'part of ',
} as const

const LONGEST = 40

function quote(text: string | null): string {
  if (text === null) return 'absent'
  return JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)
}
