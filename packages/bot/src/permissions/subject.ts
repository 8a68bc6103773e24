import type { IdInput } from '@rookery/protocol'
import type { ChatEvent } from '../message/hear.js'
import type { Session } from '../session/session.js'

/** What somebody is in a group. */
export type Role = 'owner' | 'admin' | 'member'

/** Who asks for something, as permissions see it. */
export interface Subject {
  readonly event: ChatEvent
  readonly isSuperuser: boolean
  /** What the event says they are in the group; undefined where it does not say, or there is no group. */
  readonly toldRole: Role | undefined
  /** Milliseconds since 1970. */
  readonly now: number
  /** What they are in the group, asked for where the event does not say. Undefined where nobody knows. */
  role(): Promise<Role | undefined>
  /** The session, where there is one: not while it is only explained. */
  readonly session: Session<ChatEvent> | undefined
}

/** Ids as keys: 1, '1' and 1n are the same one. */
export const idSet = (ids: readonly IdInput[]): ReadonlySet<string> => new Set(ids.map(String))
