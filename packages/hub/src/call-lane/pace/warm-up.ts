/** How many times slower an account begins after its login. */
const SLOWNESS_AT_FIRST = 5

/** How many times slower than configured an account is, so long after its login: ever less until the warm-up is over. */
export function warmUpSlowness(sinceLoginMs: number, warmUpMs: number): number {
  const leftMs = warmUpMs - sinceLoginMs
  return leftMs <= 0 ? 1 : 1 + (SLOWNESS_AT_FIRST - 1) * Math.min(1, leftMs / warmUpMs)
}
