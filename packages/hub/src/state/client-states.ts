import type { Client } from '../clients/clients.js'
import { type Connection, placeOf } from '../clients/connection.js'
import { canonicalText } from '../filter/filter-node.js'
import { readFilter } from '../filter/read-filter.js'
import type { ClientRights } from '../options.js'
import type { ClientState, ConnectionState, RightsState } from './hub-state.js'
import { type StateContext, unixTime } from './state-context.js'

/** States of the clients that are connected, or that the config or the hub remembers by name. */
export function clientStates(context: StateContext): ClientState[] {
  const open = new Map<Client, ConnectionState[]>()
  for (const each of context.parts.events.connections) {
    const states = open.get(each.client)
    if (states) states.push(connectionState(each, context))
    else open.set(each.client, [connectionState(each, context)])
  }
  const known = context.parts.registries.clients.known()
  return known.map((each) => clientState(each, open.get(each) ?? []))
}

function clientState(client: Client, connections: readonly ConnectionState[]): ClientState {
  const { appId, name, kind, gaps, rights, leftAt } = client
  const filter = filterOf(rights)
  return {
    app_id: appId,
    ...(name !== undefined && { name }),
    kind,
    connections,
    lag_events: connections.reduce((most, each) => Math.max(most, each.lag_events), 0),
    lag_s: connections.reduce((most, each) => Math.max(most, each.lag_s), 0),
    gaps,
    ...(filter !== undefined && { filter }),
    rights: rightsState(rights),
    ...(connections.length === 0 && leftAt !== undefined && { last_seen_at: leftAt }),
  }
}

function connectionState(connection: Connection, context: StateContext): ConnectionState {
  const { client, account, role, openedAt, behind, program } = connection
  const waitsMs = behind ? context.now - Math.max(behind.admittedAt, openedAt) : 0
  return {
    id: connection.id,
    account,
    transport: transportOf(connection),
    role,
    address: connection.dialledAt ?? connection.remote,
    ...(program && { program }),
    opened_at: unixTime(context, openedAt),
    position: client.cursors.get(placeOf(account, role))?.position ?? 0,
    lag_events: behind?.events ?? 0,
    lag_s: Math.max(0, Math.round(waitsMs / 100) / 10),
    delivered: connection.delivered,
    calls_in_flight: connection.callsUnderWay,
  }
}

function transportOf({ role, dialledAt }: Connection): ConnectionState['transport'] {
  if (role === 'sse' || role === 'http-post') return role
  return dialledAt === undefined ? 'ws' : 'ws-reverse'
}

function rightsState(rights: ClientRights): RightsState {
  const { accounts, actions, groups, users, readOnly, expiresAt } = rights
  return {
    ...(accounts && { accounts }),
    ...(actions && { actions }),
    ...(groups && { groups }),
    ...(users && { users }),
    ...(readOnly && { read_only: true }),
    ...(expiresAt !== undefined && { expires: expiresAt }),
  }
}

/** Texts of filters, by what the config holds. */
const filters = new WeakMap<object, string>()

function filterOf({ events }: ClientRights): string | undefined {
  if (!events) return undefined
  const known = filters.get(events)
  if (known !== undefined) return known
  const { node } = readFilter(events)
  const text = node ? canonicalText(node) : undefined
  if (text !== undefined) filters.set(events, text)
  return text
}
