import type { ValueType } from './value-types.js'

/** One argument of a command. */
export interface Parameter {
  readonly name: string
  readonly type: ValueType
  readonly required: boolean
  /** Takes all that is left: a list, or the rest of the line as it was written. */
  readonly rest: boolean
}

/** `--silent`, or `--reason <why>` with a value. */
export interface Flag {
  readonly name: string
  readonly value?: Parameter
}

/** A command's declaration, read. */
export interface Declaration {
  /** The name in its parts: `note.add` has two. */
  readonly name: readonly string[]
  readonly parameters: readonly Parameter[]
  readonly flags: readonly Flag[]
  /** Everything behind the name, as it was declared. */
  readonly tail: string
}
