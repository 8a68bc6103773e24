import { isObject } from '@rookery/schema'

/** Merges two configs; the second one wins. Objects are merged key by key. */
export function mergeValues(
  one: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const merged: Record<string, unknown> = { ...one }
  for (const [key, value] of Object.entries(other)) {
    const before = merged[key]
    merged[key] = isObject(before) && isObject(value) ? mergeValues(before, value) : value
  }
  return merged
}
