import { OneBotError } from '@rookery/protocol'

/** A link that cannot be opened. `code` is Node's if there is one, such as `EADDRINUSE`, else `bad_url`. */
export class LinkError extends OneBotError {}

export function linkError(self_id: number, name: string, cause: unknown): LinkError {
  const { code, message } = cause instanceof OneBotError ? cause : { code: 'link', message: String(cause) }
  return new LinkError(code, `account ${self_id}, link ${name}: ${message}`, { cause })
}
