import type { RunSettings } from '../conversations/run-settings.js'
import type { Incoming } from '../events/incoming.js'
import type { Session } from './session.js'

/** Runs handlers for events; implemented by the engine. */
export interface HandlerRunner {
  run(incoming: Incoming, handler: (session: Session) => unknown, settings?: RunSettings): Promise<void>
}
