import { type OneBotEvent, readSuffix } from '@rookery/protocol'
import { draw } from '../world/chance.js'
import { checkRule, type Part, whyImpossible } from './check-rule.js'
import {
  type CallFault,
  callFaults,
  type EventFault,
  eventFaults,
  type Fault,
  type FaultName,
  type FaultRule,
  type FaultTarget,
} from './fault-rule.js'

/** An active rule. */
export interface ActiveFault {
  readonly id: number
  readonly rule: FaultRule
  /** Hits that are left; undefined if unlimited. */
  readonly left: number | undefined
}

/** A fault that has hit a call or an event. */
export interface FaultHit {
  readonly id: number
  readonly what: Fault
  readonly line: FaultTarget
  readonly action?: string
  readonly event?: string
}

/** A connection that can be silenced and resumed. */
export interface Holdable {
  hold(): void
  release(): void
}

interface Active {
  readonly id: number
  readonly rule: FaultRule
  readonly action: RegExp | undefined
  left: number | undefined
  chance: number
}

const possible: Readonly<Record<Part, readonly FaultName[]>> = { calls: callFaults, events: eventFaults }

/** The active rules. The first that matches, and that the transport can follow, decides. */
export class Faults {
  readonly #hit: (hit: FaultHit) => void
  readonly #rules = new Map<number, Active>()
  readonly #lines = new Map<Holdable, { readonly line: FaultTarget; isHeld: boolean }>()
  #lastId = 0

  /** `hit` is called for each call and event that has a fault. */
  constructor(hit: (hit: FaultHit) => void = () => {}) {
    this.#hit = hit
  }

  /**
   * Adds a rule; returns a function that removes it.
   *
   * @throws FaultError `bad_fault` for a rule without sense, `fault_impossible` for a fault that a transport cannot
   * have
   */
  add(rule: FaultRule): () => void {
    checkRule(rule)
    const id = ++this.#lastId
    const { action, times, seed = id } = rule
    this.#rules.set(id, {
      id,
      rule,
      action: action === undefined ? undefined : pattern(action),
      left: times,
      chance: seed,
    })
    this.#holdAndRelease()
    return () => void this.remove(id)
  }

  /** Removes a rule; false if it is gone already. */
  remove(id: number): boolean {
    const was = this.#rules.delete(id)
    this.#holdAndRelease()
    return was
  }

  list(): readonly ActiveFault[] {
    return [...this.#rules.values()].map(({ id, rule, left }) => ({ id, rule, left }))
  }

  /** Removes all rules. */
  clear(): void {
    this.#rules.clear()
    this.#holdAndRelease()
  }

  /** Draws the fault of a call, if any; must be called once per call. */
  ofCall(line: FaultTarget, name: string): CallFault | undefined {
    if (this.#rules.size === 0) return undefined
    const action = readSuffix(name)?.action ?? name
    const isMeant = ({ rule, action: wanted }: Active): boolean =>
      rule.event === undefined && (wanted === undefined || wanted.test(action))
    return this.#take(line, 'calls', isMeant, { action }) as CallFault | undefined
  }

  /** Draws the fault of an event on one connection, if any; must be called once per event. */
  ofEvent(line: FaultTarget, event: OneBotEvent): EventFault | undefined {
    if (this.#rules.size === 0) return undefined
    const name = dottedName(event)
    const isMeant = ({ rule }: Active): boolean =>
      rule.action === undefined && (rule.event === undefined || `${name}.`.startsWith(`${rule.event}.`))
    return this.#take(line, 'events', isMeant, { event: name }) as EventFault | undefined
  }

  /** Whether an account appears offline on a connection. */
  isOffline(line: FaultTarget): boolean {
    return [...this.#rules.values()].some(
      ({ rule }) =>
        rule.what.is === 'offline' &&
        rule.action === undefined &&
        rule.event === undefined &&
        fits(rule, line),
    )
  }

  /** Silences a connection while a rule says so; returns a function that stops watching. */
  watch(line: FaultTarget, holdable: Holdable): () => void {
    this.#lines.set(holdable, { line, isHeld: false })
    this.#holdAndRelease()
    return () => void this.#lines.delete(holdable)
  }

  #take(
    line: FaultTarget,
    part: Part,
    isMeant: (active: Active) => boolean,
    of: { readonly action?: string; readonly event?: string },
  ): Fault | undefined {
    for (const active of this.#rules.values()) {
      const { id, rule } = active
      const { is } = rule.what
      const canBe = possible[part].includes(is) && whyImpossible(line.kind, part, is) === undefined
      if (!canBe || !fits(rule, line) || !isMeant(active) || !comesUp(active)) continue
      if (active.left !== undefined && --active.left === 0) this.#rules.delete(id)
      this.#hit({ id, what: rule.what, line, ...of })
      return rule.what
    }
    return undefined
  }

  #holdAndRelease(): void {
    for (const [holdable, watched] of this.#lines) {
      const isHeld = [...this.#rules.values()].some(
        ({ rule }) => rule.what.is === 'half_open' && fits(rule, watched.line),
      )
      if (isHeld === watched.isHeld) continue
      watched.isHeld = isHeld
      if (isHeld) holdable.hold()
      else holdable.release()
    }
  }
}

const fits = ({ self_id, link }: FaultRule, line: FaultTarget): boolean =>
  (self_id === undefined || self_id === line.self_id) &&
  (link === undefined || link === line.link || link === line.kind)

const CHANCES = 2 ** 30

function comesUp(active: Active): boolean {
  const { probability } = active.rule
  if (probability === undefined) return true
  const { value, chance } = draw(active.chance, CHANCES)
  active.chance = chance
  return value < probability * CHANCES
}

/** The pattern of an action; `*` matches any text. */
const pattern = (action: string): RegExp =>
  new RegExp(`^${action.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`)

/**
 * The dotted name of an event, such as `notice.group_ban.ban`: post type, detail type and, if there is one, sub type.
 */
function dottedName(event: OneBotEvent): string {
  const fields = event as unknown as Readonly<Record<string, unknown>>
  const { post_type, sub_type } = fields
  const detail = post_type === 'message_sent' ? fields.message_type : fields[`${String(post_type)}_type`]
  return [post_type, detail, sub_type].filter((each) => typeof each === 'string' && each !== '').join('.')
}
