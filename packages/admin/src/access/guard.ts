import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { type Proof, TokenTable } from '@rookery/transport'
import { AdminRefusal } from '../answer/admin-refusal.js'
import type { Realm } from '../wire.js'
import type { AdminAccess } from './admin-access.js'
import type { Attempts } from './attempts.js'
import { type Coming, comingOf, isWithinReach } from './coming.js'
import { sessionIdOf } from './cookie.js'
import { originOf } from './origin.js'
import type { Session, Sessions } from './sessions.js'

/** Least right for a path: none, that to read metrics, to look, or to act. */
export type Need = 'none' | 'metrics' | Realm

/** Sender of a request. */
export type Identity =
  | { readonly by: 'nobody' }
  | { readonly by: 'token'; readonly realm: Realm | 'metrics' }
  | { readonly by: 'session'; readonly realm: Realm; readonly session: Session }

export interface GuardContext {
  /** Rules that are in force now. */
  access(): AdminAccess
  readonly sessions: Sessions
  readonly attempts: Attempts
}

const NOBODY: Identity = { by: 'nobody' }

/** Decides who a request is from, and whether it may have what it asks for. */
export class Guard {
  readonly #context: GuardContext
  #tokens: { readonly of: AdminAccess; readonly table: TokenTable<Realm | 'metrics'> } | undefined

  constructor(context: GuardContext) {
    this.#context = context
  }

  /** Admits a request, or refuses it. @throws AdminRefusal */
  enter(request: IncomingMessage, need: Need): Identity {
    const access = this.#context.access()
    const coming = comingOf(request, access)
    const origin = originOf(request, coming, access)
    if (origin === 'foreign') throw FOREIGN
    if (need === 'none') return NOBODY
    const who = this.#identify(request, coming)
    refuseUnreachable(who, coming, access)
    if (who.by === 'nobody') throw NO_LOGIN
    if (!isEnough(who.realm, need)) throw notAllowed(who.realm, need)
    if (who.by === 'session' && changes(request)) {
      if (origin === 'none') throw FOREIGN
      if (!isSame(request.headers['x-csrf-token'], who.session.csrf)) throw NO_CSRF
    }
    // A browser names the page that opens a WebSocket; without that it is none.
    if (who.by === 'session' && request.headers.upgrade !== undefined && origin === 'none') throw FOREIGN
    return who
  }

  /** Refuses to look at a token or link of a network that has guessed too often. @throws AdminRefusal */
  mayTry(request: IncomingMessage): void {
    const { address } = comingOf(request, this.#context.access())
    if (this.#context.attempts.isOver(address))
      throw new AdminRefusal(429, 'too_many_attempts', 'too many wrong tokens; try again in a minute')
  }

  /** Counts a wrong token or link. */
  wrong(request: IncomingMessage): void {
    this.#context.attempts.wrong(comingOf(request, this.#context.access()).address)
  }

  /** The realm of a token; undefined for a wrong one. */
  realmOf(token: string): Realm | 'metrics' | undefined {
    return this.#table().find(token)?.value
  }

  /** The proof in a request that looks as if a stranger's page had sent it. */
  proof(request: IncomingMessage): Proof {
    const { sessions, attempts, access } = this.#context
    const { isEncrypted, address } = comingOf(request, access())
    const token = bearerOf(request)
    if (token === undefined) {
      const id = sessionIdOf(request, isEncrypted)
      return id !== undefined && sessions.find(id) ? 'cookie' : 'none'
    }
    // Whoever guesses on is told nothing.
    if (attempts.isOver(address)) return 'none'
    if (this.realmOf(token) !== undefined) return 'secret'
    attempts.wrong(address)
    return 'wrong'
  }

  #identify(request: IncomingMessage, { isEncrypted }: Coming): Identity {
    const token = bearerOf(request)
    if (token !== undefined) {
      this.mayTry(request)
      const realm = this.realmOf(token)
      if (realm !== undefined) return { by: 'token', realm }
      this.wrong(request)
      throw wrongToken()
    }
    const id = sessionIdOf(request, isEncrypted)
    const session = id === undefined ? undefined : this.#context.sessions.find(id)
    return session ? { by: 'session', realm: session.realm, session } : NOBODY
  }

  #table(): TokenTable<Realm | 'metrics'> {
    const access = this.#context.access()
    if (this.#tokens?.of !== access) this.#tokens = { of: access, table: tableOf(access) }
    return this.#tokens.table
  }
}

function tableOf({ adminToken, viewerToken, metricsToken }: AdminAccess): TokenTable<Realm | 'metrics'> {
  const entries: [string, Realm | 'metrics'][] = [[adminToken, 'admin']]
  if (viewerToken) entries.push([viewerToken, 'viewer'])
  if (metricsToken) entries.push([metricsToken, 'metrics'])
  return new TokenTable(entries)
}

/** The token in the header. One in a query would stand in the logs of proxies, and counts for nothing. */
function bearerOf({ headers }: IncomingMessage): string | undefined {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
}

/** Refuses logins from where none are taken. A token for metrics opens numbers alone, and may come from anywhere. */
function refuseUnreachable(who: Identity, coming: Coming, access: AdminAccess): void {
  if (who.by === 'token' && who.realm === 'metrics') return
  if (who.by === 'session' && access.console === 'off') throw OFF
  if (!isWithinReach(coming, access)) throw BEYOND_REACH
}

const RANKS: Readonly<Record<Need, number>> = { none: 0, metrics: 1, viewer: 2, admin: 3 }

const isEnough = (realm: Realm | 'metrics', need: Need): boolean => RANKS[realm] >= RANKS[need]

const changes = ({ method }: IncomingMessage): boolean => method !== 'GET' && method !== 'HEAD'

function isSame(shown: string | string[] | undefined, wanted: string): boolean {
  const [a, b] = [Buffer.from(String(shown ?? '')), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const FOREIGN = new AdminRefusal(403, 'foreign_origin', 'only pages of this hub may do that')
const NO_LOGIN = new AdminRefusal(
  401,
  'no_login',
  'log in, or send the header Authorization: Bearer <admin token>',
)
const NO_CSRF = new AdminRefusal(
  403,
  'no_csrf',
  'the header X-CSRF-Token must hold the value of this session',
)
const OFF = new AdminRefusal(403, 'console_off', 'the console is switched off: listen.console is off')
const BEYOND_REACH = new AdminRefusal(
  403,
  'console_off',
  'from elsewhere the console needs TLS: set listen.tls, put a proxy with TLS in front, or set listen.console: anywhere',
)

/** The refusal of a wrong token. Its text is that of the other doors. */
export const wrongToken = (): AdminRefusal =>
  new AdminRefusal(403, 'wrong_token', 'the token is wrong', { isGuess: true })

const notAllowed = (realm: Realm | 'metrics', need: Need): AdminRefusal =>
  new AdminRefusal(
    403,
    'not_allowed',
    `this needs ${need === 'admin' ? 'the admin token' : `a token of ${need} or admin`}, found one of ${realm}`,
  )

/** Refuses pages and logins where none are given. @throws AdminRefusal */
export function refuseUnlessPages(request: IncomingMessage, access: AdminAccess): void {
  if (access.console === 'off') throw OFF
  if (!isWithinReach(comingOf(request, access), access)) throw BEYOND_REACH
}
