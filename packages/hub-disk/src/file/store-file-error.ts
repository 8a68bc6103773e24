/** Reasons why a file cannot be opened, or written any more. */
export type StoreFileFault =
  | 'file_gone'
  | 'in_use'
  | 'newer_format'
  | 'no_engine'
  | 'not_a_store'
  | 'unwritable'

/** A file that cannot be opened or written. It does without other packages, since the thread loads none. */
export class StoreFileError extends Error {
  override readonly name = 'StoreFileError'
  readonly code: StoreFileFault

  constructor(code: StoreFileFault, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
