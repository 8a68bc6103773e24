import { failedReply, makeCall, okReply, type Reply } from '@rookery/protocol'
import { type Account, type Accounts, callLink, servingLink } from '../accounts/accounts.js'
import type { Client } from '../clients/clients.js'
import type { Breakers } from './breaker/breakers.js'
import type { Paces } from './pace/paces.js'
import { chatKey } from './pace/send-chat.js'
import { show } from './show.js'

/** The parts of the hub that hold calls back. */
export interface Traffic {
  readonly accounts: Accounts
  readonly paces: Paces
  readonly breakers: Breakers
}

type Params = Readonly<Record<string, unknown>>

/** Answers how a send of a client would fare now, for each account that it may use. */
export function getQueueStatus(traffic: Traffic, client: Client, params: Params): Reply {
  for (const name of ['self_id', 'group_id', 'user_id'])
    if (params[name] !== undefined && params[name] !== null && idOf(params[name]) === undefined)
      return failedReply(1400, `"${name}" must be a number, found ${show(params[name])}`)
  const { accounts: allowed } = client.rights
  const selfId = idOf(params.self_id)
  if (selfId !== undefined && allowed && !allowed.includes(selfId))
    return failedReply(1403, `this client may not use account ${selfId}; allowed: ${allowed.join(', ')}`)
  const chat = chatKey('send_msg', { groupId: idOf(params.group_id), userId: idOf(params.user_id) })
  const call = makeCall('get_queue_status', params)
  const forbidden = chat === '' ? undefined : client.scopes?.refuseTargets(call, selfId ?? '')
  if (forbidden) return forbidden
  const visible = traffic.accounts.all().filter((each) => allowed?.includes(each.selfId) ?? true)
  const asked = selfId === undefined ? visible : visible.filter((each) => each.selfId === selfId)
  if (selfId !== undefined && asked.length === 0) {
    const names = visible.map((each) => each.selfId).join(', ') || 'none so far'
    return failedReply(1400, `there is no account ${selfId}; accounts: ${names}`)
  }
  return okReply({ accounts: asked.map((each) => statusOf(traffic, each, client, chat)) })
}

function statusOf({ paces, breakers }: Traffic, account: Account, client: Client, chat: string) {
  const link = callLink(account)
  const pace = link && !paces.isOff ? paces.of(account, link.name) : undefined
  const guard = link && breakers.of(link, account)
  const breaker = guard?.breaker.status ?? CLOSED
  const sends = pace?.risk.breaker.status ?? CLOSED
  const { all, own } = pace?.waiting(client) ?? { all: 0, own: 0 }
  const place = pace?.placeOf(client, chat) ?? { position: 0, waitMs: 0 }
  return {
    self_id: account.selfId,
    upstream: (link ?? servingLink(account))?.name ?? null,
    online: link !== undefined,
    paced: pace !== undefined,
    queued: all,
    own,
    position: place.position,
    wait: Math.ceil(place.waitMs / 100) / 10,
    slowness: Math.round((pace?.slowness ?? 1) * 100) / 100,
    sign: pace && (pace.slowness > 1 || sends.state !== 'closed') ? pace.risk.sign || null : null,
    breaker: breaker.state,
    send_breaker: sends.state,
    retry_after: Math.ceil(Math.max(breaker.retryAfterMs, sends.retryAfterMs) / 1_000),
  }
}

const CLOSED = { state: 'closed', retryAfterMs: 0 } as const

/** An id as decimal text; an empty text counts as absent. */
function idOf(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const text = String(value)
  return /^[1-9]\d{0,19}$/.test(text) ? text : undefined
}
