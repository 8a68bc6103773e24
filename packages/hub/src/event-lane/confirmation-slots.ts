import { type Alarm, type Clock, steadyOf } from '@rookery/transport'

/** A connection is asked for confirmation no earlier than this after its first unconfirmed event. */
export const CONFIRM_AFTER_MS = 250
/**
 * And no later than this. After a break a client may get again what was sent within this time and a round trip; of a
 * flood, the last 512 events and what was sent in two round trips.
 */
export const CONFIRM_WITHIN_MS = 500
/** A sink that could not confirm yet is asked again after this long. */
const RETRY_MS = 50

const SLOT_MS = 25
/** Slots from now until `CONFIRM_WITHIN_MS`. */
const SLOTS = CONFIRM_WITHIN_MS / SLOT_MS + 1
/** Slots over which the connections are spread. */
const SPREAD = (CONFIRM_WITHIN_MS - CONFIRM_AFTER_MS) / SLOT_MS
/** Connections in a slot before the one ahead of it is filled: one turn of the event loop asks about as many. */
const FILL = 16

/** Whatever is asked for confirmation in its slot. */
export interface Confirming {
  /** Number of the slot in which it is asked. The slots write it. */
  slot: number | undefined
  /** Asks for confirmation of what was sent. */
  mark(): void
}

/**
 * A ring of time slots that says when each connection is asked for confirmation: once for all that it was sent since
 * it was last asked, and in slots of their own where they are many. One timer runs for all of them, and none while
 * everything is confirmed.
 */
export class ConfirmationSlots {
  readonly #clock: Clock
  readonly #now: () => number
  readonly #slots: Confirming[][] = Array.from({ length: SLOTS }, () => [])
  #alarm: { readonly slot: number; readonly cancel: Alarm } | undefined

  constructor(clock: Clock) {
    this.#clock = clock
    this.#now = steadyOf(clock)
  }

  /** Asks it in a slot to come; one that has its slot keeps it. */
  add(each: Confirming): void {
    if (each.slot === undefined) this.#put(each, this.#slotToFill())
  }

  /** Asks it again shortly, since it could not confirm yet. */
  retry(each: Confirming): void {
    const slot = Math.ceil((this.#now() + RETRY_MS) / SLOT_MS)
    if (each.slot === undefined || each.slot > slot) this.#put(each, slot)
  }

  close(): void {
    this.#alarm?.cancel()
    this.#alarm = undefined
  }

  /**
   * Takes the last slot in time that has room, since each round of questions wakes us and the client; where none has,
   * the emptiest.
   */
  #slotToFill(): number {
    const last = Math.floor((this.#now() + CONFIRM_WITHIN_MS) / SLOT_MS)
    let emptiest = last
    for (let slot = last; slot > last - SPREAD; slot--) {
      if (this.#at(slot).length < FILL) return slot
      if (this.#at(slot).length < this.#at(emptiest).length) emptiest = slot
    }
    return emptiest
  }

  #put(each: Confirming, slot: number): void {
    each.slot = slot
    this.#at(slot).push(each)
    if (!this.#alarm || slot < this.#alarm.slot) this.#arm(slot)
  }

  #at(slot: number): Confirming[] {
    return this.#slots[slot % SLOTS] ?? []
  }

  #arm(slot: number): void {
    this.#alarm?.cancel()
    const cancel = this.#clock.after(Math.max(0, slot * SLOT_MS - this.#now()), () => this.#askUntil(slot))
    this.#alarm = { slot, cancel }
  }

  /** A timer may fire early, or late because the event loop was busy. Before the slot that it was for all are empty. */
  #askUntil(armed: number): void {
    this.#alarm = undefined
    const reached = Math.max(armed, Math.floor(this.#now() / SLOT_MS))
    for (let slot = armed; slot <= Math.min(reached, armed + SLOTS); slot++) this.#ask(slot)
    for (let slot = reached + 1; slot <= reached + SLOTS; slot++) {
      if (this.#at(slot).length > 0) return this.#arm(slot)
    }
  }

  #ask(slot: number): void {
    const due = this.#at(slot)
    if (due.length === 0) return
    this.#slots[slot % SLOTS] = []
    for (const each of due) {
      // One that was put into an earlier slot meanwhile was asked there.
      if (each.slot === undefined || each.slot % SLOTS !== slot % SLOTS) continue
      each.slot = undefined
      each.mark()
    }
  }
}
