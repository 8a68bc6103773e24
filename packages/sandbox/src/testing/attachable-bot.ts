import type { Clock, Link } from '@rookery/transport'

/** Options for a bot that is attached to an account. */
export interface AttachOptions {
  /** Clock of the sandbox, which the test controls. */
  readonly clock: Clock
  /** Account that the link belongs to. */
  readonly self_id: number
}

/**
 * A bot that can be attached to an account in memory; a returned promise is awaited. A bot of `@rookery/bot` is one.
 */
export interface AttachableBot {
  attach(link: Link, options: AttachOptions): unknown
}

/** A bot, or a function that takes a link in its place. */
export type BotUnderTest = AttachableBot | ((link: Link, options: AttachOptions) => unknown)
