import type { ModelCall, ModelEvent, Rights } from './rights-oracle-events.fixture.js'
import { inList } from './rights-oracle-replies.fixture.js'

/**
 * An oracle for the rights of a client, apart from the code that it judges: each event and call is generated with what it
 * touches written beside it, and the oracle goes by that alone.
 */

/** Whether a client with these rights may see an event. */
export const maySee = ({ groups, users }: Rights, { touches }: ModelEvent): boolean =>
  touches.every((each) => {
    if (each === 'untold' || 'event' in each) return false
    return 'group' in each ? inList(groups, each.group) : inList(users, each.user)
  })

const fits = (pattern: string, name: string): boolean =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name

/** Whether its entry allows an action by its name. */
function mayCall({ actions, readOnly }: Rights, { action, isRestricted = false }: ModelCall): boolean {
  if (readOnly) return !isRestricted && action.startsWith('get_')
  if (!actions) return !isRestricted
  if (actions.some((each) => each.startsWith('!') && fits(each.slice(1), action))) return false
  if (actions.includes(action)) return true
  return !isRestricted && actions.some((each) => fits(each, action))
}

/** The kind of id that a call names an event by has to be one that the event has. */
function hasId({ event }: ModelEvent, { action }: ModelCall): boolean {
  if (/^set_(?:group|friend)_add_request$/.test(action)) return 'flag' in event
  return 'message_id' in event
}

/** Whether a client with these rights, which was sent what it may see of the events, may do a call. */
export function mayDo(own: Rights, call: ModelCall, sent: readonly ModelEvent[]): boolean {
  if (call.becomes) return call.becomes.every((each) => mayDo(own, each, sent))
  if (!mayCall(own, call)) return false
  const { groups, users, actions = [] } = own
  if (!groups && !users) return true
  const isNamed = actions.includes(call.action)
  return call.touches.every((each) => {
    if (each === 'untold') return isNamed
    if ('group' in each) return inList(groups, each.group)
    if ('user' in each) return inList(users, each.user)
    const event = sent[each.event]
    return event !== undefined && hasId(event, call) && maySee(own, event)
  })
}
