import type { EventId } from '../history/index.js'
import type { JournalEvent, JournalView } from '../journal/journal.js'
import { concernsItself, hasLeftGroup, sharedGroup } from './concerns.js'
import { SameMessages } from './same-message.js'

/** Events that were withheld are remembered up to this number. */
const MOST_WITHHELD = 20_000
/** Events behind the newest that a takeover compares. */
const MOST_COMPARED = 5_000
/** After a takeover events that come late are compared for so long. */
const COMPARED_MS = 60_000

/** What is needed to elect accounts. */
export interface OnceContext {
  /** Whether an account is online, and may serve the clients that are served. */
  isEligible(account: string): boolean
  /** Whether the clients get events of an account at all. */
  covers(event: JournalEvent): boolean
  /** Whether an account has sent a message, as far as that is remembered. */
  hasSent(account: string, messageId: string): boolean
  /** All events, which a takeover compares. */
  readonly journal: JournalView
  /** Milliseconds of the journal's clock. */
  now(): number
  /** Events older than this are not made up for. */
  readonly maxAgeMs: number
}

/** The account that delivers the events of a group. */
interface Elected {
  readonly account: string
  /** True once it was offline, or has left: the next account to report anything of the group takes over. */
  isDoubtful: boolean
  /** After a takeover: messages that were delivered before it, and those that came since. */
  readonly takeover: Takeover | undefined
}

interface Takeover {
  readonly until: number
  readonly had: SameMessages
  readonly came: SameMessages
}

/**
 * Decides which events of several accounts in one group somebody gets: all of the elected account, and of the others those that
 * concern themselves. Nothing is compared but at a takeover.
 */
export class OnceJudge {
  readonly #context: OnceContext
  readonly #elected = new Map<string, Elected>()
  readonly #withheld = new Set<string>()
  /** Events that were delivered while no connection took them. */
  readonly #unheard = new Set<string>()

  constructor(context: OnceContext) {
    this.#context = context
  }

  /** Whether an event was withheld, as far as that is remembered. */
  isWithheld({ id }: { readonly id: EventId }): boolean {
    return this.#withheld.has(keyOf(id))
  }

  /** Takes an event that came; returns what is to be delivered now: it, nothing, or with it what was withheld before. */
  take(event: JournalEvent): readonly JournalEvent[] {
    const group = sharedGroup(event)
    if (group === undefined) return [event]
    const { account } = event.id
    const elected = this.#elected.get(group)
    if (!elected) {
      this.#elected.set(group, { account, isDoubtful: hasLeftGroup(event), takeover: undefined })
      return [event]
    }
    if (elected.account === account) return this.#takeElected(event, group, elected)
    const isOpen = elected.isDoubtful || !this.#context.isEligible(elected.account)
    if (!isOpen || !this.#context.isEligible(account)) return this.#takeOther(event)
    const others = this.#takeOther(event)
    const recent = [...this.#recent().filter((each) => each !== event), event]
    return [...this.#takeOver(group, account, recent), ...others]
  }

  /** Goes by the loss of an account: others take over where they got anything; returns what is to be delivered now. */
  lost(account: string): readonly JournalEvent[] {
    const groups = [...this.#elected].filter(([, elected]) => elected.account === account)
    if (groups.length === 0) return []
    const recent = this.#recent()
    const byGroup = new Map<string, JournalEvent[]>()
    for (const event of recent) {
      const group = sharedGroup(event) ?? ''
      const events = byGroup.get(group)
      if (events) events.push(event)
      else byGroup.set(group, [event])
    }
    return groups.flatMap(([group, elected]) => {
      elected.isDoubtful = true
      const events = byGroup.get(group) ?? []
      const heir = events.findLast(({ id }) => id.account !== account && this.#context.isEligible(id.account))
      return heir ? this.#takeOver(group, heir.id.account, events) : []
    })
  }

  #takeElected(event: JournalEvent, group: string, elected: Elected): readonly JournalEvent[] {
    elected.isDoubtful = hasLeftGroup(event)
    const { takeover } = elected
    if (!this.#context.isEligible(event.id.account)) remember(this.#unheard, event)
    if (!takeover) return [event]
    if (this.#context.now() > takeover.until) {
      this.#elected.set(group, { ...elected, takeover: undefined })
      return [event]
    }
    return takeover.came.add(event) > takeover.had.most(event) ? [event] : this.#takeOther(event)
  }

  /** Takes an event that others deliver, too. */
  #takeOther(event: JournalEvent): readonly JournalEvent[] {
    if (concernsItself(event, (id) => this.#context.hasSent(event.id.account, id))) return [event]
    remember(this.#withheld, event)
    return []
  }

  /** Elects an account; returns its withheld events that nobody delivered. `recent` are the last events, with the newest. */
  #takeOver(group: string, account: string, recent: readonly JournalEvent[]): readonly JournalEvent[] {
    const events = recent.filter((event) => sharedGroup(event) === group)
    const had = new SameMessages()
    for (const event of events)
      if (!this.isWithheld(event) && !this.#unheard.has(keyOf(event.id))) had.add(event)
    const came = new SameMessages()
    const missed: JournalEvent[] = []
    for (const event of events) {
      if (event.id.account !== account) continue
      const isNew = came.add(event) > had.most(event)
      if (isNew && this.isWithheld(event)) missed.push(event)
    }
    for (const { id } of missed) this.#withheld.delete(keyOf(id))
    const until = this.#context.now() + COMPARED_MS
    this.#elected.set(group, { account, isDoubtful: false, takeover: { until, had, came } })
    return missed
  }

  /** The events that a takeover compares, in order. */
  #recent(): readonly JournalEvent[] {
    const { journal, now, maxAgeMs, covers } = this.#context
    const oldest = now() - maxAgeMs
    const events: JournalEvent[] = []
    const last = Math.max(journal.tail, journal.head - MOST_COMPARED)
    for (let at = journal.head; at > last; at--) {
      const event = journal.at(at)
      if (event.admittedAt < oldest) break
      if (covers(event)) events.push(event)
    }
    return events.reverse()
  }
}

/** Adds an event to a set, which keeps the newest. */
function remember(events: Set<string>, { id }: JournalEvent): void {
  events.add(keyOf(id))
  const [oldest] = events
  if (events.size > MOST_WITHHELD && oldest !== undefined) events.delete(oldest)
}

const keyOf = ({ account, epoch, number }: EventId): string => `${account} ${epoch} ${number}`
