import type { actions } from './actions.js'
import type { events } from './events.js'
import type { segments } from './segments.js'

/** The tables with their words, for help texts and documents. */
export interface Tables {
  readonly actions: typeof actions
  readonly events: typeof events
  readonly segments: typeof segments
}

/**
 * Loads the tables with their summaries in zh and en. What programs need to run is in `actionFacts`, `eventFacts`
 * and `segmentFacts`, at once; words take longer to load than all else, so they come when they are asked for.
 */
export async function loadTables(): Promise<Tables> {
  const [{ actions }, { events }, { segments }] = await Promise.all([
    import('./actions.js'),
    import('./events.js'),
    import('./segments.js'),
  ])
  return { actions, events, segments }
}
