/** An error that stopped the creation before anything was written. */
export class CreateError extends Error {
  readonly code: 'usage' | 'not_empty'

  constructor(code: CreateError['code'], message: string) {
    super(message)
    this.name = 'CreateError'
    this.code = code
  }
}
