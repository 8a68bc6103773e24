import type { Call, Reply } from '@rookery/protocol'
import type { Clock } from '@rookery/transport'
import { Budget, RUN_LIMITS, type RunLimits } from './budget.js'
import type { Chat } from './chat.js'
import type { HistoryPlace } from './fetched-message.js'
import { historyAction, historyCall, type Question } from './history-call.js'
import { type HistoryPage, historyPage } from './history-page.js'
import { pause } from './pause.js'

/** Milliseconds between two questions of one account. */
export const PACE_MS = 250
const ANSWER_TIMEOUT_MS = 15_000
/** Questions without a use, after which no more are asked. */
const MOST_FAILURES = 20
const MOST_UNANSWERED = 2

/** Parts of a source. */
export interface HistorySourceParts {
  readonly clock: Clock
  /** Milliseconds that only grow. */
  readonly now: () => number
  readonly limits?: RunLimits
  /** Actions that the implementation lacks, which is remembered for its version. */
  readonly lacking: Set<string>
  readonly signal: AbortSignal
  call(call: Call, settings: { readonly timeoutMs: number }): Promise<Reply>
}

/** Asks one implementation for histories: paced, within a budget, and no more once it proves useless. */
export class HistorySource {
  readonly #parts: HistorySourceParts
  readonly #budget: Budget
  readonly #failures = new Map<string, number>()
  readonly #useful = new Set<string>()
  #unanswered = 0
  #askedAt = Number.NEGATIVE_INFINITY

  constructor(parts: HistorySourceParts) {
    this.#parts = parts
    this.#budget = new Budget(parts.limits ?? RUN_LIMITS, parts.now)
  }

  get calls(): number {
    return this.#budget.calls
  }

  get isSpent(): boolean {
    return this.#budget.isSpent
  }

  /** True once the implementation answers no more. */
  get isSilent(): boolean {
    return this.#unanswered > 0
  }

  /** Tells whether the implementation can be asked for such a chat. */
  canAsk(chat: Chat): boolean {
    const action = historyAction(chat)
    if (this.#parts.lacking.has(action) || this.#unanswered >= MOST_UNANSWERED) return false
    return this.#useful.has(action) || (this.#failures.get(action) ?? 0) < MOST_FAILURES
  }

  /** Asks; undefined if the question cannot be asked. */
  async ask(question: Question, place: HistoryPlace): Promise<HistoryPage | undefined> {
    const call = historyCall(place.chat, question, place.dialect)
    if (!call) return undefined
    await this.#pace()
    if (this.#parts.signal.aborted) return { kind: 'unanswered' }
    const reply = await this.#parts.call(call, { timeoutMs: ANSWER_TIMEOUT_MS })
    this.#budget.called(reply.bytes.length)
    const page = await historyPage(reply, place)
    this.#note(historyAction(place.chat), page)
    return page
  }

  #note(action: string, page: HistoryPage): void {
    this.#unanswered = page.kind === 'unanswered' ? this.#unanswered + 1 : 0
    if (page.kind === 'unsupported') this.#parts.lacking.add(action)
    if (page.kind === 'failed') this.#failures.set(action, (this.#failures.get(action) ?? 0) + 1)
    if (page.kind !== 'messages') return
    this.#useful.add(action)
    this.#budget.found(page.messages.length)
  }

  async #pace(): Promise<void> {
    const { clock, now, signal } = this.#parts
    const waitMs = this.#askedAt + PACE_MS - now()
    if (waitMs > 0) await pause(clock, waitMs, signal)
    this.#askedAt = now()
  }
}
