import { OneBotError, type OneBotEvent } from '@rookery/protocol'
import type { FaultHit } from '../faults/faults.js'
import type { ActionAnswer, Input, Step } from '../step.js'
import type { World } from '../world/world.js'
import { writeTagged } from './tagged-json.js'

/** Version of the format; increase it when the form of records changes. */
export const FORMAT = 1

/** One line of a record. A replay repeats the inputs, and their outcome must equal the lines after each. */
export type RecordLine =
  /** The first line. `seed` is the state of the random generator. */
  | { readonly is: 'header'; readonly format: number; readonly seed: number; readonly world: World }
  | { readonly is: 'input'; readonly input: Input }
  | { readonly is: 'event'; readonly timeMs: number; readonly self_id: number; readonly event: OneBotEvent }
  | { readonly is: 'answer'; readonly timeMs: number; readonly answer: ActionAnswer }
  /** The world was reset to `world`. */
  | { readonly is: 'world'; readonly timeMs: number; readonly world: World }
  /** A fault hit a link. For readers only: a replay has no links. */
  | { readonly is: 'fault'; readonly timeMs: number; readonly hit: FaultHit }
  /** The last line, unless the recorder was cut off. */
  | { readonly is: 'end'; readonly timeMs: number }

/** A record that cannot be written (Node's code) or read (`bad_record`). */
export class RecordError extends OneBotError {}

export const writeLine = (line: RecordLine): string => writeTagged(line)

/** The outcome of an input as lines: the events in order, then the answer. */
export function outputLines({ nowMs: timeMs }: Input, { events, answer }: Step): readonly string[] {
  const told = events.map(({ self_id, event }) => writeLine({ is: 'event', timeMs, self_id, event }))
  return [...told, writeLine({ is: 'answer', timeMs, answer })]
}
