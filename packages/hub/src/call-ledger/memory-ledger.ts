import { type Clock, steadyOf, systemClock } from '@rookery/transport'
import {
  type Begun,
  type CallLedger,
  ENTRY_BYTES,
  type Intent,
  LEDGER_LIMITS,
  type LedgerLimits,
} from './call-ledger.js'

/** Milliseconds between two looks for calls of clients that call no more. */
const SWEEP_MS = 10 * 60_000

type State =
  | { readonly is: 'under way'; readonly waiting: ((reply: Uint8Array) => void)[] }
  | { readonly is: 'replied'; readonly reply: Uint8Array }
  | { readonly is: 'reply too large' }

interface Entry {
  readonly digest: string
  readonly begunAt: number
  readonly keyBytes: number
  state: State
}

/** The calls of one client, the oldest first. */
interface Scope {
  readonly entries: Map<string, Entry>
  bytes: number
}

/** Makes a ledger in memory: it survives nothing. */
export const memoryLedger = (clock: Clock = systemClock, limits: Partial<LedgerLimits> = {}): CallLedger =>
  new MemoryLedger(clock, { ...LEDGER_LIMITS, ...limits })

class MemoryLedger implements CallLedger {
  readonly #now: () => number
  readonly #limits: LedgerLimits
  readonly #scopes = new Map<string, Scope>()
  #bytes = 0
  #sweptAt: number

  constructor(clock: Clock, limits: LedgerLimits) {
    this.#now = steadyOf(clock)
    this.#limits = limits
    this.#sweptAt = this.#now()
  }

  async begin({ scope: name, account, key, digest }: Intent): Promise<Begun> {
    this.#sweep()
    const scope = this.#scopes.get(name) ?? { entries: new Map<string, Entry>(), bytes: 0 }
    this.#expire(name, scope)
    const id = idOf(account, key)
    const known = scope.entries.get(id)
    if (known) return known.digest === digest ? begun(known.state) : { is: 'conflict' }
    const keyBytes = key.length * 2 + ENTRY_BYTES
    if (!this.#makeRoom(name, scope, keyBytes)) return { is: 'full', why: this.#fullReason() }
    const state: State = { is: 'under way', waiting: [] }
    scope.entries.set(id, { digest, begunAt: this.#now(), keyBytes, state })
    this.#scopes.set(name, scope)
    this.#count(scope, keyBytes)
    return { is: 'fresh' }
  }

  async settle({ scope: name, account, key }: Intent, reply: Uint8Array): Promise<void> {
    const scope = this.#scopes.get(name)
    const entry = scope?.entries.get(idOf(account, key))
    if (!scope || entry?.state.is !== 'under way') return
    const { waiting } = entry.state
    const isKept = reply.length <= this.#limits.replyBytes
    // Copied: the reply may be a slice of a large chunk.
    entry.state = isKept ? { is: 'replied', reply: Uint8Array.from(reply) } : { is: 'reply too large' }
    this.#count(scope, sizeOf(entry) - entry.keyBytes)
    this.#makeRoom(name, scope, 0)
    for (const give of waiting) give(reply)
  }

  async forget({ scope: name, account, key }: Intent, reply: Uint8Array): Promise<void> {
    const scope = this.#scopes.get(name)
    const id = idOf(account, key)
    const entry = scope?.entries.get(id)
    if (!scope || entry?.state.is !== 'under way') return
    this.#drop(name, scope, id, entry)
    for (const give of entry.state.waiting) give(reply)
  }

  async close(): Promise<void> {
    this.#scopes.clear()
    this.#bytes = 0
  }

  /** Forgets what is too old, of all clients, now and then. */
  #sweep(): void {
    if (this.#now() - this.#sweptAt < SWEEP_MS) return
    this.#sweptAt = this.#now()
    for (const [name, scope] of [...this.#scopes]) this.#expire(name, scope)
  }

  #expire(name: string, scope: Scope): void {
    const since = this.#now() - this.#limits.ageMs
    for (const [id, entry] of scope.entries) {
      if (entry.begunAt > since) return
      if (entry.state.is !== 'under way') this.#drop(name, scope, id, entry)
    }
  }

  /** Forgets the oldest calls until `more` bytes fit in. False if what is left is under way. */
  #makeRoom(name: string, scope: Scope, more: number): boolean {
    const isFull = (): boolean =>
      (more > 0 && scope.entries.size >= this.#limits.keys) || scope.bytes + more > this.#limits.bytes
    while (isFull()) if (!this.#dropOldest(name, scope)) return false
    while (this.#bytes + more > this.#limits.totalBytes) if (!this.#dropOfLargest()) return false
    return true
  }

  #dropOfLargest(): boolean {
    let largest: [name: string, scope: Scope] | undefined
    for (const each of this.#scopes) if (each[1].bytes > (largest?.[1].bytes ?? 0)) largest = each
    return largest !== undefined && this.#dropOldest(...largest)
  }

  #dropOldest(name: string, scope: Scope): boolean {
    for (const [id, entry] of scope.entries) {
      if (entry.state.is === 'under way') continue
      this.#drop(name, scope, id, entry)
      return true
    }
    return false
  }

  #drop(name: string, scope: Scope, id: string, entry: Entry): void {
    scope.entries.delete(id)
    this.#count(scope, -sizeOf(entry))
    if (scope.entries.size === 0) this.#scopes.delete(name)
  }

  #count(scope: Scope, bytes: number): void {
    scope.bytes += bytes
    this.#bytes += bytes
  }

  #fullReason(): string {
    const { keys, bytes } = this.#limits
    return `calls with idempotency keys are under way: of one client at most ${keys}, or ${bytes} bytes`
  }
}

const idOf = (account: string, key: string): string => `${account} ${key}`

const sizeOf = ({ keyBytes, state }: Entry): number =>
  keyBytes + (state.is === 'replied' ? state.reply.length : 0)

function begun(state: State): Begun {
  if (state.is === 'replied') return state
  if (state.is === 'reply too large') return { is: 'unknown' }
  return { is: 'waits', reply: new Promise((resolve) => state.waiting.push(resolve)) }
}
