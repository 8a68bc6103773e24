import { type Clock, systemClock } from '@rookery/transport'
import { HEALED_MS, Reminder, type Telling } from './reminder.js'

export { type Log, silentLog } from '@rookery/transport'

/** An absence of a peer: told at its beginning, with each new reason, and again as long as it lasts. */
export interface Absence {
  /** Nobody was there at another attempt. */
  lost(why: string, retryMs: number): void
  /** Somebody is there; `tell` is called at once, or after several losses in a row when it is still so some seconds later. */
  over(isThere?: () => boolean, tell?: () => void): void
}

export function tellAbsence(
  tell: (why: string, telling: Telling & { readonly retryMs: number }) => void,
  clock: Clock = systemClock,
): Absence {
  const reminder = new Reminder(clock)
  let hasBeenLost = false
  return {
    lost(why, retryMs) {
      hasBeenLost = true
      const telling = reminder.due(why)
      if (telling) tell(why, { ...telling, retryMs })
    },
    over(isThere = () => false, tell = () => {}) {
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

/** Tells of each thing once, by its first characters; of more than a hundred nobody wants to read. */
export function tellOnce(tell: (thing: string) => void): (thing: string) => void {
  const told = new Set<string>()
  return (thing) => {
    const short = thing.length > ONCE_CHARACTERS ? `${thing.slice(0, ONCE_CHARACTERS)}…` : thing
    if (told.has(short) || told.size >= ONCE_THINGS) return
    told.add(short)
    tell(short)
  }
}
