/** Nothing that somebody means goes deeper: a merged forward of three, one inside of the other, goes 15 deep. */
export const MAX_DEPTH = 100

/**
 * Whether objects and lists lie so deep in one another that whoever walks through them may run out of stack: the page,
 * records and JSON itself do.
 */
export function isTooDeep(value: unknown, levels = MAX_DEPTH): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  const items: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
  return items.some((item) => isTooDeep(item, levels - 1))
}
