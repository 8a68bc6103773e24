import type { Clock, Link } from '@rookery/transport'

/** What a bot under test is given with its link. */
export interface AttachOptions {
  /** The clock of the sandbox, which the test owns. */
  readonly clock: Clock
  /** The account that the link belongs to. */
  readonly self_id: number
}

/** A bot that can be joined to an account in memory; a promise that it gives is waited for. A bot of `@rookery/bot` is one. */
export interface AttachableBot {
  attach(link: Link, options: AttachOptions): unknown
}

/** A bot, or a function that takes a link as one does. */
export type BotUnderTest = AttachableBot | ((link: Link, options: AttachOptions) => unknown)
