import {
  id,
  isPlainObject,
  milliseconds,
  type OptionKind,
  oneOf,
  options,
  text,
} from '../checks/option-kind.js'
import type { JobOptions } from './job-options.js'

/** A group, or a user; an event has either. */
const place: OptionKind = {
  allowed: 'a place, as in { group_id: 30001 } or { user_id: 20001 }',
  isRight: (value) => isPlainObject(value) && (id.isRight(value.group_id) || id.isRight(value.user_id)),
}

export const jobOptions = options<JobOptions>({
  name: text,
  to: place,
  timezone: text,
  waitMs: milliseconds,
  missed: oneOf('skip', 'once'),
})

export const everyOptions = options<{ readonly everyMs: number }>({ everyMs: milliseconds }, 'everyMs')
