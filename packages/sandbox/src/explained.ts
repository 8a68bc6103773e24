import { Refusal } from './world/refusal.js'

/** Why a bot did nothing about a message, in words of its own. */
export interface Explained {
  /** The account that the bot has. */
  readonly self_id: number
  readonly message_id: number
  readonly text: string
}

/**
 * What a bot under `rookery dev` calls beside the actions of the standard: it changes nothing in the world, and goes over
 * no wire that the page shows.
 */
export const EXPLAIN_ACTION = '.explain_message'

/** No explanation is longer. */
const MAX_CHARACTERS = 2_000

/** Reads the params of such a call. @throws Refusal `bad_params` */
export function readExplained(self_id: number, params: unknown): Explained {
  const { message_id, text } = Object(params) as { readonly message_id?: unknown; readonly text?: unknown }
  if (typeof message_id === 'number' && Number.isSafeInteger(message_id) && typeof text === 'string') {
    return { self_id, message_id, text: text.slice(0, MAX_CHARACTERS) }
  }
  throw new Refusal('bad_params', `${EXPLAIN_ACTION} takes "message_id", a number, and "text", a string`)
}
