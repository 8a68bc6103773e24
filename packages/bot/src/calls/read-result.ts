import { parseExact, type Reply } from '@rookery/protocol'
import type { FailedResult } from '../errors.js'

/** Content of a reply, successful or failed. */
export type CallResult = FailedResult & {
  /** Outcome that our own failed replies state; see `FailureFacts`. */
  readonly outcome?: 'unsent' | 'unknown'
  readonly http_status?: number
}

/** A reply as a value; an integer beyond 2^53 in it is decimal text. */
export function readResult({ bytes }: Reply): CallResult {
  try {
    return parseExact(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString()) as CallResult
  } catch {
    const message = 'the reply is no valid JSON'
    return { status: 'failed', retcode: 1500, data: null, message, outcome: 'unknown' }
  }
}
