import type { IncomingMessage, ServerResponse } from 'node:http'
import { type EventFrame, type Reply, replyBody } from '@rookery/protocol'
import {
  byteReader,
  type Dialling,
  dialSse,
  type FrameLimit,
  HttpCaller,
  HttpPresencePoll,
  type Proof,
  proofOfSignature,
  type ReceivePostSettings,
  receivePost,
  refuse,
  shownUrl,
  type UpstreamHandler,
} from '@rookery/transport'
import { loginOf } from '../accounts/account-answers.js'
import type { HubRing } from '../hub-ring.js'
import { tellAbsence } from '../log/log.js'
import { Reminder } from '../log/reminder.js'
import type { UpstreamOptions } from '../options.js'
import type { Reaches } from './reaches.js'
import { UpstreamSession, type UpstreamSessionContext } from './upstream-session.js'

type HttpOptions = Extract<UpstreamOptions, { type: 'http' }>

/** Retcodes that say that the implementation is away: not reachable, no answer in time, or a ring of hubs. */
const AWAY: ReadonlySet<unknown> = new Set([1503, 1504, 1508])

export interface HttpUpstreamContext extends UpstreamSessionContext {
  readonly ring: HubRing
  readonly reaches: Reaches
  /** The poll of an account's status was answered, or the API took the question and did not answer. */
  polled(session: UpstreamSession, account: string, isAnswered: boolean): void
}

/** An implementation that is called over HTTP, and whose events come by HTTP POST or SSE. */
export class HttpUpstream {
  /** Path on the hub that its events are posted to. */
  readonly path: string | undefined
  readonly #posts: ReceivePostSettings
  readonly #session: UpstreamSession
  readonly #context: HttpUpstreamContext
  readonly #stream: Parameters<typeof dialSse>[0] | undefined
  #events: Dialling | undefined
  readonly #fields: Readonly<Record<string, unknown>>
  readonly #absence: Reminder
  #handler: UpstreamHandler | undefined
  readonly #poll: HttpPresencePoll
  #state: 'asking' | 'here' | 'away' = 'asking'

  constructor(
    { name, url, token, ca, post, sse }: HttpOptions,
    frameLimit: FrameLimit,
    context: HttpUpstreamContext,
  ) {
    this.path = post?.path
    this.#posts = { secret: post?.secret, ...(post?.maxBodyBytes && { maxBodyBytes: post.maxBodyBytes }) }
    this.#context = context
    this.#absence = new Reminder(context.clock)
    this.#fields = { upstream: name, url: shownUrl(url) }
    this.#session = new UpstreamSession(
      name,
      (handler) => {
        this.#handler = handler
        const headers = () => context.ring.headers('behind')
        return new HttpCaller({
          reader: byteReader,
          url,
          token,
          ca,
          frameLimit,
          headers,
          clock: context.clock,
        })
      },
      undefined,
      context,
    )
    this.#stream = sse ? { url: eventsUrl(url), token, ca } : undefined
    this.#poll = new HttpPresencePoll(
      { upstream: this.#session.upstream, clock: context.clock },
      {
        isLoggedIn: () => this.#session.account !== undefined,
        login: (reply) => this.#heardLogin(reply),
        status: (reply) => this.#heardStatus(reply),
      },
    )
  }

  /** Begins to poll the API and to receive the stream of events. */
  start(): void {
    this.#events = this.#stream && this.#takeEvents(this.#stream)
    this.#poll.start()
  }

  /** Returns what a request that posts an event proves. */
  proof(request: IncomingMessage): Proof {
    return proofOfSignature(request, this.#posts.secret)
  }

  /** Takes one event that was posted. */
  receive(request: IncomingMessage, response: ServerResponse): void {
    const { ring } = this.#context
    const loop = ring.refusal('behind', request)
    if (loop) return refuse(request, response, loop)
    const event = (frame: EventFrame): undefined => {
      ring.heard('behind', request)
      const header = selfIdHeader(request)
      if (header !== undefined) this.#heardHeader(header)
      this.#handler?.event(frame)
    }
    void receivePost(request, response, { reader: byteReader, event }, this.#posts)
  }

  /** Takes the account in a header; if it changed, the implementation is asked first. */
  #heardHeader(selfId: string): void {
    if (this.#session.hears(selfId, 'header')) this.#session.bind(selfId, 'told')
  }

  async close(reason: string): Promise<void> {
    this.#poll.close()
    await Promise.all([this.#events?.close(1001, reason), this.#session.upstream.close(1001, reason)])
  }

  #takeEvents(settings: Parameters<typeof dialSse>[0]): Dialling {
    const { log, ring, clock } = this.#context
    const presence = tellAbsence(
      (why, { retryMs, still, lasting }) =>
        log.warn({ ...this.#fields, retryMs, ...(still && lasting) }, `events ${still}not connected: ${why}`),
      clock,
    )
    const greeting = ring.greeting('behind')
    let isOpen = false
    return dialSse(
      { ...settings, headers: greeting.headers, inspect: greeting.inspect, clock },
      {
        reader: byteReader,
        event: (frame) => this.#handler?.event(frame),
        dropped: (why) => this.#session.dropped(why),
        open: (stream) => {
          presence.over()
          greeting.opened(stream)
          isOpen = true
          this.#session.interrupted()
        },
        lost: (why, retryMs) => {
          presence.lost(why, retryMs)
          if (isOpen) this.#session.interrupted()
          isOpen = false
        },
      },
    )
  }

  #heardLogin(reply: Reply): boolean {
    const selfId = loginOf(reply)
    if (selfId === undefined) return this.#away(reply)
    this.#session.bind(selfId, 'told')
    return this.#here()
  }

  #heardStatus(reply: Reply): boolean {
    const { status, retcode, data } = replyBody(reply)
    const { selfId } = this.#session
    if (status === 'failed' && AWAY.has(retcode)) {
      if (selfId !== undefined && retcode === 1504) this.#context.polled(this.#session, selfId, false)
      // As long as nothing but events has come, they are what tells that the account is there.
      if (this.#state === 'here') this.#session.leave(String(replyBody(reply).wording))
      return this.#away(reply)
    }
    const { account } = this.#session
    const { online } = (data ?? {}) as { online?: unknown }
    if (account && status === 'ok') this.#session.heartbeat(account, online !== false, undefined)
    if (selfId !== undefined) this.#context.polled(this.#session, selfId, true)
    return this.#here()
  }

  #here(): boolean {
    if (this.#state !== 'here') void this.#session.askWhoIsThere()
    this.#absence.over()
    this.#context.reaches.connected(this.#session.name)
    this.#state = 'here'
    return true
  }

  #away(reply: Reply): boolean {
    const { retcode, wording } = replyBody(reply)
    this.#state = 'away'
    this.#context.reaches.failed(this.#session.name, String(wording))
    const telling = this.#absence.due(String(wording))
    if (telling) {
      const { still, lasting } = telling
      this.#context.log.warn(
        { ...this.#fields, retcode, ...(still && lasting) },
        `upstream ${still}not reachable: ${wording}`,
      )
    }
    return false
  }
}

/** The account in `X-Self-ID`, as exact decimal text. */
export const selfIdHeader = ({ headers }: IncomingMessage): string | undefined =>
  /^[1-9]\d{0,19}$/.exec(String(headers['x-self-id'] ?? ''))?.[0]

/** `/_events` behind the path of the API; a query, which may hold a token, stays behind it. */
function eventsUrl(apiUrl: string): string {
  const url = new URL(apiUrl)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/_events`
  return url.href
}
