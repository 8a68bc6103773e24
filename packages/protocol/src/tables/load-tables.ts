import type { actions } from './actions.js'
import type { events } from './events.js'
import type { segments } from './segments.js'

/** The tables with their texts, for help and documents. */
export interface Tables {
  readonly actions: typeof actions
  readonly events: typeof events
  readonly segments: typeof segments
}

/**
 * Loads the tables with their summaries in zh and en. The data that programs need at run time is in `actionFacts`,
 * `eventFacts` and `segmentFacts`, available at once; texts take longer to load than everything else, so they are
 * loaded on request.
 */
export async function loadTables(): Promise<Tables> {
  const [{ actions }, { events }, { segments }] = await Promise.all([
    import('./actions.js'),
    import('./events.js'),
    import('./segments.js'),
  ])
  return { actions, events, segments }
}
