import type { Owner } from '../plugins/owner.js'
import type { Texts } from '../texts/texts.js'

/** How a handler is run. */
export interface RunSettings {
  /** Whose answers count: of the user who began, or of everybody in the group. */
  readonly of?: 'user' | 'group'
  /** One that may not ask. */
  readonly silent?: boolean
  /** One that may not ask where another conversation is open: it was let past that. */
  readonly yields?: boolean
  /** Aborted when the handler is let go, because it took too long. */
  readonly signal?: () => AbortSignal
  /** Told when it begins to wait for an answer, and when it has one. */
  readonly onWaiting?: (isWaiting: boolean) => void
  /** The command or function at work, where that is not the handler; when it is taken back, so are its questions. */
  readonly owner?: object
  /** The plugin that added it. */
  readonly plugin?: Owner | undefined
  /** A command at work: who wrote it is told when it fails, in these texts. */
  readonly command?: { readonly name: string; readonly texts: Texts }
}

/** Settings for a handler of a plugin. */
export const ownedBy = (plugin: Owner | undefined): RunSettings | undefined => plugin && { plugin }
