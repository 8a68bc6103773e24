import type { Clock } from '@rookery/transport'
import { conversationKey, type Incoming } from '../events/incoming.js'

/** How soon a command may be used again. */
export interface Cooldown {
  readonly seconds: number
  /** By the same user (in the same group), by anybody in the group, or by anybody at all. Default `user`. */
  readonly of?: 'user' | 'group' | 'everybody'
}

interface Cooled {
  readonly name: string
  readonly options: { readonly cooldown?: Cooldown }
}

/** Below this, nothing is swept out. */
const MANY = 10_000

/** Who used what, and until when they cannot again. */
export class Cooldowns {
  readonly #clock: Clock
  readonly #until = new Map<string, number>()
  #sweepAt = MANY

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Seconds until a command may be used again, as whole ones; 0 where it may be. */
  secondsLeft(command: Cooled, incoming: Incoming): number {
    const key = keyOf(command, incoming)
    const until = key === undefined ? undefined : this.#until.get(key)
    return until === undefined ? 0 : Math.max(0, Math.ceil((until - this.#clock.now()) / 1000))
  }

  /** A command is used now. */
  begin(command: Cooled, incoming: Incoming): void {
    const key = keyOf(command, incoming)
    if (key === undefined) return
    const now = this.#clock.now()
    this.#until.set(key, now + (command.options.cooldown?.seconds ?? 0) * 1000)
    if (this.#until.size > this.#sweepAt) this.#sweep(now)
  }

  #sweep(now: number): void {
    for (const [key, until] of this.#until) if (until <= now) this.#until.delete(key)
    this.#sweepAt = Math.max(MANY, this.#until.size * 2)
  }
}

function keyOf({ name, options: { cooldown } }: Cooled, incoming: Incoming): string | undefined {
  if (!cooldown) return undefined
  const { of = 'user' } = cooldown
  return `${name} ${of === 'everybody' ? incoming.account.self_id : conversationKey(incoming, of)}`
}
