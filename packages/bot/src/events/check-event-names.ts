import { didYouMean, eventFacts } from '@rookery/protocol'
import { shown } from '../checks/shown.js'
import { BotUsageError } from '../errors.js'

/**
 * Refuses names that no event has: their listeners would never run. An event missing from our tables is delivered under
 * its family, such as `notice`.
 *
 * @throws BotUsageError `no_such_event`
 */
export function checkEventNames(where: string, found: unknown): void {
  const all: readonly unknown[] = Array.isArray(found) ? found : [found]
  const wrong = all.filter((name) => !isEventName(name))
  if (wrong.length === 0 && all.length > 0) return
  throw new BotUsageError(
    'no_such_event',
    `${where}: ${wrong.map(problemOf).join('; ') || 'no event is named'}`,
  )
}

/** Whether this is the name of an event: `notice`, `notice.group_ban`, `notice.group_ban.lift_ban`. */
export function isEventName(name: unknown): name is string {
  if (typeof name !== 'string') return false
  const [post_type, detail, sub_type, ...more] = name.split('.')
  return (
    more.length === 0 &&
    Object.values(eventFacts).some(
      (row) =>
        row.post_type === post_type &&
        (detail === undefined || row.detail_type === detail) &&
        (sub_type === undefined || row.sub_types.some(({ value }) => value === sub_type)),
    )
  )
}

/** Every name of an event. */
export const eventNames = (): readonly string[] => [
  ...new Set(
    Object.values(eventFacts).flatMap(({ post_type, detail_type, sub_types }) => {
      const whole = `${post_type}.${detail_type}`
      return [post_type, whole, ...sub_types.map(({ value }) => `${whole}.${value}`)]
    }),
  ),
]

function problemOf(name: unknown): string {
  if (typeof name !== 'string') return `expected the name of an event, found ${shown(name)}`
  const known = eventNames()
  const [post_type] = name.split('.')
  const family = known.filter((each) => each.startsWith(`${post_type}.`))
  const allowed = family.length > 0 ? family : known.filter((each) => !each.includes('.'))
  return `"${name}" is no event; ${didYouMean(name, known) ?? `there are ${allowed.join(', ')}`}`
}
