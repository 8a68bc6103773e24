import { type Alarm, type Clock, every, steadyOf } from '@rookery/transport'
import { HEALED_MS, Reminder, sinceText } from '../log/reminder.js'
import type { Alert } from './alert.js'
import type { AlertQueue } from './alert-queue.js'

/** Interval between two looks at the conditions. */
const LOOK_MS = 5_000
/** An account that is back sooner than this was not worth an alert. */
export const OFFLINE_GRACE_MS = 30_000
/** Alerts sent singly at one look; the others are counted, since the cause then lies elsewhere. */
const MOST_AT_ONCE = 10
/** Milliseconds after its end at which a condition is forgotten; by then its end was told, however often it returned. */
const FORGOTTEN_MS = HEALED_MS + 2 * LOOK_MS
const MOST_CONDITIONS = 1_000

/** Something that is wrong, and may last. */
export interface Condition {
  readonly kind: string
  /** Tells conditions of a kind apart: an account, a client. */
  readonly key: string
  /** Sentence that names the trouble; the newest one is sent. */
  readonly text: string
  /** Sentence that is sent when the trouble is over. */
  readonly overText: string
  readonly account?: string
  readonly client?: string
  /** Milliseconds that it has to last before anybody is told. Default 0. */
  readonly graceMs?: number
}

interface Entry {
  condition: Condition
  readonly reminder: Reminder
  readonly beganAt: number
  /** Time at which it ended; undefined while it lasts. */
  endedAt: number | undefined
}

/** Outcome of a test: the receiver, and why it was not reached. */
export interface AlertTest {
  readonly to: string
  readonly failure?: string
}

/** Takes conditions as they begin and end. */
export type Conditions = Pick<Alerts, 'begin' | 'end'>

/** Conditions that people are told of: each once, again as the reminders of the log are, and when it is over. */
export class Alerts {
  #queues: readonly AlertQueue[]
  readonly #clock: Clock
  readonly #now: () => number
  readonly #entries = new Map<string, Entry>()
  #stop: Alarm | undefined

  /** Without queues it keeps nothing. */
  constructor(queues: readonly AlertQueue[], clock: Clock) {
    this.#queues = queues
    this.#clock = clock
    this.#now = steadyOf(clock)
    this.#lookAround()
  }

  /** Tells other receivers from now on. Those that stay go on with what waits for them. */
  replace(queues: readonly AlertQueue[]): void {
    const isSame =
      queues.length === this.#queues.length && queues.every((each) => this.#queues.includes(each))
    if (isSame) return
    for (const each of this.#queues) if (!queues.includes(each)) each.close()
    this.#queues = queues
    if (queues.length === 0) this.#entries.clear()
    this.#stop?.()
    this.#lookAround()
  }

  /** Notes that a condition is there. Called again while it lasts, it replaces the text only. */
  begin(condition: Condition): void {
    if (this.#queues.length === 0) return
    const id = idOf(condition.kind, condition.key)
    const known = this.#entries.get(id)
    const isSame = known?.endedAt === undefined || this.#now() - known.endedAt < HEALED_MS
    if (known && isSame) {
      known.condition = condition
      known.endedAt = undefined
    } else if (known || this.#entries.size < MOST_CONDITIONS) {
      const reminder = new Reminder(this.#clock)
      this.#entries.set(id, { condition, reminder, beganAt: this.#now(), endedAt: undefined })
    }
  }

  /** Notes that a condition is over; without effect where there was none. */
  end(kind: string, key: string): void {
    const entry = this.#entries.get(idOf(kind, key))
    if (entry) entry.endedAt ??= this.#now()
  }

  /**
   * Begins or ends a condition of a part that the hub has one of, such as the journal: `text` says what is wrong; without
   * it, the condition is over.
   */
  trouble(kind: string, text: string | undefined): void {
    if (text === undefined) this.end(kind, '')
    else this.begin({ kind, key: '', text, overText: `it is over: ${text}` })
  }

  /** Names of the receivers, without secrets. */
  get receivers(): readonly string[] {
    return this.#queues.map(({ to }) => to)
  }

  /** Sends an alert to each receiver that says that it is a test. */
  test(): Promise<readonly AlertTest[]> {
    const alert: Alert = {
      kind: 'test',
      state: 'began',
      text: 'this is a test of the alerts; nothing is wrong',
      since: sinceText(0, this.#clock),
      seconds: 0,
    }
    return Promise.all(
      this.#queues.map(async (queue) => {
        const failure = await queue.test(alert)
        return { to: queue.to, ...(failure !== undefined && { failure }) }
      }),
    )
  }

  /** Looks once at all conditions, and sends what is due. */
  look(): void {
    const due = [...this.#entries].flatMap(([id, entry]) => this.#due(id, entry) ?? [])
    for (const alert of due.slice(0, MOST_AT_ONCE)) this.#send(alert)
    const [first, ...others] = due.slice(MOST_AT_ONCE)
    if (first) this.#send(inSum(first, others.length + 1))
  }

  #lookAround(): void {
    this.#stop = this.#queues.length > 0 ? every(this.#clock, LOOK_MS, () => this.look()) : undefined
    this.#stop?.unref?.()
  }

  close(): void {
    this.#stop?.()
    for (const each of this.#queues) each.close()
  }

  #due(id: string, entry: Entry): Alert | undefined {
    const { condition, reminder, beganAt, endedAt } = entry
    const now = this.#now()
    if (endedAt !== undefined) {
      const isOver = reminder.over() !== undefined
      if (now - endedAt >= FORGOTTEN_MS) this.#entries.delete(id)
      return isOver ? this.#alert(entry, 'over') : undefined
    }
    if (now - beganAt < (condition.graceMs ?? 0)) return undefined
    const telling = reminder.due()
    return telling && this.#alert(entry, telling.still ? 'lasts' : 'began')
  }

  #alert({ condition, beganAt, endedAt }: Entry, state: Alert['state']): Alert {
    const now = this.#now()
    const lengthMs = (endedAt ?? now) - beganAt
    const { kind, text, overText, account, client } = condition
    const seconds = Math.round(lengthMs / 1_000)
    return {
      kind,
      state,
      text: state === 'began' ? text : `${state === 'over' ? overText : text} (for ${spoken(seconds)})`,
      ...(account !== undefined && { account }),
      ...(client !== undefined && { client }),
      since: sinceText(now - beganAt, this.#clock),
      seconds,
    }
  }

  #send(alert: Alert): void {
    for (const each of this.#queues) each.add(alert)
  }
}

const idOf = (kind: string, key: string): string => `${kind} ${key}`

/** One alert in place of many. */
function inSum({ kind, state, since, seconds }: Alert, count: number): Alert {
  return { kind, state, text: `${count} more alerts, of which the log tells`, since, seconds }
}

function spoken(seconds: number): string {
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
