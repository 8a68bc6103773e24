import type { ActionRow, EventRow, ParamRow, SegmentRow, Summary } from './table.js'

/** Keys for readers alone. */
type Words = 'summary' | 'note' | 'conflict' | 'string_form'

/** A row without its texts, at all levels. */
type FactsOf<T> = T extends readonly (infer Item)[]
  ? readonly FactsOf<Item>[]
  : T extends Summary
    ? true
    : T extends object
      ? { readonly [Key in keyof T as Key extends Words ? never : Key]: FactsOf<T[Key]> }
      : T

/** Facts about an action that programs need: its words are in `loadTables()`. */
export type ActionFacts = FactsOf<ActionRow>
/** Facts about one parameter of an action that programs need. */
export type ParamFacts = FactsOf<ParamRow>

/** Facts about an event that programs need; `fields` are all of its fields, the shared ones first. */
export type EventFacts = FactsOf<EventRow>

/** Facts about a message segment that programs need. */
export type SegmentFacts = FactsOf<SegmentRow>
