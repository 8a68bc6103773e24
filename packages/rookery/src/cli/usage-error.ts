/** A command line that says nothing we understand; the message names what is allowed. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly code = 'usage'
}
