import { chatOfDone, saidBy } from '../deeds/done-chat.js'
import type { Observation } from '../observation.js'
import type { Done } from '../turn/turn.js'
import type { World } from '../world/world.js'

/**
 * The parts of a world that a test starts from. Messages and files are left out, because a kept world would keep them
 * all in memory.
 */
export type Before = Pick<World, 'users' | 'groups' | 'friends' | 'accounts' | 'requests' | 'chance'>

const beforeOf = ({ users, groups, friends, accounts, requests, chance }: World): Before => ({
  users,
  groups,
  friends,
  accounts,
  requests,
  chance,
})

/** A completed deed of a person or a bot. */
export interface DoneHappening {
  readonly is: 'done'
  readonly done: Done
  /** Key of its chat, if it has one. */
  readonly chat: string | undefined
  readonly before: Before
  /** Whether a call did it; otherwise a person did, on the page or in a test. */
  readonly byBot: boolean
}

/** A call of a bot with the deeds it did: none if it only reads, or was refused. */
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

/** Happenings that are kept; the oldest are dropped first. */
const MAX_KEPT = 20_000

/** Records the deeds of people and the calls of bots in order, as material for tests. */
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

  /** Drops all happenings, because the world was replaced. */
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

/** Whether a deed sent a message. */
export const isSaid = (happening: Happening | undefined): happening is DoneHappening =>
  happening?.is === 'done' && saidBy(happening.done) !== undefined
