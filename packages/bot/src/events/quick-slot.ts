/** Where a quick operation can be put while somebody waits for the answer to an event: the answer to an HTTP POST. */
export interface QuickSlot {
  /** Takes the operation as the answer; false when it is too late for that. */
  take(operation: Readonly<Record<string, unknown>>): boolean
  /** Nobody will answer the event any more. */
  done(): void
}
