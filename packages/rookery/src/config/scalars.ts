import { scalar, text, trimmedPattern } from '@rookery/yaml-file'
import { durationAllowed, parseDuration, parseSize, sizeAllowed } from './units.js'

/** Something to call an upstream, a client or an action by. */
export const name = text(trimmedPattern, 'a name without control characters or outer spaces')

/** A QQ number as decimal text: gateways hand out ids that no double can hold. */
export const account = scalar({
  types: ['number', 'text'],
  parse: (digits) => (/^[1-9]\d*$/.test(digits) ? digits : undefined),
  allowed: 'an account, a whole number above 0',
})

// Not by `text`: quotes around a bare number are no help, only a unit is.
export const duration = scalar({ types: ['text'], parse: parseDuration, allowed: durationAllowed })
export const size = scalar({ types: ['text'], parse: parseSize, allowed: sizeAllowed })
