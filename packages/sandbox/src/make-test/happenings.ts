import { chatOfDone, saidBy } from '../deeds/done-chat.js'
import type { Observation } from '../observation.js'
import type { Done } from '../turn/turn.js'
import type { World } from '../world/world.js'

/** The parts of a world that a test begins with. Messages and files are left out, which a kept world would hold on to. */
export type Before = Pick<World, 'users' | 'groups' | 'friends' | 'accounts' | 'requests' | 'chance'>

const beforeOf = ({ users, groups, friends, accounts, requests, chance }: World): Before => ({
  users,
  groups,
  friends,
  accounts,
  requests,
  chance,
})

/** Something that was done, by a person or by a bot. */
export interface DoneHappening {
  readonly is: 'done'
  readonly done: Done
  /** The key of its chat, where it has one. */
  readonly chat: string | undefined
  readonly before: Before
  /** Whether a call did it; else a person did, by the page or in a test. */
  readonly byBot: boolean
}

/** A call of a bot, and what it did in the world, which is nothing for one that only asks or was refused. */
export interface CallHappening {
  readonly is: 'call'
  readonly id: number
  readonly self_id: number
  readonly timeMs: number
  readonly action: string
  readonly params: unknown
  readonly before: Before
  did: readonly Done[]
}

/** One thing that happened, from which tests are made: a deed that was done, or a call that was answered. */
export type Happening = DoneHappening | CallHappening

/** Happenings that are kept; the oldest goes first. */
const MAX_KEPT = 20_000

/** Remembers in order what people did and what bots called: what tests are made of. */
export class Happenings {
  #kept: Happening[] = []
  #before: Before
  #byBot = false
  #didNow: readonly Done[] = []

  constructor(world: World) {
    this.#before = beforeOf(world)
  }

  get all(): readonly Happening[] {
    return this.#kept
  }

  /** Forgets everything: the world is another one. */
  clear(): void {
    this.#kept = []
  }

  take(seen: Observation): void {
    if (seen.is === 'step') {
      this.#byBot = seen.input.is === 'call'
      this.#didNow = seen.taken.done
    } else if (seen.is === 'done') this.#takeDone(seen)
    else if (seen.is === 'world') this.#before = beforeOf(seen.world)
    else if (seen.is === 'call') {
      const { id, self_id, timeMs, action, params } = seen
      this.#keep({ is: 'call', id, self_id, timeMs, action, params, before: this.#before, did: [] })
    } else if (seen.is === 'answer' && seen.answer.status === 'ok') this.#answered(seen.id)
  }

  #takeDone({ done, world }: Extract<Observation, { is: 'done' }>): void {
    const before = this.#before
    const chat = chatOfDone(done, world) ?? chatOfDone(done, { ...world, requests: before.requests })
    this.#keep({ is: 'done', done, chat, before, byBot: this.#byBot })
    this.#before = beforeOf(world)
  }

  #answered(id: number): void {
    const call = this.#kept.findLast((each) => each.is === 'call' && each.id === id)
    if (call?.is === 'call' && this.#didNow.length > 0) call.did = this.#didNow
    this.#didNow = []
  }

  #keep(happening: Happening): void {
    this.#kept.push(happening)
    if (this.#kept.length > 2 * MAX_KEPT) this.#kept = this.#kept.slice(-MAX_KEPT)
  }
}

/** Whether a message came of it. */
export const isSaid = (happening: Happening | undefined): happening is DoneHappening =>
  happening?.is === 'done' && saidBy(happening.done) !== undefined
