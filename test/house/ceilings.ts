import type { Measures } from '../../scripts/house/measures.mjs'

/** Measures that must not grow: lists of places. */
export type Counted = {
  [Name in keyof Measures]: Measures[Name] extends readonly string[] ? Name : never
}[keyof Measures]

/** Most places that a package may have. */
type Ceilings = Readonly<Record<Counted, number>>

/** What every package is to keep to, where it has no ceiling of its own. */
export function goalsOf(name: string, { functions, docs }: Measures): Ceilings {
  // The functions of a console are components, which hold their markup.
  const longShare = name === 'console' ? 0.07 : 0.02
  return {
    folderCircles: 0,
    fileCircles: 0,
    longFunctions: Math.floor(functions * longShare),
    longestFunctions: 0,
    relativeOpenings: Math.floor(docs * 0.04),
    undocumented: 0,
    any: 0,
    longFiles: 0,
  }
}

/** Places that a package may still have beyond the goals. They only ever become fewer. */
export const ceilings: Readonly<Record<string, Partial<Ceilings>>> = {}

/** Tables, which may be as long as they are. */
export const tables = /^(?:tables\/|faces\/face-table\.ts)/
