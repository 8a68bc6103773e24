import type { Source } from './sources.mjs'

/** Reads the tests of the whole tree and what belongs to them alone, by path. */
export function readTestFiles(): Readonly<Record<string, Source>>
