import type { HubState } from '@rookery/hub'
import { type Alarm, type Clock, steadyOf } from '@rookery/transport'
import { jsonOf } from '../answer/send.js'
import type { ListChanges, StateChanges } from '../wire.js'

const EVERY_MS = 1_000
/** A snapshot may take a twentieth of the time: that of a large hub is made more seldom. */
const COST_FACTOR = 20
const LONGEST_MS = 10_000
/** Entries from which on only the changed ones are sent. */
const LARGE = 200

export interface StateFeedContext {
  readonly clock: Clock
  state(): HubState
  /** Sends a frame to all pages. */
  send(text: string): void
}

/** Sends the state of the hub to the pages, once a second at most, while there are any. */
export class StateFeed {
  readonly #context: StateFeedContext
  readonly #steady: () => number
  #alarm: Alarm | undefined
  /** Entries of the lists as they were sent, as JSON text by key. */
  #sent: { readonly accounts: Map<string, string>; readonly clients: Map<string, string> } | undefined
  #latest: { readonly at: number; readonly text: string } | undefined

  constructor(context: StateFeedContext) {
    this.#context = context
    this.#steady = steadyOf(context.clock)
  }

  /** State as JSON text for a page that begins; some pages that begin at once share it. */
  snapshot(): string {
    const now = this.#steady()
    if (!this.#latest || now - this.#latest.at >= EVERY_MS) {
      const state = this.#context.state()
      this.#latest = { at: now, text: jsonOf(state) }
      // What changes from now on is all that the page lacks.
      if (isLarge(state) && !this.#sent) this.#changesOf(state)
    }
    return this.#latest.text
  }

  /** Sends from now on. */
  start(): void {
    if (!this.#alarm) this.#wait(EVERY_MS)
  }

  /** Makes no snapshots any more, and holds none. */
  stop(): void {
    this.#alarm?.()
    this.#alarm = undefined
    this.#sent = undefined
    this.#latest = undefined
  }

  #wait(delayMs: number): void {
    this.#alarm = this.#context.clock.after(delayMs, () => {
      const before = this.#steady()
      this.#tell(this.#context.state())
      const costMs = this.#steady() - before
      // Stopped meanwhile, if the last page was found to be gone.
      if (this.#alarm) this.#wait(Math.min(LONGEST_MS, Math.max(EVERY_MS, costMs * COST_FACTOR)))
    })
    this.#alarm.unref?.()
  }

  #tell(state: HubState): void {
    if (!isLarge(state)) {
      this.#sent = undefined
      const text = jsonOf(state)
      this.#latest = { at: this.#steady(), text }
      return this.#context.send(`{"type":"state","state":${text}}`)
    }
    this.#latest = undefined
    const changes = this.#changesOf(state)
    this.#context.send(jsonOf({ type: 'changes', changes }))
  }

  #changesOf({ accounts, clients, at, upstreams, journal, rates, problems }: HubState): StateChanges {
    const before = this.#sent
    this.#sent = { accounts: new Map(), clients: new Map() }
    return {
      at,
      upstreams,
      journal,
      rates,
      problems,
      accounts: changed(accounts, (each) => each.self_id, before?.accounts, this.#sent.accounts),
      clients: changed(clients, (each) => each.app_id, before?.clients, this.#sent.clients),
    }
  }
}

const isLarge = ({ accounts, clients }: HubState): boolean => accounts.length + clients.length >= LARGE

/** Compares a list with what was sent of it, and notes what is sent now. */
function changed<Entry>(
  entries: readonly Entry[],
  keyOf: (entry: Entry) => string,
  before: ReadonlyMap<string, string> | undefined,
  now: Map<string, string>,
): ListChanges<Entry> {
  const set: Entry[] = []
  for (const entry of entries) {
    const [key, text] = [keyOf(entry), jsonOf(entry)]
    now.set(key, text)
    if (before?.get(key) !== text) set.push(entry)
  }
  const gone = before ? [...before.keys()].filter((key) => !now.has(key)) : []
  return { set, gone }
}
