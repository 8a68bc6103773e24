/** An invalid command line; the message names the allowed values. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly code = 'usage'
}
