import type { Clock } from '@rookery/transport'
import type { Realm } from '../wire.js'
import { derived, digestOf, newSecret } from './digest.js'

const HOUR_MS = 60 * 60_000
/** A session ends so long after it was opened, and so long after it was used last. */
const LONGEST_MS = 7 * 24 * HOUR_MS
const IDLE_MS = 24 * HOUR_MS
/** A use is kept outside the process at most so often. */
const KEEP_EVERY_MS = 10 * 60_000
/** Most sessions; the one that was used longest ago goes first. */
const MOST = 100

/** A session, fit to be kept outside the process: nothing of it opens anything. */
export interface KeptSession {
  /** Digest of its id. */
  readonly digest: string
  readonly realm: Realm
  /** Digest of the token that it was opened with, and ends with. */
  readonly token: string
  /** Unix milliseconds, as is the next one. */
  readonly openedAt: number
  readonly usedAt: number
}

/** Keeps sessions outside the process, so that a restart ends none. */
export interface SessionStore {
  load(): readonly KeptSession[]
  /** Never throws. */
  save(sessions: readonly KeptSession[]): void
}

/** A login of a browser that is valid now. */
export interface Session {
  readonly digest: string
  readonly realm: Realm
  /** Shown with every change. */
  readonly csrf: string
  /** Unix milliseconds. */
  readonly expiresAt: number
}

export interface SessionsContext {
  readonly clock: Clock
  /** Default: they end with the process. */
  readonly store?: SessionStore | undefined
  /** The valid token of a realm; undefined if it has none. */
  tokenOf(realm: Realm): string | undefined
}

/** The open sessions. The browser alone has their ids; the hub has their digests. */
export class Sessions {
  readonly #context: SessionsContext
  readonly #open: Map<string, KeptSession>

  constructor(context: SessionsContext) {
    this.#context = context
    const kept = context.store?.load() ?? []
    this.#open = new Map(kept.slice(-MOST).map((each) => [each.digest, each]))
  }

  /** Opens a session; the id is for the cookie. */
  open(realm: Realm): { readonly id: string; readonly session: Session } {
    const id = newSecret()
    const now = this.#context.clock.now()
    const token = digestOf(this.#context.tokenOf(realm) ?? '')
    const kept: KeptSession = { digest: digestOf(id), realm, token, openedAt: now, usedAt: now }
    this.#open.set(kept.digest, kept)
    this.#dropOld()
    this.#save()
    return { id, session: sessionOf(id, kept) }
  }

  /** Finds a session by the id in a cookie, and notes that it is used. */
  find(id: string): Session | undefined {
    const kept = this.#open.get(digestOf(id))
    if (!kept || !this.isOpen(kept.digest)) return undefined
    const now = this.#context.clock.now()
    if (now - kept.usedAt < KEEP_EVERY_MS) return sessionOf(id, kept)
    const used = { ...kept, usedAt: now }
    // To the end of the map: the first ones are those that were used longest ago.
    this.#open.delete(kept.digest)
    this.#open.set(kept.digest, used)
    this.#save()
    return sessionOf(id, used)
  }

  /** Tells whether a session is valid still: not ended, and its token is the same. */
  isOpen(digest: string): boolean {
    const kept = this.#open.get(digest)
    if (!kept) return false
    const now = this.#context.clock.now()
    const token = this.#context.tokenOf(kept.realm)
    const isValid = token !== undefined && digestOf(token) === kept.token
    if (isValid && now < expiryOf(kept)) return true
    this.#open.delete(digest)
    this.#save()
    return false
  }

  /** Ends a session. */
  close(digest: string): void {
    if (this.#open.delete(digest)) this.#save()
  }

  #dropOld(): void {
    const [oldest] = this.#open.keys()
    if (this.#open.size > MOST && oldest !== undefined) this.#open.delete(oldest)
  }

  #save(): void {
    this.#context.store?.save([...this.#open.values()])
  }
}

const expiryOf = ({ openedAt, usedAt }: KeptSession): number =>
  Math.min(openedAt + LONGEST_MS, usedAt + IDLE_MS)

const sessionOf = (id: string, kept: KeptSession): Session => ({
  digest: kept.digest,
  realm: kept.realm,
  csrf: derived(id, 'csrf'),
  expiresAt: expiryOf(kept),
})
