import type { IdInput } from '@rookery/protocol'
import type { ChatEvent } from '../message/hear.js'
import type { Session } from '../session/session.js'

/** Role in a group. */
export type Role = 'owner' | 'admin' | 'member'

/** Subject of a permission check. */
export interface Subject {
  readonly event: ChatEvent
  readonly isSuperuser: boolean
  /** Role stated by the event; undefined if it states none, or there is no group. */
  readonly toldRole: Role | undefined
  /** Milliseconds since 1970. */
  readonly now: number
  /** Requests the role in the group, for events that do not state it. Undefined if it cannot be determined. */
  role(): Promise<Role | undefined>
  /** The session; undefined in an explanation. */
  readonly session: Session<ChatEvent> | undefined
}

/** Ids as keys: 1, '1' and 1n are the same one. */
export const idSet = (ids: readonly IdInput[]): ReadonlySet<string> => new Set(ids.map(String))
