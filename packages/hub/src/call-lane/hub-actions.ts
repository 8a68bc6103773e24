import { failedReply, okReply, type Reply } from '@rookery/protocol'
import type { Broadcasts } from '../clients/broadcasts.js'
import { isClientName, NAME_RULE } from '../clients/client-name.js'
import { type Client, type Clients, infoOf } from '../clients/clients.js'
import type { EventId } from '../history/index.js'
import { ackEvents } from './ack-events.js'
import { getEvents, type History } from './get-events.js'
import { getQueueStatus, type Traffic } from './queue-status.js'
import { show, written } from './show.js'

export interface HubActionsContext {
  readonly clients: Clients
  readonly broadcasts: Broadcasts
  /** Whether there was ever an event of that id. */
  hasGiven(id: EventId): Promise<boolean>
  readonly history: History
  readonly traffic: Traffic
}

type Params = Readonly<Record<string, unknown>>
type HubAction = (context: HubActionsContext, caller: Client, params: Params) => Reply | Promise<Reply>

/** Longest data in an answer. Some applications use libraries that accept frames of up to 1 MiB only. */
const LONGEST_DATA = 128 * 1024

/** Second stage: actions that the hub executes itself, three of them taken from perpetua. They need no account. */
const hubActions: Readonly<Record<string, HubAction>> = {
  async set_client_name({ clients }, caller, { name }) {
    if (!isClientName(name)) return failedReply(1400, `"name" must be ${NAME_RULE}, found ${show(name)}`)
    const refusal = await clients.rename(caller, name)
    return refusal ? failedReply(refusal.status === 403 ? 1403 : 1409, refusal.reason) : okReply()
  },

  send_broadcast_data({ broadcasts }, caller, { clients, data }) {
    if (clients !== undefined && (!Array.isArray(clients) || clients.length === 0)) {
      return failedReply(
        1400,
        `"clients" must be a non-empty list of {app_id} or {client_name}, or left out for all`,
      )
    }
    if (!isData(data)) return refuseData(data)
    // The reply names unknown clients, so that they must be serializable.
    if (written(clients) === undefined) return failedReply(1400, `"clients" is nested too deeply`)
    return okReply(broadcasts.send(caller, clients, data))
  },

  send_broadcast_data_callback({ clients, broadcasts }, caller, { client, data, uuid }) {
    if (typeof client !== 'object' || client === null) {
      return failedReply(1400, `"client" must be {app_id} or {client_name}, found ${show(client)}`)
    }
    if (!isData(data)) return refuseData(data)
    if (uuid !== undefined && typeof uuid !== 'string') {
      return failedReply(1400, `"uuid" must be a string, found ${show(uuid)}`)
    }
    const sender = clients.find(client)
    if (!sender) return failedReply(1404, `no client ${show(client)} is known`)
    const answered = broadcasts.find(caller, sender, uuid)
    if (!answered)
      return failedReply(1404, `no broadcast ${uuid ?? ''} from ${show(infoOf(sender))} came here`)
    const sent = broadcasts.answer(caller, sender, answered, data)
    return sent
      ? okReply()
      : failedReply(1503, `${show(infoOf(sender))} is not connected`, { outcome: 'unsent' })
  },

  ack_events: ({ hasGiven }, caller, { id }) => ackEvents(caller, id, hasGiven),

  get_events: ({ history }, caller, params) => getEvents(history, caller, params),

  get_queue_status: ({ traffic }, caller, params) => getQueueStatus(traffic, caller, params),
}

/** Actions that need no connection: they are as good over HTTP alone. */
const forAnybody: ReadonlySet<string> = new Set(['get_events', 'get_queue_status'])

/** Whether one of the hub's actions is for connected clients only. */
export const needsConnection = (action: string): boolean => !forAnybody.has(action)

/** All of the hub's own actions. */
export const allHubActions: readonly string[] = Object.keys(hubActions)

/** The actions for connected clients. */
export const hubActionNames: readonly string[] = allHubActions.filter(needsConnection)

export const isHubAction = (action: string): boolean => Object.hasOwn(hubActions, action)

/** Executes one of the hub's own actions for a client. */
export function hubAction(
  context: HubActionsContext,
  caller: Client,
  action: string,
  params: Params,
): Reply | Promise<Reply> {
  const execute = Object.hasOwn(hubActions, action) ? hubActions[action] : undefined
  return execute ? execute(context, caller, params) : failedReply(1404, `the hub has no action ${action}`)
}

const isData = (data: unknown): data is string => typeof data === 'string' && data.length <= LONGEST_DATA

const refuseData = (data: unknown): Reply =>
  typeof data === 'string'
    ? failedReply(1413, `"data" may hold ${LONGEST_DATA} characters, found ${data.length}`)
    : failedReply(1400, `"data" must be a string, found ${show(data)}`)
