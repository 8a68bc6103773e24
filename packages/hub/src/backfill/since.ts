import { compareOrder, type EventId, type EventOrder, type StoredCursor } from '../history/index.js'

/** Moment from which on an account's history may lack messages. */
export type Since =
  /** Behind an event of the account. */
  | { readonly kind: 'after'; readonly order: EventOrder }
  /** Before this hub first heard of the account; `at` is when it did, in unix milliseconds. */
  | { readonly kind: 'start'; readonly at: number }
  /** Since a time in unix milliseconds, which an earlier process noted. */
  | { readonly kind: 'time'; readonly at: number }

/** An event, as far as it is compared with that moment. */
export interface Dated {
  readonly id: EventId
  readonly admittedAt: number
}

/** Whether an event lies before the moment. `firstEpoch` is the first that this hub gave to the account, if it gave one. */
export function isBefore(since: Since, { id, admittedAt }: Dated, firstEpoch: number | undefined): boolean {
  if (since.kind === 'after') return compareOrder(id, since.order) <= 0
  if (since.kind === 'time') return admittedAt < since.at
  return firstEpoch === undefined || id.epoch < firstEpoch
}

/** The moment as a cursor, so that a hub that is killed before the gap is filled knows it afterwards. */
export function cursorOfSince(since: Since, account: string, time: number): StoredCursor {
  const accounts = new Map(since.kind === 'after' ? [[account, since.order]] : [])
  return { mark: { accounts, ...(since.kind !== 'after' && { othersFrom: Math.floor(since.at) }) }, time }
}

/** Reads such a cursor. */
export function sinceOfCursor({ mark }: StoredCursor, account: string): Since | undefined {
  const order = mark.accounts.get(account)
  if (order) return { kind: 'after', order }
  return mark.othersFrom === undefined ? undefined : { kind: 'time', at: mark.othersFrom }
}
