import type { IdInput } from '@rookery/protocol'
import { dial, shownUrl, type WsLink } from '@rookery/transport'
import type { Account } from '../accounts/account.js'
import { type ConnectionHost, OncePerReason, STOPPING, tellDropped } from './connection.js'
import { FirstLogin } from './first-login.js'
import { joinLink } from './join-link.js'
import type { PendingConnection } from './pending-connection.js'

/** Options of `bot.connect` for a WebSocket. */
export interface ConnectOptions {
  /** Sent as `Authorization: Bearer …`; default: the token of `createBot`. */
  readonly token?: string | undefined
  /** Account of a hub; `all` for every account that it has. */
  readonly self_id?: IdInput | 'all'
  /** More headers for the request, such as `X-Client-Name`. */
  readonly headers?: Readonly<Record<string, string>>
  /** PEM text of the authority to trust instead of the public ones. */
  readonly ca?: string
  /** Aborts the wait for the first login, and the connection with it. */
  readonly signal?: AbortSignal
}

/** Silence allowed until the first heartbeat states an interval. */
const SILENCE_MS = 60_000

/** Dials the WebSocket of a hub or an implementation, and redials when it is lost. */
export function connectWs(given: string, options: ConnectOptions, host: ConnectionHost): PendingConnection {
  const { self_id, token, headers = {}, ca } = options
  const url = withAccount(given, self_id)
  const shown = shownUrl(given)
  const login = new FirstLogin(shown)
  const presence = new OncePerReason((why) =>
    host.log.warn({ url: shown, why }, `${shown} is not connected: ${why}; trying again`),
  )
  const nobody = `${shown} is connected, but no account is logged in there yet; waiting for it`
  const waiting = new OncePerReason((text) => host.log.warn({ url: shown }, text))
  const open = joinEach(url, host, {
    known(account) {
      presence.reset()
      waiting.reset()
      host.log.info(
        { url: shown, account: account.self_id },
        `${shown} is connected, account ${account.self_id}`,
      )
      login.loggedIn(account)
    },
    nobody: () => waiting.report(nobody),
  })
  // A refusal ends the wait for the login, which closes the connection.
  const lost = (why: string, _retryMs: number, status?: number): void => {
    if (!login.refused(status, why)) presence.report(why)
  }
  const limits = { deadAfterMs: SILENCE_MS }
  const backoff = { clock: host.clock }
  const dialling = dial({ url, token, headers, ca, limits, backoff }, { open, lost })
  const close = (): Promise<void> => {
    login.closed()
    return dialling.close(1000, STOPPING)
  }
  return { url: shown, login, close }
}

/** Joins every link that opens. */
function joinEach(
  url: string,
  host: ConnectionHost,
  told: { known(account: Account): void; nobody(): void },
) {
  const isShared = /[?&]self_id=all(?:&|$)/.test(url)
  const dropped = tellDropped(host.log, shownUrl(url))
  return (link: WsLink): void => {
    const joined = joinLink(link, { isShared, dropped }, host)
    void joined.ask(told.nobody)
    void joined.known.then((account) => account && told.known(account))
  }
}

function withAccount(url: string, self_id: ConnectOptions['self_id']): string {
  if (self_id === undefined || !URL.canParse(url)) return url
  const parsed = new URL(url)
  parsed.searchParams.set('self_id', String(self_id))
  return parsed.href
}
