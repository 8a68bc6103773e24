import { isIPv6 } from 'node:net'
import { type Clock, systemClock } from '../time/clock.js'

const WINDOW_MS = 60_000
/** Wrong tokens of an address that are answered at once within a minute. */
const FREE = 20
const FIRST_DELAY_MS = 250
const LONGEST_DELAY_MS = 5_000
/** More that wait, of one address and in all, would only hold sockets: they are answered at once. */
const WAITING_PER_ADDRESS = 4
const WAITING = 64
/** Addresses beyond this many push the oldest out. */
const KEPT_ADDRESSES = 10_000

interface Guesser {
  sinceMs: number
  count: number
  waiting: number
}

/** Answers an address slower that shows one wrong token after the other. It never sees a right one. */
export class WrongTokens {
  readonly #clock: Clock
  readonly #guessers = new Map<string, Guesser>()
  /** Ends the wait of each answer that is held back. */
  readonly #waiting = new Set<() => void>()

  constructor(clock: Clock = systemClock) {
    this.#clock = clock
  }

  /** Counts a wrong token, and runs `answer` at once or after a while. */
  refuse(address: string | undefined, answer: () => void): void {
    const guesser = this.#guesser(networkOf(address))
    const over = ++guesser.count - FREE
    if (over <= 0 || guesser.waiting >= WAITING_PER_ADDRESS || this.#waiting.size >= WAITING) return answer()
    this.#hold(guesser, Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(over - 1, 10)), answer)
  }

  /** Answers at once whoever waits. */
  close(): void {
    for (const end of [...this.#waiting]) end()
  }

  #hold(guesser: Guesser, delayMs: number, answer: () => void): void {
    guesser.waiting++
    const end = (): void => {
      cancel()
      this.#waiting.delete(end)
      guesser.waiting--
      answer()
    }
    const cancel = this.#clock.after(delayMs, end)
    this.#waiting.add(end)
  }

  #guesser(network: string): Guesser {
    const now = this.#clock.now()
    // Kept over the minutes: the answers that wait now are counted off on this very object.
    const guesser = this.#guessers.get(network) ?? { sinceMs: now, count: 0, waiting: 0 }
    // A clock that was set back must not keep anybody counted for ever.
    const isCounting = guesser.count > 0 && Math.abs(now - guesser.sinceMs) < WINDOW_MS
    if (isCounting) return guesser
    guesser.sinceMs = now
    guesser.count = 0
    // Behind the others: the front is the oldest.
    this.#guessers.delete(network)
    this.#guessers.set(network, guesser)
    const [oldest] = this.#guessers.keys()
    if (this.#guessers.size > KEPT_ADDRESSES && oldest !== undefined) this.#guessers.delete(oldest)
    return guesser
  }
}

/** Gives an IPv4 address as it is, and the /64 of an IPv6 address, all of which belongs to one household. */
export function networkOf(address = 'unknown'): string {
  const v4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (v4 !== undefined) return v4
  const [plain = ''] = address.split('%')
  return isIPv6(plain) ? `${groupsOf(plain).slice(0, 4).join(':')}::/64` : address
}

/** Spells all eight groups of an IPv6 address out. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().split('::')
  const before = head === '' ? [] : head.split(':')
  if (tail === undefined) return before
  const after = tail === '' ? [] : tail.split(':')
  return [
    ...before,
    ...Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0'),
    ...after,
  ]
}
