import type { IncomingMessage, ServerResponse } from 'node:http'
import { makeCall, type Reply, replyBody } from '@rookery/protocol'
import {
  type Dialling,
  dialSse,
  HttpCaller,
  type Proof,
  proofOfSignature,
  type ReceivePostSettings,
  receivePost,
  shownUrl,
  type UpstreamHandler,
} from '@rookery/transport'
import { loginOf } from './account-answers.js'
import { tellChanges } from './log.js'
import type { UpstreamOptions } from './options.js'
import { UpstreamSession, type UpstreamSessionContext } from './upstream-session.js'

type HttpOptions = Extract<UpstreamOptions, { type: 'http' }>

/** How often an implementation is asked whether it is there: nothing else tells over HTTP. */
const ASK_EVERY_MS = 15_000
const ASK_SOON_MS = 2_000
const ASK_TIMEOUT_MS = 10_000

/** An implementation that is called over HTTP, and whose events come by HTTP POST or SSE. */
export class HttpUpstream {
  /** Where its events are posted. */
  readonly path: string | undefined
  readonly #posts: ReceivePostSettings
  readonly #session: UpstreamSession
  readonly #context: UpstreamSessionContext
  readonly #events: Dialling | undefined
  readonly #fields: Readonly<Record<string, unknown>>
  #handler: UpstreamHandler | undefined
  #timer: NodeJS.Timeout | undefined
  #state: 'asking' | 'here' | 'away' | 'closed' = 'asking'

  constructor({ name, url, token, ca, post, sse }: HttpOptions, context: UpstreamSessionContext) {
    this.path = post?.path
    this.#posts = { secret: post?.secret, ...(post?.maxBodyBytes && { maxBodyBytes: post.maxBodyBytes }) }
    this.#context = context
    this.#fields = { upstream: name, url: shownUrl(url) }
    this.#session = new UpstreamSession(
      name,
      (handler) => {
        this.#handler = handler
        return new HttpCaller({ url, token, ca })
      },
      undefined,
      context,
    )
    this.#events = sse ? this.#takeEvents({ url: eventsUrl(url), token, ca }) : undefined
    void this.#ask()
  }

  /** Tells what a request proves that posts an event. */
  proof(request: IncomingMessage): Proof {
    return proofOfSignature(request, this.#posts.secret)
  }

  /** Takes one event that was posted. */
  receive(request: IncomingMessage, response: ServerResponse): void {
    const event = (frame: Parameters<UpstreamHandler['event']>[0], selfId: string | undefined): undefined => {
      if (selfId !== undefined && this.#session.selfId === undefined) this.#session.bind(selfId)
      this.#handler?.event(frame)
    }
    void receivePost(request, response, { event }, this.#posts)
  }

  async close(): Promise<void> {
    this.#state = 'closed'
    clearTimeout(this.#timer)
    await Promise.all([
      this.#events?.close(1001, 'the hub stops'),
      this.#session.upstream.close(1001, 'the hub stops'),
    ])
  }

  #takeEvents(settings: Parameters<typeof dialSse>[0]): Dialling {
    const presence = tellChanges((why, retryMs) =>
      this.#context.log.warn({ ...this.#fields, retryMs }, `events not connected: ${why}`),
    )
    return dialSse(settings, {
      event: (frame) => this.#handler?.event(frame),
      dropped: (why) => this.#session.dropped(why),
      open: () => presence.over(),
      lost: presence.lost,
    })
  }

  /** Learns the account, and then now and then whether it is still online. */
  async #ask(): Promise<void> {
    const { account } = this.#session
    const action = account ? 'get_status' : 'get_login_info'
    const reply = await this.#session.upstream.call(makeCall(action), { timeoutMs: ASK_TIMEOUT_MS })
    if (this.#state === 'closed') return
    const isHere = account ? this.#heardStatus(reply) : this.#heardLogin(reply)
    this.#timer = setTimeout(() => void this.#ask(), isHere ? ASK_EVERY_MS : ASK_SOON_MS)
  }

  #heardLogin(reply: Reply): boolean {
    const selfId = loginOf(reply)
    if (selfId === undefined) return this.#away(reply)
    this.#session.bind(selfId)
    return this.#here()
  }

  #heardStatus(reply: Reply): boolean {
    const { status, retcode, data } = replyBody(reply)
    if (status === 'failed' && (retcode === 1503 || retcode === 1504)) {
      // As long as nothing but events has come, they are what tells that the account is there.
      if (this.#state === 'here') this.#session.leave()
      return this.#away(reply)
    }
    const { account } = this.#session
    const { online } = (data ?? {}) as { online?: unknown }
    if (account && status === 'ok') this.#session.heartbeat(account, online !== false, undefined)
    return this.#here()
  }

  #here(): boolean {
    if (this.#state !== 'here') void this.#session.askWhoIsThere()
    this.#state = 'here'
    return true
  }

  #away(reply: Reply): boolean {
    const { retcode, wording } = replyBody(reply)
    if (this.#state !== 'away')
      this.#context.log.warn({ ...this.#fields, retcode }, `upstream not reachable: ${wording}`)
    this.#state = 'away'
    return false
  }
}

/** `/_events` behind the path of the API; a query, which may hold a token, stays behind it. */
function eventsUrl(apiUrl: string): string {
  const url = new URL(apiUrl)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/_events`
  return url.href
}
