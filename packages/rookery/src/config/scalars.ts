import { readSince, SINCE_RULE } from '@rookery/hub'
import { scalar, string } from '@rookery/schema'
import { trimmedPattern } from '@rookery/yaml-file'
import {
  ageAllowed,
  durationAllowed,
  durationOrNoneAllowed,
  parseAge,
  parseDuration,
  parseDurationOrNone,
  parseSize,
  sizeAllowed,
} from './units.js'

/** Name of an upstream, a client or an action. */
export const name = string({
  pattern: trimmedPattern,
  allowed: 'a name without control characters or outer spaces',
})

/** A QQ number as decimal text: gateways issue ids beyond 2^53. */
export const accountNumber = scalar({
  types: ['number', 'string'],
  parse: (digits) => (/^[1-9]\d*$/.test(digits) ? digits : undefined),
  allowed: 'an account, a whole number above 0',
})

/** Path of a member of an event. What delivery goes by cannot be emptied. */
export const memberPath = scalar({
  types: ['string'],
  parse: (path) => (/^\w+(\.\w+)*$/.test(path) && !KEPT_MEMBERS.has(path) ? path : undefined),
  allowed: 'the path of a member, such as sender.card; not time, self_id, post_type or the kind of the event',
})
const KEPT_MEMBERS = new Set([
  'time',
  'self_id',
  'post_type',
  'message_type',
  'notice_type',
  'request_type',
  'meta_event_type',
])

// Without `string`, whose hint suggests quotes around a number: here a unit is missing.
export const duration = scalar({ types: ['string'], parse: parseDuration, allowed: durationAllowed })
export const age = scalar({ types: ['string'], parse: parseAge, allowed: ageAllowed })
/** A duration, or 0 for none. */
export const durationOrNone = scalar({
  types: ['string', 'number'],
  parse: parseDurationOrNone,
  allowed: durationOrNoneAllowed,
})
export const size = scalar({ types: ['string'], parse: parseSize, allowed: sizeAllowed })
/** Where a client begins whose position is not known: a time, an age or an id. It is read each time that the client connects. */
export const since = scalar({
  types: ['string', 'number'],
  parse: (text) => (readSince(text, Date.now()) ? text : undefined),
  allowed: SINCE_RULE,
})
