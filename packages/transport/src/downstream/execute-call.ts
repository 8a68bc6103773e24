import { type Call, failedReply, OneBotError, type Reply } from '@rookery/protocol'

/** Executes calls. */
export interface CallHandler {
  /**
   * Executes a call and returns its reply, failed or not. `sendPart` sends replies ahead of it, as NapCat's stream
   * actions do. A promise that rejects is answered with 1500, or with 1400 if `callParams` could not read the params.
   */
  call(call: Call, sendPart: (part: Reply) => void): Promise<Reply>
}

/** Executes a call; any error becomes a failed reply. */
export const executeCall = (
  handler: CallHandler,
  call: Call,
  sendPart: (part: Reply) => void,
): Promise<Reply> => startCall(handler, call, sendPart).then(undefined, failureOf)

/** Executes a call; any error makes the promise reject. */
export function startCall(handler: CallHandler, call: Call, sendPart: (part: Reply) => void): Promise<Reply> {
  try {
    return handler.call(call, sendPart)
  } catch (error) {
    return Promise.reject(error)
  }
}

/** The reply to a call whose execution threw. */
export const failureOf = (error: unknown): Reply =>
  error instanceof OneBotError && error.code === 'bad_params'
    ? failedReply(1400, error.message)
    : failedReply(1500, `the call failed inside: ${messageOf(error)}`)

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
