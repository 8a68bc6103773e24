const FIRST_RETRY_MS = 100
const LONGEST_RETRY_MS = 5_000

/** Milliseconds after so many failures in a row until it is tried again. */
export const retryMs = (failures: number): number =>
  Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1))
