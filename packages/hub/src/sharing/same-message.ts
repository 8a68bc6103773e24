import { readText, scanObject } from '@rookery/protocol'
import { framedPayload } from '@rookery/transport'
import { membersOf } from '../event-members/event-members.js'
import type { JournalEvent } from '../journal/journal.js'

/**
 * Identity of an event among those that other accounts got of the same group: the real sequence of a message, else who,
 * when and what. Of equal ones the n-th of one account is the n-th of another.
 */
export function identityOf(event: JournalEvent): string {
  const { seq, user = '', target = '', noticeType = '', subType = '' } = membersOf(event)
  if (event.isMessage && seq !== undefined) return `seq ${seq}`
  const what = event.isMessage ? contentOf(framedPayload(event.text)) : `${noticeType} ${subType} ${target}`
  return `${user} ${event.time} ${what}`
}

/** The content of a message, as the implementation wrote it. */
function contentOf(payload: Uint8Array): string {
  const { members } = scanObject(payload, { raw_message: {}, message: {} })
  const found = members.findLast(({ name }) => name === 'raw_message') ?? members.at(-1)
  return found ? readText(payload, found.valueStart, found.end) : ''
}

/** Counts events by their identity, for each account apart. */
export class SameMessages {
  readonly #counts = new Map<string, Map<string, number>>()

  /** Counts an event; returns how many there are of it by now. */
  add(event: JournalEvent): number {
    const identity = identityOf(event)
    const accounts = this.#counts.get(identity) ?? new Map<string, number>()
    this.#counts.set(identity, accounts)
    const count = (accounts.get(event.id.account) ?? 0) + 1
    accounts.set(event.id.account, count)
    return count
  }

  /** How many there are of an event: as many as the account with the most of them got. */
  most(event: JournalEvent): number {
    return Math.max(0, ...(this.#counts.get(identityOf(event))?.values() ?? []))
  }
}
