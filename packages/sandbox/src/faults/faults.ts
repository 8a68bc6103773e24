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
  type Line,
} from './fault-rule.js'

/** A rule that is in force. */
export interface ActiveFault {
  readonly id: number
  readonly rule: FaultRule
  /** How many times it will hit yet; undefined for always. */
  readonly left: number | undefined
}

/** A fault that hit a call or an event. */
export interface FaultHit {
  readonly id: number
  readonly what: Fault
  readonly line: Line
  readonly action?: string
  readonly event?: string
}

/** What can be told to fall silent, and to go on. */
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

/** The table of what is to go wrong. The first rule that fits, and can be followed there, decides. */
export class Faults {
  readonly #hit: (hit: FaultHit) => void
  readonly #rules = new Map<number, Active>()
  readonly #lines = new Map<Holdable, { readonly line: Line; isHeld: boolean }>()
  #lastId = 0

  /** `hit` learns of each call and event that something goes wrong with. */
  constructor(hit: (hit: FaultHit) => void = () => {}) {
    this.#hit = hit
  }

  /**
   * Has something go wrong from now on; what it returns takes that back.
   *
   * @throws FaultError `bad_fault` for a rule without sense, `fault_impossible` for what a transport cannot do
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

  /** Takes one rule back; false when it is gone already. */
  remove(id: number): boolean {
    const was = this.#rules.delete(id)
    this.#holdAndRelease()
    return was
  }

  list(): readonly ActiveFault[] {
    return [...this.#rules.values()].map(({ id, rule, left }) => ({ id, rule, left }))
  }

  /** Has everything go well again. */
  clear(): void {
    this.#rules.clear()
    this.#holdAndRelease()
  }

  /** What goes wrong with a call, if anything; asked once for each. */
  ofCall(line: Line, name: string): CallFault | undefined {
    if (this.#rules.size === 0) return undefined
    const action = readSuffix(name)?.action ?? name
    const isMeant = ({ rule, action: wanted }: Active): boolean =>
      rule.event === undefined && (wanted === undefined || wanted.test(action))
    return this.#take(line, 'calls', isMeant, { action }) as CallFault | undefined
  }

  /** What goes wrong with an event on one connection, if anything; asked once for each. */
  ofEvent(line: Line, event: OneBotEvent): EventFault | undefined {
    if (this.#rules.size === 0) return undefined
    const name = dottedName(event)
    const isMeant = ({ rule }: Active): boolean =>
      rule.action === undefined && (rule.event === undefined || `${name}.`.startsWith(`${rule.event}.`))
    return this.#take(line, 'events', isMeant, { event: name }) as EventFault | undefined
  }

  /** Whether an account looks offline on a connection. */
  isOffline(line: Line): boolean {
    return [...this.#rules.values()].some(
      ({ rule }) =>
        rule.what.is === 'offline' &&
        rule.action === undefined &&
        rule.event === undefined &&
        fits(rule, line),
    )
  }

  /** Has something fall silent while a rule says so; what it returns ends that. */
  watch(line: Line, holdable: Holdable): () => void {
    this.#lines.set(holdable, { line, isHeld: false })
    this.#holdAndRelease()
    return () => void this.#lines.delete(holdable)
  }

  #take(
    line: Line,
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

const fits = ({ self_id, link }: FaultRule, line: Line): boolean =>
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

/** `*` stands for any text. */
const pattern = (action: string): RegExp =>
  new RegExp(`^${action.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`)

/** `notice.group_ban.ban`: the post type, the detail type and, where it has one, the sub type. */
function dottedName(event: OneBotEvent): string {
  const fields = event as unknown as Readonly<Record<string, unknown>>
  const { post_type, sub_type } = fields
  const detail = post_type === 'message_sent' ? fields.message_type : fields[`${String(post_type)}_type`]
  return [post_type, detail, sub_type].filter((each) => typeof each === 'string' && each !== '').join('.')
}
