import type { ActionRow, EventRow, ParamRow, SegmentRow, Summary } from './table.js'

/** What is for readers alone. */
type Words = 'summary' | 'note' | 'conflict' | 'string_form'

/** A row without its words, and the same for all that it holds. */
type FactsOf<T> = T extends readonly (infer Item)[]
  ? readonly FactsOf<Item>[]
  : T extends Summary
    ? true
    : T extends object
      ? { readonly [Key in keyof T as Key extends Words ? never : Key]: FactsOf<T[Key]> }
      : T

/** What programs need of an action: its words are in `loadTables()`. */
export type ActionFacts = FactsOf<ActionRow>
/** Facts about one parameter of an action that programs need. */
export type ParamFacts = FactsOf<ParamRow>

/** What programs need of an event; `fields` are all of its fields, the shared ones first. */
export type EventFacts = FactsOf<EventRow>

/** What programs need of a message segment. */
export type SegmentFacts = FactsOf<SegmentRow>
