import { WorldRefusal } from './world/refusal.js'

/** A bot's explanation of why it did nothing about a message. */
export interface Explained {
  /** The account of the bot. */
  readonly self_id: number
  readonly message_id: number
  readonly text: string
}

/**
 * Name of a call that a bot under `rookery dev` makes besides the standard's actions. It changes nothing in the
 * world, and the page does not list it as wire traffic.
 */
export const EXPLAIN_ACTION = '.explain_message'

/** Longest explanation; the rest is cut off. */
const MAX_CHARACTERS = 2_000

/** Reads the params of `EXPLAIN_ACTION`. @throws WorldRefusal `bad_params` */
export function readExplained(self_id: number, params: unknown): Explained {
  const { message_id, text } = Object(params) as { readonly message_id?: unknown; readonly text?: unknown }
  if (typeof message_id === 'number' && Number.isSafeInteger(message_id) && typeof text === 'string') {
    return { self_id, message_id, text: text.slice(0, MAX_CHARACTERS) }
  }
  throw new WorldRefusal('bad_params', `${EXPLAIN_ACTION} takes "message_id", a number, and "text", a string`)
}
