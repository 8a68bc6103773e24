import type { IdInput } from '@rookery/protocol'
import { dialSse, HttpCaller, shownUrl } from '@rookery/transport'
import { Asking } from './asking.js'
import { type ConnectionHost, Presence, STOPPING, tellDropped } from './connection.js'
import { FirstLogin } from './first-login.js'
import { JoinedLink } from './join-link.js'
import type { Opened } from './opened.js'

/** Options of `bot.connect` for an HTTP API. */
export interface HttpConnectOptions {
  /** Where the HTTP API is, such as `http://127.0.0.1:3000`; actions are paths behind it. */
  readonly apiRoot: string
  /** Sent as `Authorization: Bearer …`; that of `createBot` by default. */
  readonly token?: string | undefined
  /** `sse`: events come from `/_events` behind it. `none`, the default: they come another way, mostly to `listen`. */
  readonly events?: 'sse' | 'none'
  /** Which account, where several are behind it: those of a hub. */
  readonly self_id?: IdInput
  /** PEM text of the authority to trust instead of the public ones. */
  readonly ca?: string
  /** Ends the waiting for the first login, and with it the connection. */
  readonly signal?: AbortSignal
}

/** Calls over the HTTP API of an implementation or a hub, with or without events over SSE. */
export function connectHttp(options: HttpConnectOptions, host: ConnectionHost): Opened {
  const { apiRoot, token, ca, self_id } = options
  const url = shownUrl(apiRoot)
  const login = new FirstLogin(url)
  const caller = new HttpCaller({ url: apiRoot, token, ca })
  const joined = new JoinedLink({ face: caller, by: 'http', isShared: self_id !== undefined }, host)
  const presence = new Presence((why) =>
    host.log.warn({ url, why }, `${url} is not reachable: ${why}; trying again`),
  )
  const asking = new Asking(joined, self_id, host, {
    arrived(account) {
      presence.here()
      host.log.info({ url, account: account.self_id }, `${url} is reachable, account ${account.self_id}`)
      void joined.known.then((first) => login.loggedIn(first))
    },
    lost({ http_status, retcode, wording = '', message = wording }) {
      joined.leave()
      if (!login.refused(http_status ?? retcode - 1000, message)) presence.lost(message)
    },
  })
  const stream = options.events === 'sse' ? takeEvents(options, joined, host) : undefined
  const close = async (): Promise<void> => {
    login.closed()
    asking.close()
    await Promise.all([stream?.close(1000, STOPPING), caller.close(1000, STOPPING)])
  }
  return { url, login, close }
}

function takeEvents({ apiRoot, token, ca }: HttpConnectOptions, joined: JoinedLink, host: ConnectionHost) {
  const url = shownUrl(apiRoot)
  const what = `the events of ${url}`
  const presence = new Presence((why) =>
    host.log.warn({ url, why }, `${what} are not connected: ${why}; trying again`),
  )
  return dialSse(
    { url: eventsUrl(apiRoot), token, ca },
    {
      event: (frame) => joined.event(frame),
      dropped: tellDropped(host.log, what),
      open: () => presence.here(),
      lost: (why) => presence.lost(why),
    },
  )
}

/** `/_events` behind the path of the API; a query, which may hold a token, stays behind it. */
function eventsUrl(apiRoot: string): string {
  const url = new URL(apiRoot)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/_events`
  return url.href
}
