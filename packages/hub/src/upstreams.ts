import type { IncomingMessage } from 'node:http'
import {
  admit,
  type Dialling,
  dial,
  isRefusal,
  type Link,
  shownUrl,
  TokenTable,
  type UpgradeAnswer,
} from '@rookery/transport'
import type { UpstreamOptions } from './options.js'
import { UpstreamSession, type UpstreamSessionContext } from './upstream-session.js'

/** Before the first heartbeat tells better. */
const SILENCE_MS = 60_000

/** The implementations of the config: those we dial, and those whose connections we take. */
export class Upstreams {
  readonly #context: UpstreamSessionContext
  readonly #dialled: Dialling[] = []
  readonly #doors = new Map<string, { readonly name: string; readonly tokens: TokenTable<true> }>()
  readonly #sessions = new Set<UpstreamSession>()

  constructor(upstreams: readonly UpstreamOptions[], context: UpstreamSessionContext) {
    this.#context = context
    for (const options of upstreams) {
      if (options.type === 'ws') this.#dial(options)
      else {
        const tokens = new TokenTable<true>(options.token ? [[options.token, true]] : [])
        this.#doors.set(trimSlash(options.path), { name: options.name, tokens })
      }
    }
  }

  /** What becomes of an upgrade on `path`; undefined when no implementation is expected there. */
  upgrade(path: string, request: IncomingMessage): UpgradeAnswer | undefined {
    const door = this.#doors.get(trimSlash(path))
    if (!door) return undefined
    const admission = admit(request, door.tokens)
    if (isRefusal(admission)) return admission
    const role = String(request.headers['x-client-role'] ?? 'Universal')
    if (role.toLowerCase() !== 'universal') {
      return { status: 400, reason: `X-Client-Role must be Universal here, found ${role}` }
    }
    const selfId = String(request.headers['x-self-id'] ?? '')
    return { open: (link) => this.open(door.name, link, /^[1-9]\d*$/.test(selfId) ? selfId : undefined) }
  }

  /** Takes over an open connection of an implementation, with its account where it said so. */
  open(name: string, link: Link, selfId: string | undefined): void {
    const session = new UpstreamSession(name, link, selfId, this.#context)
    this.#sessions.add(session)
    link.closed.then(() => this.#sessions.delete(session))
  }

  async close(): Promise<void> {
    await Promise.all([
      ...this.#dialled.map((each) => each.close(1001, 'the hub stops')),
      ...[...this.#sessions].map((each) => each.upstream.close(1001, 'the hub stops')),
    ])
  }

  #dial({ name, url, token, ca }: Extract<UpstreamOptions, { type: 'ws' }>): void {
    const { log } = this.#context
    let lastWhy = ''
    const dialling = dial(
      { url, token, ca, limits: { deadAfterMs: SILENCE_MS } },
      {
        open: (link) => {
          lastWhy = ''
          this.open(name, link, undefined)
        },
        lost: (why, retryMs) => {
          if (why !== lastWhy)
            log.warn({ upstream: name, url: shownUrl(url), retryMs }, `upstream not connected: ${why}`)
          lastWhy = why
        },
      },
    )
    this.#dialled.push(dialling)
  }
}

const trimSlash = (path: string): string => (path.length > 1 ? path.replace(/\/$/, '') : path)
