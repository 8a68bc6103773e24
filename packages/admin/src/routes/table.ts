import type { AdminApi } from '../api.js'
import { alerts, call, disconnect, drain, jump, reload, replay, testAlerts } from './acts.js'
import { config, configVersion, configVersions, saveConfig } from './config.js'
import { event, events, filter } from './events.js'
import { login, logout, makeLink, session } from './login.js'
import { openApi } from './open-api.js'
import type { Route } from './route.js'
import { actions, log, metrics, state, status } from './state.js'

/** Every route, by method and path. What is not in it is not there. */
export const routes: Readonly<Record<keyof AdminApi, Route>> = {
  'GET /status.json': status,
  'GET /metrics': metrics,
  'POST /api/admin/login': login,
  'POST /api/admin/logout': logout,
  'POST /api/admin/links': makeLink,
  'GET /api/admin/session': session,
  'GET /api/admin/state': state,
  'GET /api/admin/events': events,
  'GET /api/admin/events/:id': event,
  'GET /api/admin/actions': actions,
  'POST /api/admin/call': call,
  'POST /api/admin/reload': reload,
  'POST /api/admin/filter': filter,
  'GET /api/admin/log': log,
  'GET /api/admin/config': config,
  'POST /api/admin/config': saveConfig,
  'GET /api/admin/config/versions': configVersions,
  'GET /api/admin/config/versions/:id': configVersion,
  'GET /api/admin/alerts': alerts,
  'POST /api/admin/alerts/test': testAlerts,
  'POST /api/admin/clients/:client/disconnect': disconnect,
  'POST /api/admin/clients/:client/jump': jump,
  'POST /api/admin/clients/:client/replay': replay,
  'POST /api/admin/clients/:client/drain': drain,
  'GET /api/admin/openapi.json': {
    need: 'viewer',
    summary: 'This description.',
    answer: (_asked, { version }) => ({ body: openApi(routes, version) }),
  },
}
