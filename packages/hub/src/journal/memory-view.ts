import type { Judgeable } from '../scope/judged-event.js'
import type { AccountSelection, Floor, Forgotten, JournalEvent, JournalView } from './journal.js'

/** Whether an account is selected. */
export const isAmong = (accounts: AccountSelection, account: string): boolean =>
  accounts === 'all' || accounts.includes(account)

/** Accounts whose events a view shows, with or without their own messages. */
export interface Selection {
  readonly accounts: AccountSelection
  readonly selfMessages: boolean
}

/** A floor that rises. */
interface RisingFloor extends Floor {
  readonly accounts: Map<string, Forgotten>
  othersFrom: number
}

/** Marks of what is forgotten of the selected accounts. */
export const forgottenOf = ({ floor }: MemoryView, accounts: AccountSelection): Map<string, Forgotten> =>
  new Map([...floor.accounts].filter(([account]) => isAmong(accounts, account)))

/** A queue with positions; its front is trimmed in large pieces. */
export class MemoryView implements JournalView {
  readonly key: string
  readonly accounts: AccountSelection
  readonly floor: RisingFloor
  readonly #selfMessages: boolean
  tail = 0
  lastLate = 0
  #events: (JournalEvent | undefined)[] = []
  #start = 0

  constructor(
    key: string,
    { accounts, selfMessages }: Selection,
    forgotten: Map<string, Forgotten>,
    othersFrom: number,
  ) {
    this.key = key
    this.accounts = accounts
    this.#selfMessages = selfMessages
    this.floor = { accounts: forgotten, othersFrom }
  }

  includes({ id, isSelfMessage }: Judgeable): boolean {
    return isAmong(this.accounts, id.account) && (this.#selfMessages || !isSelfMessage)
  }

  get head(): number {
    return this.tail + this.#events.length - this.#start
  }

  get first(): JournalEvent | undefined {
    return this.#events[this.#start]
  }

  at(position: number): JournalEvent {
    const event = this.#events[this.#start + position - this.tail - 1]
    if (!event || position <= this.tail) {
      throw new RangeError(`position ${position} is outside of ${this.tail + 1} to ${this.head}`)
    }
    return event
  }

  push(event: JournalEvent): void {
    this.#events.push(event)
    if (event.isLate) this.lastLate = this.head
  }

  /**
   * Goes on behind events that were forgotten before they came in here. They count as one position, which tells whoever lacks it
   * that there may be a gap. What was here must be forgotten, too.
   */
  pass(accounts: ReadonlyMap<string, Forgotten>, othersFrom: number): void {
    this.tail++
    for (const [account, forgotten] of accounts)
      if (isAmong(this.accounts, account)) this.floor.accounts.set(account, forgotten)
    this.floor.othersFrom = othersFrom
  }

  /** Drops all events and their positions. */
  clear(): void {
    this.#events = []
    this.#start = 0
  }

  shift(): void {
    const { first } = this
    if (!first) return
    const { id, admittedAt } = first
    this.floor.accounts.set(id.account, { epoch: id.epoch, number: id.number, admittedAt })
    this.floor.othersFrom = admittedAt
    this.#events[this.#start++] = undefined
    this.tail++
    if (this.#start < 1024 || this.#start * 2 < this.#events.length) return
    this.#events = this.#events.slice(this.#start)
    this.#start = 0
  }
}
