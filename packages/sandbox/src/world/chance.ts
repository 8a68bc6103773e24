/**
 * Draws a whole number from 0 up to, not including, `below`; returns it with the next state. The same state always
 * gives the same number (mulberry32).
 */
export function draw(chance: number, below: number): { readonly value: number; readonly chance: number } {
  const next = (chance + 0x6d2b79f5) >>> 0
  let mixed = Math.imul(next ^ (next >>> 15), next | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return { value: Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below), chance: next }
}
