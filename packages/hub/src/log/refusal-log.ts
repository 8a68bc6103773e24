import { type Clock, type Refused, systemClock } from '@rookery/transport'
import type { Log } from './log.js'

const MINUTE_MS = 60_000
/** Reasons contain text from strangers: beyond this many kinds a minute only the count is logged. */
const MOST_KINDS = 100

interface Kind {
  readonly refused: Refused
  /** Refusals after the first, which was logged at once. */
  more: number
}

/** Logs the first refusal per address and reason, and a summary of the others each minute. */
export interface RefusalLog {
  readonly tell: (refused: Refused) => void
  /** Logs what is pending. */
  close(): void
}

export function refusalLog(log: Log, clock: Clock = systemClock): RefusalLog {
  const kinds = new Map<string, Kind>()
  let others = 0
  let cancel: (() => void) | undefined

  const sumUp = (): void => {
    cancel = undefined
    const told = [...kinds.values()].filter(({ more }) => more > 0)
    kinds.clear()
    for (const { refused, more } of told) write(log, refused, { count: more, within: '1m' })
    if (others > 0) log.warn({ count: others, within: '1m' }, 'refused: further addresses and reasons')
    others = 0
    // An address that continues is summed up again, not logged as new.
    for (const { refused } of told) kinds.set(kindOf(refused), { refused, more: 0 })
    if (told.length > 0) cancel = clock.after(MINUTE_MS, sumUp)
  }
  return {
    tell(refused) {
      cancel ??= clock.after(MINUTE_MS, sumUp)
      const known = kinds.get(kindOf(refused))
      if (known) known.more++
      else if (kinds.size >= MOST_KINDS) others++
      else {
        kinds.set(kindOf(refused), { refused, more: 0 })
        write(log, refused)
      }
    },
    close() {
      cancel?.()
      sumUp()
      cancel?.()
    },
  }
}

const kindOf = ({ address, status, reason }: Refused): string => `${address} ${status} ${reason}`

function write(log: Log, { address, path, status, reason }: Refused, more = {}): void {
  log.warn({ address, path, status, ...more }, `refused: ${reason}`)
}
