import type { ActionOf } from './action-types.js'
import { actionFacts, eventFacts } from './facts.gen.js'
import type { Implementation } from './table.js'

/** The name of a known event's interface. */
export type EventName = keyof typeof eventFacts

/** The names of the actions that an implementation has, as its source code says. */
export function actionsOf<By extends Implementation>(implementation: By): readonly ActionOf<By>[] {
  const rows = Object.entries(actionFacts).filter(([, { source }]) => source.includes(implementation))
  // The type is generated from the same rows.
  return rows.map(([name]) => name) as unknown as readonly ActionOf<By>[]
}

/** The names of the events that an implementation emits, as `eventFacts` has them. */
export function eventsOf(implementation: Implementation): readonly EventName[] {
  const names = Object.keys(eventFacts) as readonly EventName[]
  return names.filter((name) => eventFacts[name].source.includes(implementation))
}
