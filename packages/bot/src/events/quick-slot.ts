/** Accepts a quick operation while the sender waits for the answer to an event: the response to an HTTP POST. */
export interface QuickSlot {
  /** Takes the operation as the answer; false if it is too late. */
  take(operation: Readonly<Record<string, unknown>>): boolean
  /** Declares that no answer will come. */
  done(): void
}
