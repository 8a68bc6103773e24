import type { OneBotEvent } from '@rookery/protocol'
import type { Explained } from './explained.js'
import type { FaultHit } from './faults/faults.js'
import type { Answer, Input, Step } from './step.js'
import type { Done } from './turn/turn.js'
import type { World } from './world/world.js'

/** What goes on in a sandbox, for whoever watches: the test kit, the page, a recorder. */
export type Observation =
  /** A step was taken, before anybody hears of what is in it. Whoever watches this must not act upon it. */
  | { readonly is: 'step'; readonly input: Input; readonly taken: Step }
  /** Something was done in the world, by a person or an account. */
  | { readonly is: 'done'; readonly done: Done; readonly world: World }
  /** An account reports an event. */
  | { readonly is: 'event'; readonly self_id: number; readonly timeMs: number; readonly event: OneBotEvent }
  /** Something goes wrong with a call or an event on its link, because a rule says so. */
  | { readonly is: 'fault'; readonly timeMs: number; readonly hit: FaultHit }
  /** A bot calls an action; `id` is that of its answer, `link` the name of the link that it came by. */
  | {
      readonly is: 'call'
      readonly id: number
      readonly self_id: number
      readonly timeMs: number
      readonly action: string
      readonly params: unknown
      readonly link?: string
    }
  | {
      readonly is: 'answer'
      readonly id: number
      readonly self_id: number
      readonly timeMs: number
      readonly action: string
      readonly answer: Answer
    }
  /** A bot that is developed says why it did nothing about a message. */
  | ({ readonly is: 'explained' } & Explained)
  /** The world is another one all of a sudden: it was reset. */
  | { readonly is: 'world'; readonly world: World }

/** Callback for each observation of a sandbox, in the order in which things happen. */
export type Observer = (observation: Observation) => void
