import { OneBotError } from '@rookery/protocol'

/**
 * Reason why a question got no answer: `expired`, nobody answered in time; `cancelled`, the user declined; `failed`,
 * too many wrong answers; `killed`, by `session.kill`, `bot.kill` or a newer question of the same user (or group);
 * `offline`, the account was logged off; `unloaded`, its handler was removed; `closed`, the bot was closed, or the
 * handler is done.
 */
export type Ended = 'expired' | 'cancelled' | 'failed' | 'killed' | 'offline' | 'unloaded' | 'closed'

/**
 * Thrown by `ask` when no answer will come. It need not be caught: the bot tells the user and the hooks of
 * `bot.onConversationEnd`.
 */
export class ConversationEnded extends OneBotError {
  readonly why: Ended

  constructor(why: Ended) {
    super(`conversation_${why}`, `the conversation ended before there was an answer: ${why}`)
    this.why = why
  }
}
