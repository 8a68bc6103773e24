import type { Message as Segments, UnknownSegment } from '@rookery/protocol'
import { writeContent } from '../transcript/content.js'
import { writeContentLines } from '../transcript/layout.js'
import { meets } from '../transcript/meets.js'
import type { Expectation } from '../transcript/resolve-step.js'
import type { Message, World } from '../world/world.js'

/**
 * An expected message: its text; a pattern for its text; its segments, each with at least the given data; or a
 * predicate.
 */
export type Expected = string | RegExp | Segments | ((message: Message) => boolean)

/** Matches messages against an expectation, and describes it. */
export interface Matcher {
  matches(message: Message, world: World): boolean
  readonly shown: string
}

export function matcherOf(expected: Expected, world: World): Matcher {
  if (typeof expected === 'function') {
    return { matches: (message) => expected(message), shown: `a message that ${nameOf(expected)} takes` }
  }
  const expectation = expectationOf(expected)
  return {
    matches: ({ message }, now) => meets(expectation, message, now),
    shown:
      expected instanceof RegExp
        ? String(expected)
        : writeContentLines(writeContent(segmentsOf(expectation), { world })),
  }
}

const nameOf = (predicate: { readonly name: string }): string => predicate.name || 'the function'

function expectationOf(expected: string | RegExp | Segments): Expectation {
  if (expected instanceof RegExp) return { is: 'pattern', pattern: expected }
  if (typeof expected !== 'string') return { is: 'message', message: expected }
  const text: UnknownSegment = { type: 'text', data: { text: expected } }
  return { is: 'message', message: [text] as unknown as Segments }
}

const segmentsOf = (expectation: Expectation): Segments =>
  expectation.is === 'message' ? expectation.message : []

/** Whether a value holds at least the wanted parts. A number equals its text: ids occur as both. */
export function holds(wanted: unknown, found: unknown): boolean {
  if (wanted instanceof RegExp) return typeof found === 'string' && wanted.test(found)
  if (typeof wanted === 'object' && wanted !== null) {
    if (typeof found !== 'object' || found === null) return false
    if (Array.isArray(wanted) && (!Array.isArray(found) || found.length !== wanted.length)) return false
    return Object.entries(wanted).every(([key, value]) =>
      holds(value, (found as Record<string, unknown>)[key]),
    )
  }
  if (typeof wanted === 'number' || typeof found === 'number') return String(wanted) === String(found)
  return wanted === found
}
