import type { ValueType } from './value-types.js'

/** One argument of a command. */
export interface Parameter {
  readonly name: string
  readonly type: ValueType
  readonly required: boolean
  /** Whether it takes the rest: a list, or the rest of the line as it was written. */
  readonly rest: boolean
}

/** `--silent`, or `--reason <why>` with a value. */
export interface Flag {
  readonly name: string
  readonly value?: Parameter
}

/** A parsed command declaration. */
export interface Declaration {
  /** Parts of the name: `note.add` has two. */
  readonly name: readonly string[]
  readonly parameters: readonly Parameter[]
  readonly flags: readonly Flag[]
  /** Everything after the name, as it was declared. */
  readonly tail: string
}
