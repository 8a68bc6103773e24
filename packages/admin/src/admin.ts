import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HttpExtension } from '@rookery/hub'
import { type Clock, requestParams, requestTarget, systemClock, type UpgradeAnswer } from '@rookery/transport'
import type { AdminAccess } from './access/admin-access.js'
import { Attempts } from './access/attempts.js'
import { Guard, type Identity, refuseUnlessPages } from './access/guard.js'
import { type LoginLink, LoginLinks } from './access/login-links.js'
import { type SessionStore, Sessions } from './access/sessions.js'
import type { AdminHub } from './admin-hub.js'
import { AdminRefusal } from './answer/admin-refusal.js'
import { readJson } from './answer/read-json.js'
import { send, sendRefusal } from './answer/send.js'
import type { ReloadResult } from './api.js'
import type { ConfigEditor } from './config-editor.js'
import { ConsoleFiles } from './console/console-files.js'
import { Live } from './live/live.js'
import { LogRing } from './log/log-ring.js'
import { Metrics } from './metrics/metrics.js'
import { findRoute } from './routes/find-route.js'
import type { RouteContext } from './routes/route.js'
import type { Realm } from './wire.js'

/** Parts and settings of the operator's side. */
export interface AdminSettings {
  readonly access: AdminAccess
  /** Default: the machine's clock. */
  readonly clock?: Clock
  /** Version of Rookery, which pages show. */
  readonly version?: string
  /** Folder of the console's files. Default: there is no console. */
  readonly staticFolder?: URL | undefined
  /** Lines of the log that pages show. Default: none. */
  readonly log?: LogRing
  /** Keeps logins over a restart. Default: they end with the process. */
  readonly sessions?: SessionStore | undefined
  /** Default: the config cannot be seen or changed. */
  readonly config?: ConfigEditor | undefined
  /** Reads the config again. */
  readonly reload?: (() => Promise<ReloadResult>) | undefined
}

/** The operator's side of a hub. */
export interface Admin extends HttpExtension {
  /** Answers for this hub from now on; until then everything is answered 503. */
  attach(hub: AdminHub): void
  /** Makes a login link that is valid once and for ten minutes. */
  loginLink(): LoginLink
  /** Puts other tokens and rules in place; logins by a token that is no more end. */
  allow(access: AdminAccess): void
  /** Ends the open pages; logins stay. */
  close(): Promise<void>
}

const MOST_BODY = 1024 * 1024
const LIVE = '/api/admin/live'

/** Makes the operator's side of a hub, as the `extension` that `startHub` takes. */
export const createAdmin = (settings: AdminSettings): Admin => new HubAdmin(settings)

class HubAdmin implements Admin {
  #access: AdminAccess
  #hub: AdminHub | undefined
  #metrics: Metrics | undefined
  readonly #clock: Clock
  readonly #guard: Guard
  readonly #sessions: Sessions
  readonly #links: LoginLinks
  readonly #live: Live
  readonly #files: ConsoleFiles
  readonly #context: RouteContext

  constructor(settings: AdminSettings) {
    const { access, clock = systemClock, log = new LogRing() } = settings
    this.#access = access
    this.#clock = clock
    const validToken = (realm: Realm) => tokenOf(this.#access, realm)
    this.#sessions = new Sessions({ clock, store: settings.sessions, tokenOf: validToken })
    this.#links = new LoginLinks(clock)
    const given = { access: () => this.#access, sessions: this.#sessions }
    this.#guard = new Guard({ ...given, attempts: new Attempts(clock) })
    this.#live = new Live({ clock, log, hub: () => this.#running() })
    this.#files = new ConsoleFiles(settings.staticFolder)
    this.#context = this.#contextOf(settings, log)
  }

  paths(path: string): boolean {
    if (path === '/metrics' || path === '/status.json' || path === '/console') return true
    return path.startsWith('/api/admin/') || path.startsWith('/console/')
  }

  proof(request: IncomingMessage) {
    return this.#guard.proof(request)
  }

  request(request: IncomingMessage, response: ServerResponse): void {
    this.#answer(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy()
      else sendRefusal(request, response, error)
    })
  }

  upgrade(request: IncomingMessage): UpgradeAnswer {
    try {
      return this.#upgrade(request)
    } catch (error) {
      if (!(error instanceof AdminRefusal)) throw error
      const { status, message, isGuess } = error
      return { status, reason: message, ...(isGuess && { isGuess }) }
    }
  }

  attach(hub: AdminHub): void {
    this.#hub = hub
    this.#metrics = new Metrics(hub)
  }

  loginLink(): LoginLink {
    return this.#links.make()
  }

  allow(access: AdminAccess): void {
    if (access.adminToken !== this.#access.adminToken) this.#links.revoke()
    this.#access = access
    this.#live.look()
  }

  async close(): Promise<void> {
    this.#metrics?.close()
    await this.#live.close()
  }

  #contextOf(settings: AdminSettings, log: LogRing): RouteContext {
    return {
      clock: this.#clock,
      guard: this.#guard,
      sessions: this.#sessions,
      links: this.#links,
      log,
      version: settings.version,
      config: settings.config,
      metrics: () => this.#metrics?.text(),
      reload: settings.reload,
      access: () => this.#access,
      hub: () => this.#running(),
      loginsChanged: () => this.#live.look(),
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { path } = requestTarget(request)
    if (path === '/console' || path.startsWith('/console/')) {
      refuseUnlessPages(request, this.#access)
      return this.#files.answer(path, request, response)
    }
    if (path === LIVE) throw new AdminRefusal(426, 'wrong_method', 'this path takes WebSockets')
    const { route, params } = findRoute(request.method ?? '', path)
    const who = this.#guard.enter(request, route.need)
    const body = request.method === 'POST' ? await readJson(request, route.maxBodyBytes ?? MOST_BODY) : {}
    const asked = { request, params, query: requestParams(request), body, who }
    send(request, response, await route.answer(asked, this.#context))
  }

  #upgrade(request: IncomingMessage): UpgradeAnswer {
    if (requestTarget(request).path !== LIVE)
      throw new AdminRefusal(404, 'not_found', `the live stream is at ${LIVE}`)
    const who = this.#guard.enter(request, 'viewer')
    this.#running()
    const viewer = this.#viewerOf(who)
    const full = this.#live.refusal(viewer.realm)
    if (full) return full
    return { open: (link) => this.#live.add(link, viewer) }
  }

  #viewerOf(who: Identity) {
    const realm: Realm = who.by !== 'nobody' && who.realm === 'admin' ? 'admin' : 'viewer'
    if (who.by === 'session') {
      const isIn = () => this.#access.console !== 'off' && this.#sessions.isOpen(who.session.digest)
      return { realm, isIn }
    }
    const token = tokenOf(this.#access, realm)
    return { realm, isIn: () => tokenOf(this.#access, realm) === token }
  }

  #running(): AdminHub {
    if (this.#hub) return this.#hub
    throw new AdminRefusal(503, 'not_available', 'the hub has not started yet; try again')
  }
}

const tokenOf = ({ adminToken, viewerToken }: AdminAccess, realm: Realm): string | undefined =>
  realm === 'admin' ? adminToken : viewerToken || undefined
