import { eventBody, makeCall, replyBody } from '@rookery/protocol'
import { dial, Upstream } from '@rookery/transport'

/** An event as plain data. */
export type Event = Readonly<Record<string, unknown>>

/** An application, as small as one can be: it connects under a name, gets events and calls actions. */
export interface Application {
  readonly name: string
  /** Calls an action and gives its `data`. */
  call(action: string, params?: Readonly<Record<string, unknown>>): Promise<unknown>
  close(): Promise<void>
}

/** Connects to a hub, or to any OneBot 11 implementation, and stays connected. */
export function application(
  url: string,
  name: string,
  on: { connected(app: Application): void; event(app: Application, event: Event): void },
): Application {
  let upstream: Upstream | undefined
  const app: Application = {
    name,
    async call(action, params = {}) {
      if (!upstream) return undefined
      return replyBody(await upstream.call(makeCall(action, params))).data
    },
    close: () => dialling.close(1000, 'the demo ends'),
  }
  const dialling = dial(
    { url: `${url}/?client_name=${encodeURIComponent(name)}` },
    {
      open(link) {
        upstream = new Upstream(link, { event: (event) => on.event(app, eventBody(event)) })
        on.connected(app)
      },
      lost() {},
    },
  )
  return app
}
