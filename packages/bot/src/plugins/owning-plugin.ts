import type { Scope } from './scope.js'

/** The plugin that added a handler or a command, as other parts of the bot see it; says where it is enabled. */
export interface OwningPlugin {
  readonly name: string
  /** Everything that it has added to the bot. */
  readonly scope: Scope
  /** Whether its handlers and commands are enabled for an event, or in a group. */
  isOn(where: object): boolean
  /** Whether it was switched off in a group, or everywhere. */
  isSwitchedOff(where: object): boolean
}
