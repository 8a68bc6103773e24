import { type Clock, systemClock } from '@rookery/transport'
import { actions } from './actions/actions.js'
import { actionOf } from './actions/run-action.js'
import { deedFiles } from './deeds/deed-files.js'
import type { Deed } from './deeds/deeds.js'
import { Faults } from './faults/faults.js'
import { MediaServer } from './media/media-server.js'
import { type MediaSettings, MediaStore } from './media/media-store.js'
import { type FilePlan, type SettledFiles, settleFiles } from './media/settle-files.js'
import type { Observation, Observer } from './observation.js'
import { type Answer, type Input, refusedAnswer, type Step, step } from './step.js'
import { Refusal } from './world/refusal.js'
import type { World } from './world/world.js'

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

/** A simulated QQ that runs: it holds the world of now, takes what happens, and tells who watches. */
export class Sandbox {
  readonly clock: Clock
  /** What goes wrong on the links of the accounts. */
  readonly faults = new Faults((hit) => this.#observe({ is: 'fault', timeMs: this.clock.now(), hit }))
  readonly #first: World
  readonly #observers = new Set<Observer>()
  #world: World
  #lastCall = 0

  constructor(world: World, clock: Clock = systemClock) {
    this.clock = clock
    this.#first = world
    this.#world = world
  }

  get world(): World {
    return this.#world
  }

  /**
   * Executes a call of one account, as over any transport. A failure is an answer, not an error. `link` is the name of
   * the one that it came by.
   */
  call(self_id: number, action: string, params: unknown, link?: string): Answer {
    const id = ++this.#lastCall
    const by = link === undefined ? {} : { link }
    this.#observe({ is: 'call', id, self_id, timeMs: this.clock.now(), action, params, ...by })
    const { answer } = this.#step({ is: 'call', self_id, action, params, ...by })
    this.#observe({ is: 'answer', id, self_id, timeMs: this.clock.now(), action, answer })
    return answer
  }

  /**
   * Has somebody do something.
   *
   * @throws Refusal when this world does not allow it.
   */
  act(by: number, deed: Deed): unknown {
    const { answer } = this.#step({ is: 'deed', by, deed })
    if (answer.status === 'failed') throw new Refusal(answer.refusal, answer.reason)
    return answer.data
  }

  /** Logs an account in or off. */
  setOnline(self_id: number, online: boolean): void {
    this.#step({ is: 'online', self_id, online })
  }

  /** Watches everything from now on; what it returns ends that. */
  observe(observer: Observer): () => void {
    this.#observers.add(observer)
    return () => void this.#observers.delete(observer)
  }

  /** Begins again with the world as it was at first, or with another one. */
  reset(world: World = this.#first): void {
    this.#world = world
    this.#observe({ is: 'world', world })
  }

  /** Puts an equal world in the place of that of now, laid out anew; nobody is told, since nothing is another. */
  adopt(equal: World): void {
    this.#world = equal
  }

  #step(input: DistributiveOmit<Input, 'nowMs'>): Step {
    const nowMs = Math.max(this.clock.now(), this.#world.nowMs)
    const settled: Input = { ...input, nowMs }
    const taken = step(this.#world, settled)
    this.#world = taken.world
    this.#observe({ is: 'step', input: settled, taken })
    // Events first: whoever watches for what was done may act upon it, and cause others.
    for (const { self_id, event } of taken.events)
      this.#observe({ is: 'event', self_id, timeMs: nowMs, event })
    for (const done of taken.done) this.#observe({ is: 'done', done, world: taken.world })
    return taken
  }

  #observe(observation: Observation): void {
    for (const observer of this.#observers) observer(observation)
  }
}
