import type { Outcome } from '@rookery/hub'
import { replyBody } from '@rookery/protocol'
import type { AdminHub } from '../admin-hub.js'
import { AdminRefusal } from '../answer/admin-refusal.js'
import { type Answer, jsonOf } from '../answer/send.js'
import type { ActAnswer, AlertsAnswer, AlertTestAnswer, ReloadResult } from '../api.js'
import { accountOf, numberIn, optionalText, textIn } from './fields.js'
import type { Asked, JsonSchema, Route } from './route.js'

/** Calls may hold files. */
const CALL_BODY = 64 * 1024 * 1024
const ACTION = /^[\w.]{1,100}$/

/** `POST /api/admin/call` */
export const call: Route = {
  need: 'admin',
  summary: 'Calls an action for an account, with all rights; the answer is its reply.',
  body: {
    type: 'object',
    properties: { account: { type: 'string' }, action: { type: 'string' }, params: { type: 'object' } },
    required: ['action'],
  },
  maxBodyBytes: CALL_BODY,
  async answer(asked, context) {
    const hub = context.hub()
    const action = textIn(asked, 'action', 'the name of an action')
    if (!ACTION.test(action))
      throw new AdminRefusal(400, 'bad_request', '"action" must be the name of an action, such as get_status')
    const account = accountOf(optionalText(asked, 'account', 'an account number')) ?? onlyAccount(hub)
    const { params = {} } = asked.body
    if (typeof params !== 'object' || params === null || Array.isArray(params))
      throw new AdminRefusal(400, 'bad_request', '"params" must be a JSON object')
    const reply = await hub.operate.call(account, action, Buffer.from(jsonOf(params)))
    return { body: replyBody(reply) }
  },
}

function onlyAccount(hub: AdminHub): string {
  const known = hub.accounts().map(({ self_id }) => self_id)
  const [only] = known
  if (only !== undefined && known.length === 1) return only
  const found = known.length === 0 ? 'no account has been seen' : `there are ${known.join(', ')}`
  throw new AdminRefusal(400, 'bad_request', `"account" must be an account number: ${found}`)
}

const NOTHING: JsonSchema = { type: 'object' }

/** Makes the route of an act on one client. */
function actOn(
  summary: string,
  act: (hub: AdminHub, client: string, asked: Asked) => Promise<Outcome>,
  body: JsonSchema = NOTHING,
): Route {
  return {
    need: 'admin',
    summary,
    body,
    async answer(asked, context): Promise<Answer> {
      const outcome = await act(context.hub(), asked.params.client ?? '', asked)
      if (outcome.done) {
        const { connections, events } = outcome
        return { body: { connections, events } satisfies ActAnswer }
      }
      if (outcome.code === 'no_client') throw new AdminRefusal(404, 'not_found', outcome.message)
      throw new AdminRefusal(409, 'conflict', outcome.message)
    },
  }
}

/** `POST /api/admin/clients/:client/disconnect` */
export const disconnect = actOn('Closes all connections of a client, which may come back.', (hub, client) =>
  hub.operate.disconnect(client),
)

/** `POST /api/admin/clients/:client/jump` */
export const jump = actOn('Has a client go on with what comes from now on.', (hub, client) =>
  hub.operate.jumpToNow(client),
)

/** `POST /api/admin/clients/:client/replay` */
export const replay = actOn(
  'Sends a client again what came since a time.',
  (hub, client, asked) => hub.operate.replay(client, numberIn(asked, 'since', 'a time in unix milliseconds')),
  { type: 'object', properties: { since: { type: 'number' } }, required: ['since'] },
)

/** `POST /api/admin/clients/:client/drain` */
export const drain = actOn('Lets a client finish what it has, and gives it nothing new.', (hub, client) =>
  hub.operate.drain(client),
)

/** `POST /api/admin/reload` */
export const reload: Route = {
  need: 'admin',
  summary: 'Reads the config again, and says what is in force now or what is wrong with it.',
  body: NOTHING,
  async answer(_asked, context) {
    if (!context.reload) throw new AdminRefusal(501, 'not_available', 'this hub was started without a config')
    return { body: (await context.reload()) satisfies ReloadResult }
  },
}

/** `GET /api/admin/alerts` */
export const alerts: Route = {
  need: 'admin',
  summary: 'The receivers of alerts.',
  answer: (_asked, context) => ({
    body: { receivers: context.hub().alerts.receivers } satisfies AlertsAnswer,
  }),
}

/** `POST /api/admin/alerts/test` */
export const testAlerts: Route = {
  need: 'admin',
  summary: 'Sends a test to all receivers of alerts, and says which of them were reached.',
  body: NOTHING,
  async answer(_asked, context) {
    return { body: { results: await context.hub().alerts.test() } satisfies AlertTestAnswer }
  },
}
