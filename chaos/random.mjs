/** Random numbers that a seed decides (mulberry32), so that a run can be repeated. */
export class Random {
  #state

  constructor(seed) {
    this.#state = hash(String(seed))
  }

  /** Random numbers of their own for a part with this name: what another part takes does not change them. */
  fork(name) {
    return new Random(`${this.#state}/${name}`)
  }

  /** At least 0, less than 1. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  /** A whole number from `low` to `high`, both included. */
  between(low, high) {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  pick(list) {
    return list[Math.floor(this.next() * list.length)]
  }

  bytes(count) {
    return Buffer.from(Array.from({ length: count }, () => this.between(0, 255)))
  }
}

/** FNV-1a. */
function hash(text) {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value | 0
}
