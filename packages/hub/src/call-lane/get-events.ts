import { failedReply, okReplyOf, type Parts, type Reply } from '@rookery/protocol'
import type { Client } from '../clients/clients.js'
import { type Page, type PageRequest, readSince, readTime, SINCE_RULE, TIME_RULE } from '../history/index.js'
import { show } from './show.js'
import { unreadable } from './unreadable.js'

/** Reads history for the clients of a hub. */
export interface History {
  /** The clock of the journal. */
  now(): number
  read(request: PageRequest, client: Client): Promise<Page>
}

type Params = Readonly<Record<string, unknown>>

const MOST_EVENTS = 1_000
const DEFAULT_EVENTS = 100

/** Answers with a page of the events that a client may read. */
export async function getEvents(history: History, client: Client, params: Params): Promise<Reply> {
  const request = readRequest(params, history.now())
  if (typeof request === 'string') return failedReply(1400, request)
  const { accounts } = client.rights
  const { account } = request
  if (account !== undefined && accounts && !accounts.includes(account))
    return failedReply(1403, `this client may not use account ${account}; allowed: ${accounts.join(', ')}`)
  try {
    return replyOf(await history.read(request, client))
  } catch (error) {
    return unreadable(error)
  }
}

/** The request in params; a text says what is wrong with them. */
function readRequest(params: Params, now: number): PageRequest | string {
  const { limit = DEFAULT_EVENTS } = params
  const since = textOf(params.since)
  const until = textOf(params.until)
  const account = textOf(params.account) ?? textOf(params.self_id)
  const from = since === undefined ? undefined : readSince(since, now)
  const before = until === undefined ? undefined : readTime(until, now)
  if (since !== undefined && !from) return `"since" must be ${SINCE_RULE}, found ${show(params.since)}`
  if (until !== undefined && before === undefined)
    return `"until" must be ${TIME_RULE}, found ${show(params.until)}`
  if (account !== undefined && account !== 'all' && !/^[1-9]\d{0,19}$/.test(account))
    return `"account" must be an account number or "all", found ${show(params.account ?? params.self_id)}`
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1 || limit > MOST_EVENTS)
    return `"limit" must be a whole number from 1 to ${MOST_EVENTS}, found ${show(limit)}`
  return { since: from, until: before, account: account === 'all' ? undefined : account, limit }
}

/** The text of a param; an empty one counts as absent, and what is neither text nor number as a text that nothing takes. */
function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '?'
}

function replyOf({ events, next, hasMore, missing }: Page): Reply {
  const list: Uint8Array[] = []
  for (const event of events) list.push(list.length === 0 ? OPEN : COMMA, event)
  if (list.length === 0) list.push(OPEN)
  const rest = Buffer.from(`],"next":"${next}","more":${hasMore},"missing":${missing}}`)
  const data: Parts = [...list, rest]
  return okReplyOf(data)
}

const OPEN = Buffer.from('{"events":[')
const COMMA = Buffer.from(',')
