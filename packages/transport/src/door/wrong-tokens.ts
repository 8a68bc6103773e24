import { isIPv6 } from 'node:net'
import { type Clock, systemClock } from '../time/clock.js'

const WINDOW_MS = 60_000
/** Wrong tokens per address and minute that are answered without delay. */
const FREE = 20
const FIRST_DELAY_MS = 250
const LONGEST_DELAY_MS = 5_000
/** Most delayed answers, per address and in total. More would only hold sockets, so they are answered at once. */
const WAITING_PER_ADDRESS = 4
const WAITING = 64
/** Most addresses that are tracked; the oldest is dropped. */
const KEPT_ADDRESSES = 10_000

interface Guesser {
  sinceMs: number
  count: number
  waiting: number
}

/** Delays the answers to an address that shows one wrong token after another. It never handles a valid token. */
export class WrongTokens {
  readonly #clock: Clock
  readonly #guessers = new Map<string, Guesser>()
  /** Ends the delay of each answer that is held back. */
  readonly #waiting = new Set<() => void>()

  constructor(clock: Clock = systemClock) {
    this.#clock = clock
  }

  /** Counts a wrong token, and runs `answer` at once or after a delay. */
  refuse(address: string | undefined, answer: () => void): void {
    const guesser = this.#guesser(networkOf(address))
    const over = ++guesser.count - FREE
    if (over <= 0 || guesser.waiting >= WAITING_PER_ADDRESS || this.#waiting.size >= WAITING) return answer()
    this.#hold(guesser, Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(over - 1, 10)), answer)
  }

  /** Answers all held-back requests at once. */
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
    // The same object is kept across windows, because held-back answers still decrement its `waiting`.
    const guesser = this.#guessers.get(network) ?? { sinceMs: now, count: 0, waiting: 0 }
    // A clock that was set back must not keep an address counted for ever.
    const isCounting = guesser.count > 0 && Math.abs(now - guesser.sinceMs) < WINDOW_MS
    if (isCounting) return guesser
    guesser.sinceMs = now
    guesser.count = 0
    // Moved to the end: the first entry is the oldest.
    this.#guessers.delete(network)
    this.#guessers.set(network, guesser)
    const [oldest] = this.#guessers.keys()
    if (this.#guessers.size > KEPT_ADDRESSES && oldest !== undefined) this.#guessers.delete(oldest)
    return guesser
  }
}

/** The network of an address: an IPv4 address itself, or the /64 of an IPv6 address, which belongs to one household. */
export function networkOf(address = 'unknown'): string {
  const v4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (v4 !== undefined) return v4
  const [plain = ''] = address.split('%')
  return isIPv6(plain) ? `${groupsOf(plain).slice(0, 4).join(':')}::/64` : address
}

/** Expands an IPv6 address to its eight groups. */
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
