import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  admit,
  byteReader,
  type Dialling,
  describeClose,
  dial,
  FrameLimit,
  isRefusal,
  type Link,
  type Proof,
  proofOf,
  type Role,
  readRole,
  refuseWithoutUpgrade,
  type SplitRole,
  SplitUpstream,
  type SplitUpstreamHandler,
  shownUrl,
  TokenTable,
  type UpgradeAnswer,
  Upstream,
  type UpstreamSettings,
} from '@rookery/transport'
import { tellAbsence } from '../log/log.js'
import type { UpstreamOptions } from '../options.js'
import { HttpUpstream, type HttpUpstreamContext, selfIdHeader } from './http-upstream.js'
import { type MakeUpstream, UpstreamSession } from './upstream-session.js'

/** Silence allowed until the first heartbeat states an interval. */
const SILENCE_MS = 60_000

/** Parts of the hub that the upstreams use. */
export type UpstreamsContext = HttpUpstreamContext

/** One implementation of the config. */
interface Entry {
  start(): void
  close(reason: string): Promise<void>
}

/** All implementations of the config, whether the hub dials them or they dial it. */
export class Upstreams {
  readonly #context: UpstreamsContext
  readonly #entries = new Map<string, Entry>()
  /** Implementations that post events, by the path that they post to. */
  readonly #posted = new Map<string, HttpUpstream>()
  readonly #doors = new Map<string, { readonly name: string; readonly tokens: TokenTable<true> }>()
  readonly #sessions = new Set<UpstreamSession>()
  /** Upstreams whose calls and events travel apart, by name and account. */
  readonly #split = new Map<string, SplitUpstream>()
  readonly #frameLimits = new Map<string, FrameLimit>()
  #hasStarted = false

  constructor(context: UpstreamsContext) {
    this.#context = context
  }

  /** Adds an implementation under a name that no other has. It is expected at once, and dialled once the hub dials. */
  add(options: UpstreamOptions): void {
    this.#context.reaches.expect(options.name, options.type === 'ws-reverse' ? 'waiting' : 'connecting')
    const frameLimit = this.#frameLimitOf(options)
    this.#frameLimits.set(options.name, frameLimit)
    const entry = this.#entryOf(options, frameLimit)
    this.#entries.set(options.name, entry)
    if (this.#hasStarted) entry.start()
  }

  /** Ends the connections of an implementation, and expects and dials it no longer. */
  async remove(name: string, reason: string): Promise<void> {
    const entry = this.#entries.get(name)
    this.#entries.delete(name)
    this.#context.reaches.forget(name)
    this.#frameLimits.delete(name)
    const sessions = [...this.#sessions].filter((each) => each.name === name)
    await Promise.all([entry?.close(reason), ...sessions.map((each) => each.upstream.close(1001, reason))])
  }

  /** Open connections of the configured implementations over WebSocket; those that joined in memory are not watched. */
  watched(): UpstreamSession[] {
    return [...this.#sessions].filter(({ name, upstream }) => this.#entries.has(name) && upstream.isOpen)
  }

  /** Connections of implementations that joined in this process. */
  joined(): UpstreamSession[] {
    return [...this.#sessions].filter(({ name }) => !this.#entries.has(name))
  }

  /** Dials those that are to be dialled. */
  start(): void {
    this.#hasStarted = true
    for (const each of this.#entries.values()) each.start()
  }

  /** Tells what a request on `path` proves; undefined when no implementation is expected there. */
  proof(path: string, request: IncomingMessage): Proof | undefined {
    const door = this.#doors.get(trimSlash(path))
    if (door) return proofOf(request, door.tokens)
    return this.#postedTo(path)?.proof(request)
  }

  /** Answers an upgrade on `path`; undefined when no implementation is expected there. */
  upgrade(path: string, request: IncomingMessage): UpgradeAnswer | undefined {
    const door = this.#doors.get(trimSlash(path))
    if (!door) return undefined
    const admission = admit(request, door.tokens)
    if (isRefusal(admission)) return admission
    const { ring } = this.#context
    const loop = ring.refusal('behind', request)
    if (loop) return loop
    const header = request.headers['x-client-role']
    const role = readRole(header)
    if (!role)
      return { status: 400, reason: `X-Client-Role must be Universal, API or Event, found ${header}` }
    const selfId = selfIdHeader(request)
    const full = selfId && this.#context.accounts.refusalOf(selfId, door.name)
    if (full) return { status: 429, reason: full }
    if (role !== 'Universal' && !selfId)
      return { status: 400, reason: 'connections of role API or Event need X-Self-ID' }
    return {
      headers: ring.answer('behind', request),
      open: (link) => {
        ring.joined('behind', request, link)
        this.#tellWhenItLeaves(door.name, role, link, selfId)
        if (role === 'Universal') this.open(door.name, link, selfId)
        else if (selfId) this.#openHalf(door.name, role, link, selfId)
      },
    }
  }

  /** Logs the end of a connection that was dialled in; for one that the hub dials, the next attempt tells it. */
  #tellWhenItLeaves(name: string, role: Role, link: Link, selfId: string | undefined): void {
    const fields = { upstream: name, account: selfId, role, remote: link.remote }
    void link.closed.then((info) => {
      if (!this.#context.stopping.aborted)
        this.#context.log.info({ ...fields, why: describeClose(info) }, 'upstream disconnected')
    })
  }

  /** Takes over an open connection of an implementation, with its account where it said so. */
  open(name: string, link: Link, selfId: string | undefined): void {
    this.#tellConnected(this.#open(name, link, selfId))
  }

  #open(name: string, link: Link, selfId: string | undefined): UpstreamSession {
    const session = this.#start(
      name,
      (handler) => new Upstream(link, handler, this.#settingsOf(name)),
      selfId,
    )
    void session.askWhoIsThere()
    return session
  }

  #tellConnected({ name, upstream }: UpstreamSession): void {
    this.#context.log.info({ upstream: name, remote: upstream.remote }, 'upstream connected')
  }

  /** Takes over a connection for calls or for events; the other one is or will be another connection. */
  #openHalf(name: string, role: SplitRole, link: Link, selfId: string): void {
    const key = `${name} ${selfId}`
    const known = this.#split.get(key)
    if (known) return known.take(role, link)
    const session = this.#start(name, (handler) => this.#openSplit(name, key, handler), undefined)
    this.#split.get(key)?.take(role, link)
    // Bound only now: an account appears with its first connection.
    session.bind(selfId, 'told')
    this.#tellConnected(session)
  }

  #openSplit(name: string, key: string, handler: SplitUpstreamHandler): SplitUpstream {
    const both = new SplitUpstream(handler, this.#settingsOf(name))
    this.#split.set(key, both)
    both.closed.then(() => this.#split.delete(key))
    return both
  }

  #start(name: string, makeUpstream: MakeUpstream, selfId: string | undefined): UpstreamSession {
    const session = new UpstreamSession(name, makeUpstream, selfId, this.#context)
    const { reaches } = this.#context
    this.#sessions.add(session)
    reaches.connected(name)
    session.upstream.closed.then(() => {
      this.#sessions.delete(session)
      if (![...this.#sessions].some((each) => each.name === name)) reaches.left(name)
    })
    return session
  }

  /** Takes a request that posts an event; false when no implementation is expected on `path`. */
  request(path: string, request: IncomingMessage, response: ServerResponse): boolean {
    if (this.#doors.has(trimSlash(path))) {
      refuseWithoutUpgrade(request, response)
      return true
    }
    const upstream = this.#postedTo(path)
    upstream?.receive(request, response)
    return upstream !== undefined
  }

  #entryOf(options: UpstreamOptions, frameLimit: FrameLimit): Entry {
    if (options.type === 'ws') return this.#dialled(options)
    return options.type === 'http' ? this.#called(options, frameLimit) : this.#awaited(options)
  }

  #dialled(options: Extract<UpstreamOptions, { type: 'ws' }>): Entry {
    let dialling: Dialling | undefined
    return {
      start: () => {
        dialling = this.#dial(options)
      },
      close: async (reason) => dialling?.close(1001, reason),
    }
  }

  #called(options: Extract<UpstreamOptions, { type: 'http' }>, frameLimit: FrameLimit): Entry {
    const upstream = new HttpUpstream(options, frameLimit, this.#context)
    const path = upstream.path && trimSlash(upstream.path)
    if (path !== undefined) this.#posted.set(path, upstream)
    return {
      start: () => upstream.start(),
      close: async (reason) => {
        if (path !== undefined) this.#posted.delete(path)
        await upstream.close(reason)
      },
    }
  }

  #awaited({ name, path, token }: Extract<UpstreamOptions, { type: 'ws-reverse' }>): Entry {
    const tokens = new TokenTable<true>(token ? [[token, true]] : [])
    this.#doors.set(trimSlash(path), { name, tokens })
    return { start() {}, close: async () => void this.#doors.delete(trimSlash(path)) }
  }

  #postedTo(path: string): HttpUpstream | undefined {
    return this.#posted.get(trimSlash(path))
  }

  async close(): Promise<void> {
    await Promise.all([
      ...[...this.#entries.values()].map((each) => each.close('the hub stops')),
      ...[...this.#sessions].map((each) => each.upstream.close(1001, 'the hub stops')),
    ])
  }

  /** Makes the limit of an implementation. It outlives connections: a call that ended one must not end the next. */
  #frameLimitOf({ name, maxFrameBytes }: UpstreamOptions): FrameLimit {
    return new FrameLimit(maxFrameBytes, (frameBytes, limitBytes) =>
      this.#context.log.warn(
        { upstream: name, frameBytes, limitBytes },
        'upstream closed with 1009 (too large) after a large call; such calls are refused from now on, see max_frame',
      ),
    )
  }

  /** Settings of a connection. One that was joined within the process has no limit. */
  #settingsOf(name: string): UpstreamSettings {
    return { reader: byteReader, frameLimit: this.#frameLimits.get(name), clock: this.#context.clock }
  }

  #dial({ name, url, token, ca }: Extract<UpstreamOptions, { type: 'ws' }>): Dialling {
    const fields = { upstream: name, url: shownUrl(url) }
    const { log, ring, clock, reaches } = this.#context
    const presence = tellAbsence(
      (why, { retryMs, still, lasting }) =>
        log.warn({ ...fields, retryMs, ...(still && lasting) }, `upstream ${still}not connected: ${why}`),
      clock,
    )
    const greeting = ring.greeting('behind')
    return dial(
      {
        url,
        token,
        ca,
        headers: greeting.headers,
        inspect: greeting.inspect,
        limits: { deadAfterMs: SILENCE_MS },
        clock,
      },
      {
        open: (link) => {
          greeting.opened(link)
          const session = this.#open(name, link, undefined)
          presence.over(
            () => session.upstream.isOpen,
            () => this.#tellConnected(session),
          )
        },
        lost: (why, retryMs) => {
          reaches.failed(name, why)
          presence.lost(why, retryMs)
        },
      },
    )
  }
}

/** A path without the slash at its end. */
export const trimSlash = (path: string): string =>
  path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
