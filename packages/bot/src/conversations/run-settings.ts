import type { OwningPlugin } from '../plugins/owning-plugin.js'
import type { Texts } from '../texts/texts.js'

/** Settings of one run of a handler. */
export interface RunSettings {
  /** Users whose answers count: the one who began, or everybody in the group. */
  readonly of?: 'user' | 'group'
  /** Whether it may never ask. */
  readonly silent?: boolean
  /** Whether it may not ask while another conversation is open, because it bypassed that one. */
  readonly yields?: boolean
  /** Signal that aborts when the handler is abandoned because it took too long. */
  readonly signal?: () => AbortSignal
  /** Called when it starts or stops waiting for an answer. */
  readonly onWaiting?: (isWaiting: boolean) => void
  /** The command or function that was registered, if not the handler itself; removing it ends its questions. */
  readonly registered?: object
  /** The plugin that added it. */
  readonly plugin?: OwningPlugin | undefined
  /** The command at work; if it fails, its user is told in these texts. */
  readonly command?: { readonly name: string; readonly texts: Texts }
}

/** Settings for a handler of a plugin. */
export const ofPlugin = (plugin: OwningPlugin | undefined): RunSettings | undefined => plugin && { plugin }
