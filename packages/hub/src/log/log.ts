import { type Clock, systemClock } from '@rookery/transport'
import { HEALED_MS, Reminder, type Telling } from './reminder.js'

export { type Log, silentLog } from '@rookery/transport'

/** Logs the absence of a peer: its start, each new reason, and reminders while it lasts. */
export interface Absence {
  /** Another attempt failed. */
  lost(why: string, retryMs: number): void
  /**
   * The peer is back. `tell` runs at once, or, after several losses in a row, once the peer has stayed for some
   * seconds.
   */
  over(isThere?: () => boolean, tell?: () => void): void
  /** Why the peer is not there; undefined while it is, and before the first attempt has failed. */
  readonly failure: Failure | undefined
}

/** Reason why a peer is not there, in words, and the unix milliseconds since when it is not. */
export interface Failure {
  readonly why: string
  readonly since: number
}

export function tellAbsence(
  tell: (why: string, telling: Telling & { readonly retryMs: number }) => void,
  clock: Clock = systemClock,
): Absence {
  const reminder = new Reminder(clock)
  let hasBeenLost = false
  let failure: Failure | undefined
  return {
    get failure() {
      return failure
    },
    lost(why, retryMs) {
      hasBeenLost = true
      failure = { why, since: failure?.since ?? clock.now() }
      const telling = reminder.due(why)
      if (telling) tell(why, { ...telling, retryMs })
    },
    over(isThere = () => false, tell = () => {}) {
      failure = undefined
      if (!hasBeenLost || reminder.over()) return tell()
      const look = (): void => {
        if (isThere() && reminder.over()) tell()
      }
      clock.after(HEALED_MS, look).unref?.()
    },
  }
}

const ONCE_THINGS = 100
const ONCE_CHARACTERS = 80

/** Logs each thing once, identified by its first characters; at most a hundred. */
export function tellOnce(tell: (thing: string) => void): (thing: string) => void {
  const told = new Set<string>()
  return (thing) => {
    const short = thing.length > ONCE_CHARACTERS ? `${thing.slice(0, ONCE_CHARACTERS)}…` : thing
    if (told.has(short) || told.size >= ONCE_THINGS) return
    told.add(short)
    tell(short)
  }
}
