import { checkOptions } from '../checks/check-options.js'
import { id, isPlainObject, options } from '../checks/option-kind.js'

const groupOptions = options<{ readonly group_id: unknown }>({ group_id: id })

/**
 * Refuses a place that is neither a group, an event, nor `{}` for everywhere: a misspelt group would mean everywhere.
 *
 * @throws BotUsageError `bad_option`
 */
export function checkPlace(where: string, place: unknown): void {
  if (isPlainObject(place) && 'post_type' in place) return
  checkOptions(where, place, groupOptions)
}
