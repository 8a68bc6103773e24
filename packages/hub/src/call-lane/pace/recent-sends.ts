import type { PaceLimits, Rate } from '../../traffic-options.js'

/** Sends of an account that are remembered at most; the oldest are forgotten. */
const MOST = 4_096
/** They are remembered for so long, or as long as the longest limit of now looks back. */
const KEPT_MS = 60_000

/** A send that has left: the key of its chat, and the time on the steady clock. */
export interface SentBefore {
  readonly chat: string
  readonly at: number
}

/** Remembers what an account has sent lately, so that a limit which changes while the hub runs counts it. */
export class RecentSends {
  readonly #sends: SentBefore[] = []
  #keptMs: number

  constructor(limits: PaceLimits) {
    this.#keptMs = spanOf(limits)
  }

  configure(limits: PaceLimits): void {
    this.#keptMs = spanOf(limits)
  }

  note(chat: string, at: number): void {
    this.#sends.push({ chat, at })
    const [first] = this.#sends
    if (this.#sends.length > MOST || (first && first.at < at - this.#keptMs)) this.#sends.shift()
  }

  /** Those that still count, oldest first. */
  until(now: number): readonly SentBefore[] {
    return this.#sends.filter(({ at }) => at >= now - this.#keptMs)
  }
}

const spanOf = ({ account, group, user }: PaceLimits): number =>
  Math.max(KEPT_MS, ...[account, group, user].map(lookBackOf))

/** How far back a send counts. */
const lookBackOf = (rate: Rate | undefined): number =>
  rate === undefined ? 0 : rate.perMs * Math.max(1, (rate.burst ?? 0) / rate.count)
