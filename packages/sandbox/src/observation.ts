import type { OneBotEvent } from '@rookery/protocol'
import type { Answer } from './step.js'
import type { Done } from './world/turn.js'
import type { World } from './world/world.js'

/** What goes on in a sandbox, for whoever watches: the test kit, the page, a recorder. */
export type Observation =
  /** Something was done in the world, by a person or an account. */
  | { readonly is: 'done'; readonly done: Done; readonly world: World }
  /** An account reports an event. */
  | { readonly is: 'event'; readonly self_id: number; readonly timeMs: number; readonly event: OneBotEvent }
  /** A bot calls an action; `id` is that of its answer. */
  | {
      readonly is: 'call'
      readonly id: number
      readonly self_id: number
      readonly timeMs: number
      readonly action: string
      readonly params: unknown
    }
  | {
      readonly is: 'answer'
      readonly id: number
      readonly self_id: number
      readonly timeMs: number
      readonly action: string
      readonly answer: Answer
    }
  /** The world is another one all of a sudden: it was reset. */
  | { readonly is: 'world'; readonly world: World }

export type Observer = (observation: Observation) => void
