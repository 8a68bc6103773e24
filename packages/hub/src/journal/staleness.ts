import type { JournalEvent } from './journal.js'

type Aged = Pick<JournalEvent, 'admittedAt' | 'time' | 'isLate'>

/** Since when an event ages, in milliseconds: a message that was fetched after the fact by its own time. */
export const agesFrom = ({ admittedAt, time, isLate }: Aged): number =>
  isLate ? Math.min(admittedAt, time * 1000) : admittedAt

/** Whether a message was too old when it was fetched: clients were told then that they will not get it. */
export const wasTooOld = (event: Aged, maxAgeMs: number): boolean =>
  agesFrom(event) < event.admittedAt - maxAgeMs
