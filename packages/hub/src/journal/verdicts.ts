import type { EventScope } from '../scope/event-scope.js'
import { type Judgeable, type JudgedEvent, judgedEvent } from '../scope/judged-event.js'
import type { ScopeFailed } from './scoped-view.js'

/** Remembers what scopes say of events: equal scopes are asked once about each, and the newest event is read once for all of them. */
export class Verdicts {
  readonly #given = new WeakMap<Judgeable, Map<string, boolean>>()
  readonly #failed: ScopeFailed | undefined
  #newest: { readonly event: Judgeable; readonly judged: JudgedEvent } | undefined

  constructor(failed: ScopeFailed | undefined) {
    this.#failed = failed
  }

  /** Whether a scope sees an event. One that fails hides it. */
  sees(scope: EventScope, event: Judgeable): boolean {
    const given = this.#given.get(event) ?? new Map<string, boolean>()
    this.#given.set(event, given)
    const verdict = given.get(scope.key) ?? this.#ask(scope, this.judged(event))
    given.set(scope.key, verdict)
    return verdict
  }

  /** The event as scopes judge it. */
  judged(event: Judgeable): JudgedEvent {
    if (this.#newest?.event !== event) this.#newest = { event, judged: judgedEvent(event) }
    return this.#newest.judged
  }

  #ask(scope: EventScope, event: JudgedEvent): boolean {
    try {
      return scope.sees(event)
    } catch (error) {
      this.#failed?.(scope, error)
      return false
    }
  }
}
