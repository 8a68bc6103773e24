import type { OneBotEvent } from '@rookery/protocol'
import type { Explained } from './explained.js'
import type { FaultHit } from './faults/faults.js'
import type { ActionAnswer, Input, Step } from './step.js'
import type { Done } from './turn/turn.js'
import type { World } from './world/world.js'

/** An event of the sandbox for observers: the test kit, the page, a recorder. */
export type Observation =
  /** A step was taken; its consequences have not been announced yet. Observers must not act on this one. */
  | { readonly is: 'step'; readonly input: Input; readonly taken: Step }
  /** A person or an account did a deed. */
  | { readonly is: 'done'; readonly done: Done; readonly world: World }
  /** An account reported an event. */
  | { readonly is: 'event'; readonly self_id: number; readonly timeMs: number; readonly event: OneBotEvent }
  /** A rule caused a fault of a call or an event on its link. */
  | { readonly is: 'fault'; readonly timeMs: number; readonly hit: FaultHit }
  /** A bot called an action; `id` is also that of its answer, `link` the name of the link it arrived on. */
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
      readonly answer: ActionAnswer
    }
  /** A bot in development explained why it did nothing about a message. */
  | ({ readonly is: 'explained' } & Explained)
  /** The world was replaced: the sandbox was reset. */
  | { readonly is: 'world'; readonly world: World }

/** Callback for each observation of a sandbox, in the order in which things happen. */
export type Observer = (observation: Observation) => void
