import type { Source } from './sources.mjs'

/** Counts the places where a test waits for the machine's time; text of programs that it starts is not looked at. */
export function sleeps(file: Source): number
