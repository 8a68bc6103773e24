import { type Call, joinParts } from '@rookery/protocol'

/** The call with bytes of its own: those received are part of a chunk, and may be overwritten once sent. */
export const ownBytes = (call: Call): Call => ({ ...call, bytes: joinParts([call.bytes]) })
