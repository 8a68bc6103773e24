import type { Parts } from '../assembly/parts.js'
import { accountsAt } from '../assembly/reload/carry-over.js'
import type { Client } from '../clients/client.js'
import { type Connection, placeOf } from '../clients/connection.js'
import type { Cursor } from '../journal/cursor.js'
import type { JournalView } from '../journal/journal.js'
import type { Outcome } from './operate.js'

/** Another position of a client in one of its places. */
export interface Move {
  readonly cursor: Cursor
  /** Events that it will be sent again, or not at all. */
  readonly events: number
}

/** Finds the position that a client is to have in a place, whose events are those of the view. */
export type FindMove = (client: Client, former: Cursor, view: JournalView) => Move | Promise<Move>

/**
 * Moves a client to other positions in all of its places. Its connections are closed, and go on from there as soon as they are
 * open again; the hub dials and posts to it anew by itself.
 */
export async function moveClient(parts: Parts, client: Client, find: FindMove): Promise<Outcome> {
  const why = reasonAgainst(client, connectionsOf(parts, client))
  if (why !== undefined) return { done: false, code: 'not_possible', message: why }
  const moves = await movesOf(parts, client, find)
  // Some may have come or gone meanwhile.
  const open = connectionsOf(parts, client)
  const move = (place: string): void => {
    const next = moves.get(place)
    if (next) take(parts, client, { place, ...next })
  }
  const openPlaces = open.map((each) => placeOf(each.account, each.role))
  for (const place of moves.keys()) if (!openPlaces.includes(place)) move(place)
  await parts.events.connections.cut((each) => open.includes(each), {
    code: 1012,
    reason: 'the operator has moved this client',
    ended: (each) => move(placeOf(each.account, each.role)),
  })
  if (client.name !== undefined) parts.transports.posts.reopen(client.name)
  const events = [...moves.values()].reduce((sum, each) => sum + each.events, 0)
  return { done: true, connections: open.length, events }
}

const connectionsOf = ({ events }: Parts, client: Client): Connection[] =>
  [...events.connections].filter((each) => each.client === client)

function reasonAgainst({ kind, cursors, rights }: Client, open: readonly Connection[]): string | undefined {
  if (kind === 'anonymous') return 'it has no name, so that its position ends with its connection'
  if (rights.balance) return 'it shares events with others, and has no position of its own'
  if (open.some(({ role }) => role === 'sse')) return 'it reads over SSE, and says itself where it goes on'
  return cursors.size === 0 ? 'it has no position: it was not connected for events yet' : undefined
}

type PlacedMove = Move & { readonly view: JournalView }

async function movesOf(
  { registries }: Parts,
  client: Client,
  find: FindMove,
): Promise<ReadonlyMap<string, PlacedMove>> {
  const found = [...client.cursors].map(async ([place, cursor]) => {
    const view = registries.viewOf(accountsAt(place, client.rights), client, place)
    return [place, { ...(await find(client, cursor, view)), view }] as const
  })
  return new Map(await Promise.all(found))
}

function take(
  { registries: { kept } }: Parts,
  client: Client,
  { place, cursor, view }: PlacedMove & { readonly place: string },
): void {
  client.cursors.set(place, cursor)
  kept?.moved(cursor, { client, place, view })
}
