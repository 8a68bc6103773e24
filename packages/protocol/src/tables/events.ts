import { distributedEvents } from './events/distributed.js'
import { friendNotices } from './events/friend-notices.js'
import { groupNotices } from './events/group-notices.js'
import { guildNotices } from './events/guild-notices.js'
import { messageEvents } from './events/messages.js'
import { metaEvents } from './events/meta-events.js'
import { notifyEvents } from './events/notify.js'
import { requestEvents } from './events/requests.js'
import { statusNotices } from './events/status-notices.js'

/** Every known event, by the name of its interface. */
export const events = {
  ...messageEvents,
  ...groupNotices,
  ...notifyEvents,
  ...friendNotices,
  ...guildNotices,
  ...statusNotices,
  ...requestEvents,
  ...metaEvents,
  ...distributedEvents,
}
