/** A bot that did not connect, or ended early; the message is for people. */
export class BotFailure extends Error {
  override readonly name = 'BotFailure'
  readonly code = 'bot_failed'
}
