/** The root of every error that this project throws on purpose; `code` is stable, the message is for people. */
export class OneBotError extends Error {
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
    this.code = code
  }
}
