import { scalar, string } from '@rookery/schema'
import { trimmedPattern } from '@rookery/yaml-file'
import { durationAllowed, parseDuration, parseSize, sizeAllowed } from './units.js'

/** Something to call an upstream, a client or an action by. */
export const name = string({
  pattern: trimmedPattern,
  allowed: 'a name without control characters or outer spaces',
})

/** A QQ number as decimal text: gateways hand out ids that no double can hold. */
export const accountNumber = scalar({
  types: ['number', 'string'],
  parse: (digits) => (/^[1-9]\d*$/.test(digits) ? digits : undefined),
  allowed: 'an account, a whole number above 0',
})

// Not by `string`: quotes around a bare number are no help, only a unit is.
export const duration = scalar({ types: ['string'], parse: parseDuration, allowed: durationAllowed })
export const size = scalar({ types: ['string'], parse: parseSize, allowed: sizeAllowed })
