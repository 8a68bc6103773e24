import type { HubState, ListChanges, LiveFrame, LogLine, SessionAnswer, StateChanges } from '../wire/wire.js'
import { emptySeries, type SeriesBook, withNumbers } from './series.js'

/** Log lines that the page keeps. */
const MOST_LOG_LINES = 5_000

/**
 * State of the page. `starting`: it is not known whether there is a session; `out`: there is none; `open`: the live
 * stream is; `lost`: the hub is away.
 */
export interface HubPageState {
  readonly status: 'starting' | 'out' | 'open' | 'lost'
  readonly session: SessionAnswer | undefined
  /** Reason why a session ended, for the login page. */
  readonly ended: 'expired' | 'logged_out' | 'link_used' | undefined
  readonly hub: HubState | undefined
  /** Times that the page saw the hub start anew. */
  readonly restarts: number
  readonly series: SeriesBook
  /** Version of the traffic, which is changed in place. */
  readonly traffic: number
  /** Reason why the hub refused the filter of the traffic. */
  readonly refused: string | undefined
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
  refused: undefined,
  log: [],
}

/** Returns the state after a frame, but for traffic and the end. */
export function withLiveFrame(page: HubPageState, frame: LiveFrame): HubPageState {
  switch (frame.type) {
    case 'hello':
      return { ...withState(page, frame.state), status: 'open' }
    case 'state':
      return withState(page, frame.state)
    case 'changes':
      return page.hub ? withState(page, withChanges(page.hub, frame.changes)) : page
    case 'log':
      return { ...page, log: withLines(page.log, frame.lines) }
    case 'refused':
      return { ...page, refused: frame.message }
    default:
      return page
  }
}

/** Adds lines of the log, the newest last; lines that are there already are left out. */
export function withLines(log: readonly LogLine[], lines: readonly LogLine[]): readonly LogLine[] {
  const last = log.at(-1)?.seq ?? Number.NEGATIVE_INFINITY
  const added = lines.filter(({ seq }) => seq > last)
  return added.length === 0 ? log : [...log, ...added].slice(-MOST_LOG_LINES)
}

function withState(page: HubPageState, told: HubState): HubPageState {
  const isAnother = page.hub !== undefined && page.hub.started_at !== told.started_at
  const before = isAnother ? undefined : page.hub
  return {
    ...page,
    hub: told,
    restarts: page.restarts + (isAnother ? 1 : 0),
    log: isAnother ? [] : page.log,
    series: withNumbers(isAnother ? emptySeries : page.series, before, told),
  }
}

const withChanges = (hub: HubState, changes: StateChanges): HubState => ({
  ...hub,
  ...changes,
  accounts: withEntries(hub.accounts, changes.accounts, ({ self_id }) => self_id),
  clients: withEntries(hub.clients, changes.clients, ({ app_id }) => app_id),
})

/** Puts changed entries in the place of those before, new ones at the end. */
function withEntries<Entry>(
  entries: readonly Entry[],
  { set, gone }: ListChanges<Entry>,
  keyOf: (entry: Entry) => string,
): readonly Entry[] {
  const next = new Map(entries.map((entry) => [keyOf(entry), entry]))
  for (const entry of set) next.set(keyOf(entry), entry)
  for (const key of gone) next.delete(key)
  return [...next.values()]
}
