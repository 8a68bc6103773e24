/** A bot that does not come, or does not stay; the message is for people. */
export class BotFailure extends Error {
  override readonly name = 'BotFailure'
  readonly code = 'bot_failed'
}
