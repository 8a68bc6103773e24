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
    const cursor = client.cursors.get(place)
    if (!cursor) return
    if (rights.balance) {
      // A group that begins with its members goes on where the first of them is.
      const since = former.balance
        ? registries.shared.markOf(former.balance)
        : noteMark(cursor, viewBy(former, place))
      registries.shared.begin(rights.balance, since)
      client.cursors.delete(place)
      return
    }
    const after = viewBy(rights, place)
    // What it had not confirmed is now others'.
    if (former.balance) return void client.cursors.set(place, newCursor(after.head, registries.clock))
    const before = viewBy(former, place)
    if (before.key !== after.key) move(client, place, { before, after }, registries)
  }
}

/** Judges what the former rights of a client show, so that its positions can be carried over. */
export async function readyToCarry(client: Client, registries: Registries): Promise<void> {
  for (const place of client.cursors.keys())
    await registries.viewOf(accountsAt(place, client.rights), client).awaken?.()
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
  const { time } = cursor
  // Whoever has all of the one has all of the other: what was not shown before is not caught up on.
  const hasAll = !cursor.logged && cursor.position === before.head && !before.unjudged
  if (hasAll && !after.unjudged)
    return void client.cursors.set(place, { ...newCursor(after.head, clock), time })
  const mark = hasAll ? marksOf(after).end() : noteMark(cursor, before)
  if (!mark) return void client.cursors.set(place, newCursor(after.tail, clock))
  // Its position is found once a connection begins there.
  const moved = kept ? kept.at(mark) : { ...newCursor(0, clock), logged: { mark } }
  client.cursors.set(place, { ...moved, time })
}
