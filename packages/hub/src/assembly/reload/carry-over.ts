import type { Client } from '../../clients/clients.js'
import { noteMark } from '../../clients/kept-cursors.js'
import { newCursor } from '../../journal/cursor.js'
import type { AccountSelection, JournalView } from '../../journal/journal.js'
import { marksOf } from '../../journal/view-marks.js'
import type { ClientRights } from '../../options.js'
import type { Registries } from '../registries.js'

/**
 * Carries the positions of a client over to the events that its new rights show, place by place. A position counts within one
 * view of the journal: where that is another one now, its mark finds the place there.
 */
export function carriedOver(
  client: Client,
  former: ClientRights,
  registries: Registries,
): (place: string) => void {
  const { rights } = client
  const viewBy = (by: ClientRights, place: string): JournalView =>
    registries.viewOf(accountsAt(place, by), { ...client, rights: by })
  return (place) => {
    if (!client.cursors.has(place)) return
    const [before, after] = [viewBy(former, place), viewBy(rights, place)]
    if (before.key !== after.key) move(client, place, { before, after }, registries)
  }
}

/** A place begins with its account, or with `all`. */
export function accountsAt(place: string, { accounts }: ClientRights): AccountSelection {
  const account = place.slice(0, place.indexOf(' '))
  return account === 'all' ? (accounts ?? 'all') : [account]
}

function move(
  client: Client,
  place: string,
  { before, after }: { readonly before: JournalView; readonly after: JournalView },
  { kept, clock }: Registries,
): void {
  const cursor = client.cursors.get(place)
  if (!cursor) return
  kept?.save()
  // Whoever has all of the one has all of the other: what was not shown before is not caught up on.
  if (!cursor.logged && cursor.position === before.head)
    return void client.cursors.set(place, { ...newCursor(after.head, clock), time: cursor.time })
  const mark = noteMark(cursor, before)
  if (!mark) return void client.cursors.set(place, newCursor(after.tail, clock))
  const { position } = marksOf(after).placeOf(mark)
  const { time } = cursor
  const moved = kept ? kept.at(mark) : { ...newCursor(position, clock), logged: { mark } }
  client.cursors.set(place, { ...moved, time })
}
