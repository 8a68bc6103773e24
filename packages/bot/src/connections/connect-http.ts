import type { IdInput } from '@rookery/protocol'
import { HttpCaller, shownUrl, valueReader } from '@rookery/transport'
import type { Account } from '../accounts/account.js'
import { type ConnectionHost, OncePerReason, STOPPING } from './connection.js'
import { FirstLogin } from './first-login.js'
import { openEventStream } from './http-events.js'
import { JoinedLink } from './join-link.js'
import type { PendingConnection } from './pending-connection.js'
import { watchPresence } from './watch-presence.js'

/** Options of `bot.connect` for an HTTP API. */
export interface HttpConnectOptions {
  /** URL of the HTTP API, such as `http://127.0.0.1:3000`; actions are paths under it. */
  readonly apiRoot: string
  /** Sent as `Authorization: Bearer …`; default: the token of `createBot`. */
  readonly token?: string | undefined
  /**
   * `sse`: events come from `/_events` under `apiRoot`. `none`, the default: they come another way, usually to
   * `listen`.
   */
  readonly events?: 'sse' | 'none'
  /** Account, if a hub has several behind the API. With `events: 'sse'`, `all` for every one of them. */
  readonly self_id?: IdInput | 'all'
  /** More headers for each request, such as `X-Client-Name`. */
  readonly headers?: Readonly<Record<string, string>>
  /** PEM text of the authority to trust instead of the public ones. */
  readonly ca?: string
  /** Aborts the wait for the first login, and the connection with it. */
  readonly signal?: AbortSignal
}

/** Calls over the HTTP API of an implementation or a hub, with or without events over SSE. */
export function connectHttp(options: HttpConnectOptions, host: ConnectionHost): PendingConnection {
  const { apiRoot, token, headers = {}, ca, self_id } = options
  const url = shownUrl(apiRoot)
  const login = new FirstLogin(url)
  const caller = new HttpCaller({ reader: valueReader, url: apiRoot, token, headers: () => headers, ca })
  const joined = new JoinedLink({ open: () => caller, by: 'http', isShared: self_id !== undefined }, host)
  const stop =
    self_id === 'all'
      ? discoverAccounts(options, joined, login, host)
      : pollAccount(options, joined, login, host)
  const close = async (): Promise<void> => {
    login.closed()
    await Promise.all([stop(), caller.close(1000, STOPPING)])
  }
  return { url, login, close }
}

/** Polls for the account and, if configured, receives events over SSE. Returns a function that ends both. */
function pollAccount(
  options: HttpConnectOptions,
  joined: JoinedLink,
  login: FirstLogin,
  host: ConnectionHost,
) {
  const url = shownUrl(options.apiRoot)
  const presence = new OncePerReason((why) =>
    host.log.warn({ url, why }, `${url} is not reachable: ${why}; trying again`),
  )
  const stream = options.events === 'sse' ? openEventStream(options, joined, host) : undefined
  const stopWatching = watchPresence(joined, options.self_id, host, {
    arrived(account) {
      presence.reset()
      tellReachable(host, url, account)
      void joined.known.then((first) => login.loggedIn(first))
    },
    lost({ http_status, retcode, wording = '', message = wording }) {
      joined.leave()
      if (!login.refused(http_status ?? retcode - 1000, message)) presence.report(message)
    },
  })
  return async (): Promise<void> => {
    stopWatching()
    await stream?.close(1000, STOPPING)
  }
}

/** Discovers the accounts: a hub begins the events of each with one that names it; other implementations are polled. */
function discoverAccounts(
  options: HttpConnectOptions,
  joined: JoinedLink,
  login: FirstLogin,
  host: ConnectionHost,
) {
  void joined.known.then((first) => {
    if (first) tellReachable(host, shownUrl(options.apiRoot), first)
    login.loggedIn(first)
  })
  const stream = openEventStream(options, joined, host, {
    open: () => void joined.askOnce(),
    lost(why, status) {
      joined.leave()
      return login.refused(status, why)
    },
  })
  return (): Promise<void> => stream.close(1000, STOPPING)
}

const tellReachable = ({ log }: ConnectionHost, url: string, { self_id }: Account): void =>
  log.info({ url, account: self_id }, `${url} is reachable, account ${self_id}`)
