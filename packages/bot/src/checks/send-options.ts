import type { CallOptions } from '../calls/calls.js'
import type { SendOptions } from '../session/outgoing.js'
import { flag, type KindsOf, milliseconds, options, signal } from './option-kind.js'

export const sendKinds: KindsOf<SendOptions> = { at: flag, quote: flag, private: flag }
export const sendOptions = options<SendOptions>(sendKinds)

export const callOptions = options<CallOptions>({ timeoutMs: milliseconds, signal })
