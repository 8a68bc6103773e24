/** A value of a segment as text. It comes from the wire, and may be anything that JSON can say. */
export const wordOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '')
