import type { Reply } from '@rookery/protocol'
import type { CallItem } from './traffic.js'

/** How a call went. */
export type Outcome = NonNullable<CallItem['outcome']>

const ZERO = 0x30
const ONE = 0x31

/** Tells how a call went by its reply: retcode 0 and 1 are no failures. The rest is not read. */
export function outcomeOf({ bytes, scan: { members } }: Reply): Outcome {
  for (let at = members.length - 1; at >= 0; at--) {
    const each = members[at]
    if (each?.name !== 'retcode') continue
    const digit = bytes[each.valueStart]
    return each.end === each.valueStart + 1 && (digit === ZERO || digit === ONE) ? 'ok' : 'failed'
  }
  return 'failed'
}
