/** Deepest nesting that is accepted. Real values stay far below it: three nested merged forwards are 15 levels deep. */
export const MAX_DEPTH = 100

/**
 * Whether a value is nested so deeply that walking it may overflow the stack, as in the page, records and JSON
 * itself.
 */
export function isTooDeep(value: unknown, levels = MAX_DEPTH): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  const items: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
  return items.some((item) => isTooDeep(item, levels - 1))
}
