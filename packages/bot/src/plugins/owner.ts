import type { Scope } from './scope.js'

/** Whose something is that the bot does, and where it is there: a plugin, as the other parts of the bot see it. */
export interface Owner {
  readonly name: string
  /** What it has added to the bot. */
  readonly scope: Scope
  /** Whether its handlers and commands are there for an event, or in a place. */
  isOn(where: object): boolean
  /** Whether somebody has switched it off in a place. */
  isSwitchedOff(where: object): boolean
}

/** Whether something is there for an event; what is nobody's always is. */
export const isOn = (owner: Owner | undefined, where: object): boolean => owner?.isOn(where) ?? true
