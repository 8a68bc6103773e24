import { type Clock, systemClock } from '@rookery/transport'
import { actionHandlers } from './actions/actions.js'
import { actionOf } from './actions/run-action.js'
import { checkDeed } from './deeds/check-deed.js'
import { deedFiles } from './deeds/deed-files.js'
import type { Deed } from './deeds/deeds.js'
import { withReplyAt } from './deeds/reply-at.js'
import { EXPLAIN_ACTION, readExplained } from './explained.js'
import { Faults } from './faults/faults.js'
import type { MediaSettings } from './media/media-store.js'
import { type Brought, SandboxMedia } from './media/sandbox-media.js'
import type { Observation, Observer } from './observation.js'
import { type ActionAnswer, type Input, refusedAnswer, type Step, step } from './step.js'
import { WorldRefusal } from './world/refusal.js'
import { profileOf, type World } from './world/world.js'

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

type CallInput = Pick<Extract<Input, { readonly is: 'call' }>, 'self_id' | 'action'>

/** Returns a refusal, such as for a file that cannot be fetched. Any other error is a bug and is thrown. */
function asRefusal(error: unknown): WorldRefusal {
  if (error instanceof WorldRefusal) return error
  throw error
}

/** Settings of a sandbox. */
export interface SandboxSettings extends MediaSettings {
  /** Whether a person's reply in a group mentions the quoted author, as QQ clients do. Default true. */
  readonly replyAt?: boolean | undefined
}

/** A running simulation of QQ: it holds the current world, takes inputs, and notifies observers. */
export class Sandbox {
  readonly clock: Clock
  /** Faults on the links of the accounts. */
  readonly faults = new Faults((hit) => this.#observe({ is: 'fault', timeMs: this.clock.now(), hit }))
  /** Files of messages. */
  readonly media: SandboxMedia
  readonly #first: World
  readonly #replyAt: boolean
  readonly #observers = new Set<Observer>()
  #world: World
  #lastCall = 0

  constructor(world: World, clock: Clock = systemClock, { replyAt = true, ...media }: SandboxSettings = {}) {
    this.clock = clock
    this.media = new SandboxMedia(media)
    this.#first = world
    this.#replyAt = replyAt
    this.#world = world
  }

  get world(): World {
    return this.#world
  }

  /**
   * Executes a call of an account, as over any transport. A failure is an answer, not an error. `link` is the name of
   * the link it arrived on. Returns a promise only for a call that names a file to be fetched.
   */
  call(
    self_id: number,
    action: string,
    params: unknown,
    link?: string,
  ): ActionAnswer | Promise<ActionAnswer> {
    if (action === EXPLAIN_ACTION) return this.#explained(self_id, params)
    const id = ++this.#lastCall
    const by = link === undefined ? {} : { link }
    this.#observe({ is: 'call', id, self_id, timeMs: this.clock.now(), action, params, ...by })
    const input = { is: 'call', self_id, action, params, ...by } as const
    const brought = this.media.settle(this.#world, this.#actionOf(self_id, action), params)
    if (!brought) return this.#answer(id, input, this.#step(input).answer)
    return brought.then(
      (files) => this.#answer(id, input, this.#step({ ...input, ...files }).answer),
      (error) => this.#answer(id, input, refusedAnswer(asRefusal(error))),
    )
  }

  /**
   * Makes a user do a deed. Returns a promise only if a file has to be fetched for it.
   *
   * @throws WorldRefusal when this world does not allow it; a promise rejects with it.
   */
  act(by: number, asked: Deed): unknown {
    checkDeed(this.#world, by, asked)
    const deed = this.#replyAt ? withReplyAt(this.#world, by, asked) : asked
    const brought = this.media.settle(this.#world, deedFiles[deed.do], deed)
    return brought ? brought.then((files) => this.#act(by, deed, files)) : this.#act(by, deed)
  }

  /** Logs an account in or off. */
  setOnline(self_id: number, online: boolean): void {
    this.#step({ is: 'online', self_id, online })
  }

  /** Adds an observer of everything from now on; returns a function that removes it. */
  observe(observer: Observer): () => void {
    this.#observers.add(observer)
    return () => void this.#observers.delete(observer)
  }

  /** Replaces the world with the initial one, or with another. */
  reset(world: World = this.#first): void {
    this.#world = world
    this.#observe({ is: 'world', world })
  }

  /** Replaces the world with an equal one in canonical layout. Observers are not notified. */
  adopt(equal: World): void {
    this.#world = equal
  }

  /** Closes the port that serves files, if one was opened, and removes temporary files. */
  close(): Promise<void> {
    return this.media.close()
  }

  #actionOf(self_id: number, action: string) {
    return actionOf(actionHandlers, action, profileOf(this.#world, self_id))
  }

  #act(by: number, deed: Deed, { params = deed, ...files }: Partial<Brought> = {}): unknown {
    const { answer } = this.#step({ is: 'deed', by, deed: params as Deed, ...files })
    if (answer.status === 'failed') throw new WorldRefusal(answer.refusal, answer.reason)
    return answer.data
  }

  #explained(self_id: number, params: unknown): ActionAnswer {
    try {
      this.#observe({ is: 'explained', ...readExplained(self_id, params) })
      return { status: 'ok', retcode: 0, data: null }
    } catch (error) {
      return refusedAnswer(asRefusal(error))
    }
  }

  #answer(id: number, { self_id, action }: CallInput, answer: ActionAnswer): ActionAnswer {
    this.#observe({ is: 'answer', id, self_id, timeMs: this.clock.now(), action, answer })
    return answer
  }

  #step(input: DistributiveOmit<Input, 'nowMs'>): Step {
    const nowMs = Math.max(this.clock.now(), this.#world.nowMs)
    const settled: Input = { ...input, nowMs }
    const taken = step(this.#world, settled)
    this.#world = taken.world
    this.#observe({ is: 'step', input: settled, taken })
    // Events come first: an observer of the deed may act on it, and cause other events.
    for (const { self_id, event } of taken.events)
      this.#observe({ is: 'event', self_id, timeMs: nowMs, event })
    for (const done of taken.done) this.#observe({ is: 'done', done, world: taken.world })
    return taken
  }

  #observe(observation: Observation): void {
    for (const observer of this.#observers) observer(observation)
  }
}
