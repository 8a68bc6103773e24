import type { Source } from './sources.mjs'

/** Lists the places where a test names a port by number as what it listens on or dials. */
export function fixedPorts(file: Source): readonly string[]
