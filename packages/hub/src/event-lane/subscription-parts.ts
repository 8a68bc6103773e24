import type { Clock, EventSink } from '@rookery/transport'
import type { Mark } from '../history/index.js'
import type { Cursor } from '../journal/cursor.js'
import type { ResumePlan } from '../journal/resume.js'
import type { SlowPolicy } from '../options.js'
import type { Feed } from './feed.js'
import type { Announcer, Later, Passing } from './serving.js'

/** Parts of a subscription. */
export interface SubscriptionParts {
  readonly feed: Feed
  readonly sink: EventSink
  readonly cursor: Cursor
  readonly plan: ResumePlan
  readonly announce: Announcer
  readonly passing?: Passing | undefined
  readonly later: Later
  readonly clock: Clock
  /** Where a log has what memory forgets: called when memory has overtaken it, with the mark of what was sent. */
  readonly overtaken?: ((sent: number, mark: Mark) => void) | undefined
  /** What happens when memory has overtaken it. Default `resume`. */
  readonly slow?: SlowPolicy | undefined
}
