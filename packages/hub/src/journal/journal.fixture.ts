import { frameText } from '@rookery/transport'
import type { JournalEvent } from './journal.js'

/** Numbers the events of each account, as the hub does, in one epoch. */
export class EventMaker {
  readonly #last = new Map<string, number>()

  make(account: string, text: string, admittedAt = 0): JournalEvent {
    const number = (this.#last.get(account) ?? 0) + 1
    this.#last.set(account, number)
    return {
      id: { account, epoch: 1, number },
      isMessage: false,
      time: Math.floor(admittedAt / 1000),
      admittedAt,
      text: frameText(Buffer.from(text)),
    }
  }
}
