import type { Source } from './sources.mjs'

/** Lists the tests that assert nothing, neither themselves nor in the functions of test files that they call. */
export function hollowTests(files: Readonly<Record<string, Source>>): readonly string[]

/** Lists the expectations that cannot fail: of a literal, without a matcher, or a promise that nobody waits for. */
export function idleExpectations(files: Readonly<Record<string, Source>>): readonly string[]
