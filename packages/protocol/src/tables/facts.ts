import type { ActionRow, EventRow, ParamRow, SegmentRow, Summary } from './table.js'

/** Keys that are meant for human readers only. */
type Words = 'summary' | 'note' | 'conflict' | 'string_form'

/** A row without its texts, at all levels. */
type FactsOf<T> = T extends readonly (infer Item)[]
  ? readonly FactsOf<Item>[]
  : T extends Summary
    ? true
    : T extends object
      ? { readonly [Key in keyof T as Key extends Words ? never : Key]: FactsOf<T[Key]> }
      : T

/** The machine-readable part of an action's row; its texts are in `loadTables()`. */
export type ActionFacts = FactsOf<ActionRow>
export type ParamFacts = FactsOf<ParamRow>

/** The machine-readable part of an event's row; `fields` holds all of its fields, the shared ones first. */
export type EventFacts = FactsOf<EventRow>

/** The machine-readable part of a segment's row. */
export type SegmentFacts = FactsOf<SegmentRow>
