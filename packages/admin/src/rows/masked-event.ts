import { jsonOf } from '../answer/send.js'
import { masked } from './mask.js'
import { shown } from './shorten.js'

/** An event without its texts, as JSON text: what filters of viewers see, who must not learn texts by what passes. */
export const maskedEvent = (event: Uint8Array): Uint8Array => Buffer.from(jsonOf(masked(shown(event).value)))
