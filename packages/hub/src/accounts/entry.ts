import type { Account } from './account.js'

/** Accounts younger than this are forgotten first; among them, the one with the longest absence. */
const KNOWN_AT_LEAST_MS = 1_000

/** A known account, and what decides on its place and on its being forgotten. */
export interface Entry {
  readonly account: Account
  /** The upstream that first named the account; it counts against that upstream's limit. */
  upstream: string
  rank: number
  readonly seenAt: number
  /** When the last link left. Accounts with links are never forgotten. */
  awaySince: number
  /** Whether it is online, and since when in unix milliseconds. */
  standing: { readonly isOnline: boolean; readonly since: number }
}

/**
 * Absence divided by the age before it. In a flood of short-lived accounts each has a long relative absence, while an
 * account known for hours survives a restart.
 */
export const absenceOf = ({ seenAt, awaySince }: Entry, now: number): number =>
  (now - awaySince) / (awaySince - seenAt + KNOWN_AT_LEAST_MS)
