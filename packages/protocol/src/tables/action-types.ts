import type { ActionTable } from './actions.gen.js'
import type { Implementation } from './table.js'

/** The name of a known action. */
export type ActionName = keyof ActionTable

/** Params of a known action, e.g. `Params<'send_group_msg'>`. */
export type Params<Name extends ActionName> = ActionTable[Name]['params']

/**
 * Result of a known action, e.g. `Result<'get_msg'>`. Some implementations answer in a shape of their own:
 * `Result<'get_forward_msg', 'napcat'>`.
 */
export type Result<Name extends ActionName, By extends Implementation | 'perpetua' = never> = [By] extends [
  never,
]
  ? ActionTable[Name]['result']
  : { readonly [Each in By]: ResultBy<ActionTable[Name], Each> }[By]

type ResultBy<Row extends { readonly result: unknown }, By extends string> = Row extends {
  readonly variants: { readonly [Each in By]: infer Variant }
}
  ? Variant
  : Row['result']

/** The names of the actions that an implementation has, e.g. `ActionOf<'napcat'>`. */
export type ActionOf<By extends Implementation> = {
  [Name in ActionName]: By extends ActionTable[Name]['by'] ? Name : never
}[ActionName]
