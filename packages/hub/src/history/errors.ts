import { OneBotError } from '@rookery/protocol'

/** Faults of a pack: damaged, of a newer version, or not written by `packEvents`. */
export type PackFault = 'checksum' | 'malformed' | 'newer_version'

/** Bytes that are no sound pack of events. */
export class PackError extends OneBotError {
  declare readonly code: PackFault

  constructor(code: PackFault, message: string) {
    super(code, message)
  }
}

/** Bytes that end too early or hold a value out of range. */
export class BytesError extends OneBotError {
  constructor(message: string) {
    super('malformed', message)
  }
}

/** Reasons why a store cannot be opened or read. */
export type StoreErrorCode =
  | 'in_use'
  | 'newer_format'
  | 'no_engine'
  | 'not_a_store'
  | 'unreadable'
  | 'unwritable'

/** A store that cannot be opened or read. */
export class StoreError extends OneBotError {
  declare readonly code: StoreErrorCode

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(code, message, options)
  }
}
