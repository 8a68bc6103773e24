import { type Dialling, dialSse, shownUrl, valueReader } from '@rookery/transport'
import type { ConnectOptions } from './connect-ws.js'
import { type ConnectionHost, OncePerReason, tellDropped } from './connection.js'
import type { JoinedLink } from './join-link.js'

interface EventsOptions extends ConnectOptions {
  readonly apiRoot: string
}

interface EventsHandler {
  /** The stream opened, for the first time or again. */
  open?(): void
  /** The stream was lost or refused, which is logged unless this returns true. */
  lost?(why: string, status?: number): boolean
}

/** Opens a stream of events over SSE, and reopens it when it is lost. */
export function openEventStream(
  { apiRoot, token, headers = {}, ca, self_id }: EventsOptions,
  joined: JoinedLink,
  host: ConnectionHost,
  handler: EventsHandler = {},
): Dialling {
  const url = shownUrl(apiRoot)
  const what = `the events of ${url}`
  const presence = new OncePerReason((why) =>
    host.log.warn({ url, why }, `${what} are not connected: ${why}; trying again`),
  )
  const backoff = { clock: host.clock }
  return dialSse(
    { url: eventsUrl(apiRoot, self_id), token, headers: () => headers, ca, backoff },
    {
      reader: valueReader,
      event: (event) => joined.event(event),
      dropped: tellDropped(host.log, what),
      open() {
        presence.reset()
        handler.open?.()
      },
      lost(why, _retryMs, status) {
        if (!handler.lost?.(why, status)) presence.report(why)
      },
    },
  )
}

/** `/_events` under the path of the API; a query, which may hold a token, is kept. */
function eventsUrl(apiRoot: string, self_id: EventsOptions['self_id']): string {
  const url = new URL(apiRoot)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/_events`
  if (self_id !== undefined) url.searchParams.set('self_id', String(self_id))
  return url.href
}
