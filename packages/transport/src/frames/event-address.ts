import { type Member, type ObjectScan, readText, scanObject } from '@rookery/protocol'
import { scanInSlices } from './large-event.js'

/** Addressees of an event, as far as its top-level fields tell. */
export interface EventAddress {
  /** The account as decimal text. */
  readonly selfId: string | undefined
  /** Key of the conversation. Its events must stay in order: one group, one peer, or everything else. */
  readonly conversation: string
}

const WANTED = { self_id: {}, group_id: {}, user_id: {} }

/** Reads the address in one scan. */
export const readAddress = (event: Uint8Array): EventAddress => addressOf(event, scanObject(event, WANTED))

/** Reads the address of a large event in slices of time. */
export async function readAddressInSlices(event: Uint8Array): Promise<EventAddress> {
  return addressOf(event, await scanInSlices(event, WANTED))
}

function addressOf(event: Uint8Array, { members }: ObjectScan): EventAddress {
  const idOf = (name: string): string | undefined => {
    const found = members.findLast((each) => each.name === name)
    return found && readId(event, found)
  }
  const selfId = idOf('self_id')
  const groupId = idOf('group_id')
  const userId = groupId === undefined ? idOf('user_id') : undefined
  const place = groupId === undefined ? (userId === undefined ? '' : `user ${userId}`) : `group ${groupId}`
  return { selfId, conversation: `${selfId ?? ''} ${place}` }
}

/** Some implementations write 0 for none. */
function readId(bytes: Uint8Array, { valueStart, end }: Member): string | undefined {
  // An id is short; a longer value must not become a key that is kept.
  if (end - valueStart > 64) return undefined
  const text = readText(bytes, valueStart, end).replace(/^"(.*)"$/, '$1')
  return /^[1-9]\d*$/.test(text) ? text : undefined
}
