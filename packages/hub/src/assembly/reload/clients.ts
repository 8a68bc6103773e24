import type { Client } from '../../clients/clients.js'
import { type Connection, placeOf } from '../../clients/connection.js'
import { CHANGED } from '../../clients/connections.js'
import type { ClientOptions, ClientRights } from '../../options.js'
import { digestOf } from '../../ways-in/client-tokens.js'
import type { Parts } from '../parts.js'
import { carriedOver, readyToCarry } from './carry-over.js'
import { differsBeyond, type EntryChange } from './compare.js'
import { LIVE_CLIENT_KEYS } from './settings.js'

type ClientChange = EntryChange<ClientOptions>

/**
 * Gives the clients of changed entries their new rights at once. Returns the rest: connections are cut where the entry says
 * something else of them, and the hub dials and posts as the entries have it.
 */
export function changeClients(parts: Parts, changes: readonly ClientChange[]): () => Promise<void> {
  const rest = changes.map((change) => changeClient(parts, change))
  return async () => void (await Promise.all(rest.map((each) => each())))
}

/** Judges in slices what the clients of changed entries were shown: then their positions can be carried over at once. */
export async function readyToChange({ registries }: Parts, changes: readonly ClientChange[]): Promise<void> {
  for (const { name } of changes) {
    const known = registries.clients.find({ client_name: name })
    if (known) await readyToCarry(known, registries)
  }
}

function changeClient(parts: Parts, change: ClientChange): () => Promise<void> {
  const { clients } = parts.registries
  const { name, before, after } = change
  const known = clients.find({ client_name: name })
  const former = known?.rights
  if (after) clients.configure(after)
  const isCut = !before || !after || needsConnection(before, after)
  return async () => {
    if (!isCut) return
    if (known && former) await cut(parts, known, { change, former })
    if (before) await parts.transports.posts.remove(name, 1012, CHANGED)
    if (after) addDialled(parts, after)
    else dismiss(parts, name)
  }
}

/** Closes the connections of a client whose entry was changed, and keeps its positions. */
async function cut(
  { registries, events, transports }: Parts,
  client: Client,
  { change, former }: { readonly change: ClientChange; readonly former: ClientRights },
): Promise<void> {
  const { code, reason } = closing(change)
  const carry = carriedOver(client, former, registries)
  const isOf = (each: Connection): boolean => each.client === client
  const open = [...events.connections].filter(isOf).map((each) => placeOf(each.account, each.role))
  for (const place of client.cursors.keys()) if (!open.includes(place)) carry(place)
  const ended = (each: Connection): void => carry(placeOf(each.account, each.role))
  await Promise.all([
    events.connections.cut(isOf, { code, reason, ended }),
    // Behind the first step of that, so that nothing is dialled again meanwhile.
    change.before?.type === 'ws-reverse' && transports.reverse.remove(change.name, code, reason),
  ])
}

/** Close code and reason: 1008 where the client has to show another token, or none will do. */
function closing({ before, after }: ClientChange): { readonly code: number; readonly reason: string } {
  if (!after) return { code: 1008, reason: 'the entry of this client was removed' }
  if (!before) return { code: 1008, reason: 'this name has an entry now; its token shows who has it' }
  return secretOf(before) === secretOf(after)
    ? { code: 1012, reason: CHANGED }
    : { code: 1008, reason: 'the token of this client was changed' }
}

const SECRETS = ['token', 'tokenSha256']
const LIVE_KEYS: ReadonlySet<string> = new Set([...LIVE_CLIENT_KEYS, ...SECRETS])

/** Whether a changed entry takes new connections: a token that is given by its SHA-256 now is the same one. */
const needsConnection = (before: ClientOptions, after: ClientOptions): boolean =>
  secretOf(before) !== secretOf(after) || differsBeyond(LIVE_KEYS, before, after)

/** Proof of who a client is, or who the hub is to its server. */
const secretOf = (entry: ClientOptions): string | undefined =>
  entry.type === 'ws-reverse' ? entry.token : digestOf(entry)

function addDialled({ registries, transports }: Parts, options: ClientOptions): void {
  const { clients, clock } = registries
  if (clients.configured(options.name).scopes?.hasExpired(clock.now())) return
  if (options.type === 'ws-reverse') transports.reverse.add(options)
  else if (options.type === 'http-post') transports.posts.add(options)
}

function dismiss({ registries }: Parts, name: string): void {
  registries.kept?.save()
  registries.clients.dismiss(name)
}
