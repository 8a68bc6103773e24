/** The text of a segment's value, which comes from the wire and may be any JSON value. */
export const wordOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '')
