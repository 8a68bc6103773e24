import type { Alarm, Clock } from '@rookery/transport'
import type { Gap } from '../journal/gap.js'
import type { Log } from '../log/log.js'
import type { Client } from './clients.js'
import type { Connection } from './connection.js'

/** Gaps of one client are logged at once, then summed up at this interval. */
const SUM_MS = 60_000

interface Sum {
  readonly due: Alarm
  /** Events not reported yet. */
  events: number
  account: string
}

/** Logs how many events each client will miss: at most one line per client and minute. */
export class MissedEvents {
  readonly #log: Log
  readonly #clock: Clock
  readonly #sums = new Map<Client, Sum>()

  constructor(log: Log, clock: Clock) {
    this.#log = log
    this.#clock = clock
  }

  add({ client, label, account }: Connection, { count }: Gap): void {
    const sum = this.#sums.get(client)
    if (sum) {
      sum.events += count
      sum.account = account
      return
    }
    this.#tell(label, account, count)
    this.#start(client, label)
  }

  close(): void {
    for (const { due } of this.#sums.values()) due()
    this.#sums.clear()
  }

  #start(client: Client, label: string): void {
    const due = this.#clock.after(SUM_MS, () => {
      const { events, account } = this.#sums.get(client) ?? { events: 0, account: '' }
      this.#sums.delete(client)
      if (events === 0) return
      this.#tell(label, account, events)
      this.#start(client, label)
    })
    due.unref?.()
    this.#sums.set(client, { due, events: 0, account: '' })
  }

  #tell(client: string, account: string, events: number): void {
    this.#log.warn({ client, account, events }, 'client misses events, and was told of the gap')
  }
}
