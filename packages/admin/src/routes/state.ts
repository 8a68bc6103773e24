import type { HubState } from '@rookery/hub'
import { loadTables } from '@rookery/protocol'
import { steadyOf } from '@rookery/transport'
import type { AdminHub } from '../admin-hub.js'
import { AdminRefusal } from '../answer/admin-refusal.js'
import type { StatusAnswer } from '../api.js'
import { EXPOSITION_TYPE } from '../metrics/exposition.js'
import type { LogLine } from '../wire.js'
import { limitIn } from './fields.js'
import type { Route } from './route.js'

/** A snapshot costs something, and anybody may ask: those of a second share one. */
const STATUS_MS = 1_000
const statuses = new WeakMap<AdminHub, { readonly at: number; readonly status: StatusAnswer }>()

/** `GET /status.json` */
export const status: Route = {
  need: 'none',
  summary: 'Tells anybody that the hub is up, and how many accounts are online; it names nobody.',
  answer(_asked, context) {
    const hub = context.hub()
    const at = steadyOf(context.clock)()
    const known = statuses.get(hub)
    if (known && at - known.at < STATUS_MS) return { body: known.status }
    const body = statusOf(hub.state())
    statuses.set(hub, { at, status: body })
    return { body }
  },
}

function statusOf({ accounts, clients, problems, started_at }: HubState): StatusAnswer {
  const online = accounts.filter((each) => each.online).length
  return {
    up: true,
    ready: online > 0,
    healthy: problems.every(({ severity }) => severity !== 'error'),
    accounts: accounts.length,
    accounts_online: online,
    clients_connected: clients.filter((each) => each.connections.length > 0).length,
    started_at,
  }
}

/** `GET /metrics` */
export const metrics: Route = {
  need: 'metrics',
  summary: 'Numbers in the text format of Prometheus.',
  answer(_asked, context) {
    const text = context.metrics()
    if (text === undefined)
      throw new AdminRefusal(503, 'not_available', 'the hub has not started yet; try again')
    return { body: text, type: EXPOSITION_TYPE }
  },
}

/** `GET /api/admin/state` */
export const state: Route = {
  need: 'viewer',
  summary: 'Everything that the hub knows of itself now.',
  answer: (_asked, context) => ({ body: context.hub().state() }),
}

/** `GET /api/admin/actions` */
export const actions: Route = {
  need: 'viewer',
  summary: 'The actions of OneBot 11 and of its implementations, with their params, in both languages.',
  async answer() {
    const { actions: rows } = await loadTables()
    return { body: { actions: rows } }
  },
}

const MOST_LINES = 1_000

/** `GET /api/admin/log` */
export const log: Route = {
  need: 'admin',
  summary: 'The newest lines of the log, the oldest of them first.',
  query: { limit: `most lines, 1 to ${MOST_LINES}; default 200` },
  answer(asked, context) {
    const lines: readonly LogLine[] = context.log.newest(limitIn(asked, MOST_LINES, 200))
    return { body: { lines } }
  },
}
