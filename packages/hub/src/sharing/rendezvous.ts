/** Chooses among some by a key: the same one for as long as it is there. Others get as many keys as their weights say. */
export function rendezvous<Candidate extends { readonly name: string; readonly weight: number }>(
  key: string,
  candidates: readonly Candidate[],
): Candidate | undefined {
  let best: Candidate | undefined
  let highest = Number.NEGATIVE_INFINITY
  for (const each of candidates) {
    const score = -each.weight / Math.log(hashOf(`${key} ${each.name}`))
    if (score <= highest) continue
    highest = score
    best = each
  }
  return best
}

/** A hash between 0 and 1, both excluded: FNV-1a with the finish of MurmurHash3. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  hash ^= hash >>> 16
  return ((hash >>> 0) + 0.5) / 2 ** 32
}
