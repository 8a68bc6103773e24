import type { Downstream, Link, Role } from '@rookery/transport'
import { Alarms } from '../faults/alarms.js'
import type { Sandbox } from '../sandbox.js'
import type { LinkSpec } from '../world/link-spec.js'
import { AccountCalls } from './account-calls.js'
import type { Reporting } from './event-tap.js'
import { openFace } from './face.js'
import {
  type LinkContext,
  leadsOutside,
  type NamedLink,
  namedLinks,
  type OpenLink,
  reportingOf,
} from './link-context.js'
import { LinkError } from './link-error.js'
import { Outlet } from './outlet.js'
import { openPort, portsOf } from './ports.js'
import { openPost } from './post-link.js'
import { openReverse } from './reverse-link.js'

/** Settings that all links of an account share: heartbeats, rate-limited calls, and media over HTTP. */
export interface LinksSettings {
  /** Milliseconds between two heartbeats of each connection; 0 turns them off. Default 5 000. */
  readonly heartbeatMs?: number
  /** Milliseconds between the starts of two `_rate_limited` calls; default 500. */
  readonly rateLimitIntervalMs?: number
  /**
   * Answers requests for files on every HTTP link, without a token; false for any other request. Default: serves the
   * sandbox's files at the URLs that messages contain.
   */
  readonly serveMedia?: LinkContext['serveMedia']
}

/** Settings of a link in memory: its name for fault rules, its role, and what it reports. */
export interface AttachSettings extends Partial<Reporting> {
  /** Name of the link in fault rules; default `memory`. */
  readonly name?: string
  readonly role?: Role
}

const HEARTBEAT_MS = 5_000
const RATE_LIMIT_INTERVAL_MS = 500

/** All links of one account: together they act as its running implementation. */
export class AccountLinks {
  readonly self_id: number
  readonly #alarms: Alarms
  readonly #context: LinkContext
  readonly #attached = new Set<Downstream>()
  #open: readonly OpenLink[] = []
  #specs: readonly NamedLink[] = []
  #state: 'open' | 'closed' = 'open'
  #work: Promise<void> = Promise.resolve()

  constructor(sandbox: Sandbox, self_id: number, settings: LinksSettings = {}) {
    const {
      heartbeatMs = HEARTBEAT_MS,
      rateLimitIntervalMs = RATE_LIMIT_INTERVAL_MS,
      serveMedia = sandbox.media.serveKeyed,
    } = settings
    const alarms = new Alarms(sandbox.clock)
    const restart = (delayMs: number): void => void alarms.after(delayMs, () => void this.restart())
    const calls = new AccountCalls(sandbox, self_id, alarms, { rateLimitIntervalMs, restart })
    const outlet = new Outlet(sandbox, self_id, alarms, { heartbeatMs })
    this.self_id = self_id
    this.#alarms = alarms
    const { faults, media } = sandbox
    this.#context = { self_id, outlet, calls, faults, alarms, media, serveMedia }
  }

  /** The open links, with the actual numbers of ports given as 0. */
  get open(): readonly OpenLink[] {
    return this.#open
  }

  /** Number of bots that receive the account's events now; a target of HTTP POST always counts. */
  get connected(): number {
    return this.#context.outlet.connections
  }

  /**
   * Opens links in place of the current ones.
   *
   * @throws LinkError when one cannot be opened; then none is.
   */
  start(specs: readonly LinkSpec[]): Promise<void> {
    return this.#next(async () => {
      await this.#closeLinks(1001, 'the links are replaced')
      await this.#openLinks(namedLinks(specs))
    })
  }

  /** Adds a link in memory, with a hub or a bot under test on its other side. */
  attach(link: Link, { name = 'memory', role = 'Universal', ...reporting }: AttachSettings = {}): Downstream {
    const face = openFace(this.#context, link, {
      name,
      kind: 'memory',
      reporting: reportingOf(reporting),
      role,
    })
    this.#attached.add(face)
    void face.closed.then(() => this.#attached.delete(face))
    return face
  }

  /** Closes every connection, as a restarting implementation does, and opens the same links again. */
  restart(): Promise<void> {
    return this.#next(async () => {
      if (this.#state === 'closed') return
      // Lets the reply to the caller of the restart leave first.
      await new Promise((resolve) => setImmediate(resolve))
      const specs = this.#specs.map((each) => atRealPort(each, this.#open))
      await this.#closeLinks(1012, 'the implementation restarts')
      await this.#openLinks(specs)
    })
  }

  /** Resolves when no link is being opened or closed. */
  settled(): Promise<void> {
    return this.#work
  }

  async close(): Promise<void> {
    this.#state = 'closed'
    this.#alarms.close()
    this.#context.calls.close()
    await this.#next(() => this.#closeLinks(1001, 'the sandbox stops'))
    this.#context.outlet.close()
  }

  /** Runs one piece of work after the other: a restart must not overlap the close of a test. */
  #next(work: () => Promise<void>): Promise<void> {
    const done = this.#work.then(work)
    this.#work = done.catch(() => {})
    return done
  }

  async #openLinks(specs: readonly NamedLink[]): Promise<void> {
    const opened: OpenLink[] = []
    // Must happen before any call can arrive.
    if (specs.some(({ spec }) => leadsOutside(spec))) this.#context.media.closePaths()
    try {
      for (const port of portsOf(specs)) opened.push(...(await openPort(this.#context, port)))
      for (const each of specs) opened.push(...dialled(this.#context, each))
    } catch (error) {
      await Promise.all(opened.map((each) => each.close(1001, 'another link cannot be opened')))
      throw error
    }
    this.#specs = specs
    this.#open = specs.flatMap(({ name }) => opened.filter((each) => each.name === name))
  }

  async #closeLinks(code: number, reason: string): Promise<void> {
    const links = [...this.#open, ...this.#attached]
    this.#open = []
    await Promise.all(links.map((each) => each.close(code, reason)))
  }
}

function dialled(context: LinkContext, { name, spec }: NamedLink): readonly OpenLink[] {
  if (spec.type === 'ws-reverse') return [openReverse(context, { name, spec })]
  return spec.type === 'http-post' ? [openPost(context, { name, spec })] : []
}

/** The link with the port it was given, so that bots find the account at the same address again. */
function atRealPort(named: NamedLink, open: readonly OpenLink[]): NamedLink {
  const { name, spec } = named
  const url = open.find((each) => each.name === name)?.url
  return 'port' in spec && url ? { name, spec: { ...spec, port: Number(new URL(url).port) } } : named
}

/**
 * Opens the links of an account.
 *
 * ```ts
 * const links = await startLinks(sandbox, 10000, [{ type: 'ws', port: 0 }])
 * links.open[0]?.url // ws://127.0.0.1:41234
 * await links.close()
 * ```
 *
 * @throws LinkError when there is no such account, or a link cannot be opened; then none is.
 */
export async function startLinks(
  sandbox: Sandbox,
  self_id: number,
  specs: readonly LinkSpec[],
  settings: LinksSettings = {},
): Promise<AccountLinks> {
  if (!sandbox.world.accounts.has(self_id)) {
    const known = [...sandbox.world.accounts.keys()].join(', ') || 'none'
    throw new LinkError('no_such_account', `there is no account ${self_id}; there are: ${known}`)
  }
  const links = new AccountLinks(sandbox, self_id, settings)
  try {
    await links.start(specs)
    return links
  } catch (error) {
    await links.close()
    throw error
  }
}
