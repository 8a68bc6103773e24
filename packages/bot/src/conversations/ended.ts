import { OneBotError } from '@rookery/protocol'

/**
 * Why a question got no answer: `expired`, nobody answered in time; `cancelled`, the user wanted no more; `failed`, the
 * answers were wrong too often; `killed`, by `session.kill`, `bot.kill` or another question in the same place; `offline`,
 * the account was logged off; `unloaded`, what asked was taken back; `closed`, the bot was, or the handler is done.
 */
export type Ended = 'expired' | 'cancelled' | 'failed' | 'killed' | 'offline' | 'unloaded' | 'closed'

/**
 * Thrown by `ask` when there will be no answer. It need not be caught: the bot tells the user itself, and
 * `bot.onConversationEnd`.
 */
export class ConversationEnded extends OneBotError {
  readonly why: Ended

  constructor(why: Ended) {
    super(`conversation_${why}`, `the conversation ended before there was an answer: ${why}`)
    this.why = why
  }
}
