import { replyBody } from '@rookery/protocol'
import { shownUrl } from '@rookery/transport'
import { type Account, type AccountUpstream, callLink, isOnline, servingLink } from '../accounts/accounts.js'
import type { Breaker } from '../call-lane/breaker/breaker.js'
import type { AccountPace } from '../call-lane/pace/account-pace.js'
import type { AccountHealth, AccountState, BreakerState, PaceState } from './hub-state.js'
import { type StateContext, unixTime } from './state-context.js'

/** States of all known accounts, and of those that the config names and nobody has shown. */
export function accountStates(context: StateContext): AccountState[] {
  const { accounts } = context.parts.registries
  const silent = context.parts.transports.watchdog.silent()
  const known = accounts.all().map((each) => stateOf(each, silent, context))
  return [...known, ...accounts.neverSeen().map((selfId) => unseen(selfId, context))]
}

const unseen = (self_id: string, { startedAt }: StateContext): AccountState => ({
  self_id,
  online: false,
  since: startedAt,
  health: 'never_seen',
  events: 0,
  calls_in_flight: 0,
  held_calls: 0,
})

function stateOf(account: Account, silent: ReadonlySet<string>, context: StateContext): AccountState {
  const { registries, calls } = context.parts
  const serving = servingLink(account)
  const link = callLink(account)
  const { lastEventAt } = account
  return {
    self_id: account.selfId,
    ...identityOf(account),
    online: isOnline(account),
    since: registries.accounts.sinceOf(account),
    health: healthOf(account, serving, silent),
    ...(serving && { upstream: serving.name }),
    ...webuiOf(serving?.name ?? registries.accounts.upstreamOf(account), context),
    ...(lastEventAt !== undefined && { last_event_at: unixTime(context, lastEventAt) }),
    events: account.events,
    calls_in_flight: link?.upstream.waitingCalls ?? 0,
    held_calls: calls.held.countOf(account),
    ...(link && trafficOf(account, link, context)),
  }
}

function healthOf(
  account: Account,
  serving: AccountUpstream | undefined,
  silent: ReadonlySet<string>,
): AccountHealth {
  if (!serving) return 'disconnected'
  if (account.online) return 'online'
  return silent.has(account.selfId) ? 'silent' : 'offline'
}

function trafficOf(
  account: Account,
  link: AccountUpstream,
  { parts }: StateContext,
): { readonly pace?: PaceState; readonly breaker?: BreakerState } {
  const { paces, breakers } = parts.calls.traffic
  const pace = paces.isOff ? undefined : paces.of(account, link.name)
  const breaker = breakers.of(link, account)?.breaker
  return {
    ...(pace && { pace: paceState(pace, account) }),
    ...(breaker && { breaker: breakerState(breaker) }),
  }
}

function paceState(pace: AccountPace, account: Account): PaceState {
  const { breaker, isSlowing, sign } = pace.risk
  const since = breaker.openSince
  return {
    waiting: pace.waiting(account).all,
    next_in_ms: Math.ceil(pace.placeOf(account, '').waitMs),
    slowed: isSlowing,
    ...(since !== undefined && {
      stopped: { sign, retry_after_ms: Math.ceil(breaker.status.retryAfterMs), since },
    }),
  }
}

function breakerState({ status: { state, retryAfterMs }, openSince }: Breaker): BreakerState {
  return {
    state,
    ...(retryAfterMs > 0 && { retry_after_ms: Math.ceil(retryAfterMs) }),
    ...(openSince !== undefined && { open_since: openSince }),
  }
}

/** The page of an upstream, by its entry. A query, which may hold a token, is left out. */
export function webuiOf(upstream: string | undefined, { options }: StateContext): { webui?: string } {
  const webui = options.upstreams.find(({ name }) => name === upstream)?.webui
  return webui === undefined ? {} : { webui: shownUrl(webui.replace(/[?#].*$/s, '')) }
}

/** Name and program, by the last answers of the implementation. */
function identityOf({ answers }: Account): Pick<AccountState, 'nickname' | 'implementation'> {
  const { nickname } = dataIn(answers.get('get_login_info'))
  const { app_name: name, app_version: version } = dataIn(answers.get('get_version_info'))
  return {
    ...(typeof nickname === 'string' && { nickname }),
    ...(typeof name === 'string' && {
      implementation: { name, ...(typeof version === 'string' && { version }) },
    }),
  }
}

function dataIn(reply: Parameters<typeof replyBody>[0] | undefined): Readonly<Record<string, unknown>> {
  const data = reply && replyBody(reply).data
  return typeof data === 'object' && data !== null ? (data as Readonly<Record<string, unknown>>) : {}
}
