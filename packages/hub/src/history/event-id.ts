/** Place of an event in the order of its account. */
export interface EventOrder {
  /** Grows whenever a hub begins to number the account's events. */
  readonly epoch: number
  /** Dense within the epoch, from 1. */
  readonly number: number
}

/** Identity of an event. It is never given twice. */
export interface EventId extends EventOrder {
  /** Decimal text. */
  readonly account: string
}

/** Sorts ids of one account: negative if `a` is older, 0 if they are equal. */
export const compareOrder = (a: EventOrder, b: EventOrder): number => a.epoch - b.epoch || a.number - b.number
