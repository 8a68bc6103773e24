import type { HubState, LiveFrame, LogLine, Session } from '../wire/wire.js'
import { emptySeries, type SeriesBook, withNumbers } from './series.js'

/** Log lines that the page keeps. */
const MOST_LOG_LINES = 5_000

/**
 * State of the page. `starting`: it is not known whether there is a session; `out`: there is none; `open`: the live
 * stream is; `lost`: the hub is away.
 */
export interface HubPageState {
  readonly status: 'starting' | 'out' | 'open' | 'lost'
  readonly session: Session | undefined
  /** Reason why a session ended, for the login page. */
  readonly ended: 'expired' | 'logged_out' | undefined
  readonly hub: HubState | undefined
  /** Times at which the page saw the hub start anew. */
  readonly restarts: number
  readonly series: SeriesBook
  /** Version of the traffic, which is changed in place. */
  readonly traffic: number
  readonly log: readonly LogLine[]
}

export const emptyHubPage: HubPageState = {
  status: 'starting',
  session: undefined,
  ended: undefined,
  hub: undefined,
  restarts: 0,
  series: emptySeries,
  traffic: 0,
  log: [],
}

/** Returns the state after a frame, but for traffic and the end. */
export function withLiveFrame(page: HubPageState, frame: LiveFrame): HubPageState {
  switch (frame.type) {
    case 'hello':
      return { ...withState(page, frame.state), status: 'open' }
    case 'state':
      return withState(page, frame.state)
    case 'log':
      return { ...page, log: withLines(page.log, frame.lines) }
    default:
      return page
  }
}

/** Adds lines of the log, the newest last. */
export const withLines = (log: readonly LogLine[], lines: readonly LogLine[]): readonly LogLine[] =>
  lines.length === 0 ? log : [...log, ...lines].slice(-MOST_LOG_LINES)

function withState(page: HubPageState, told: HubState): HubPageState {
  const isAnother = page.hub !== undefined && page.hub.started_at !== told.started_at
  const before = isAnother ? undefined : page.hub
  return {
    ...page,
    hub: told,
    restarts: page.restarts + (isAnother ? 1 : 0),
    series: withNumbers(isAnother ? emptySeries : page.series, before, told),
  }
}
