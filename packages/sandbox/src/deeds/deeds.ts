import type { Turn } from '../world/turn.js'
import { ban } from './ban.js'
import { say } from './say.js'

/**
 * Everything that somebody can do, a bot's account or a person. Each checks the rights of who does it, changes the
 * world and tells the accounts that see it.
 */
export const deeds = { say, ban } as const satisfies Readonly<
  Record<string, (turn: Turn, by: number, args: never) => unknown>
>

export type DeedName = keyof typeof deeds

/** What a deed takes. */
export type DeedArgs<N extends DeedName> = Parameters<(typeof deeds)[N]>[2]

/** What a deed gives back. */
export type DeedResult<N extends DeedName> = ReturnType<(typeof deeds)[N]>

/** Something to do, as data: `{ do: 'ban', group_id: 30001, user_id: 20001, duration: 60 }`. */
export type Deed = { readonly [N in DeedName]: { readonly do: N } & DeedArgs<N> }[DeedName]
