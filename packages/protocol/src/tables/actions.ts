import { accountActions } from './actions/account.js'
import { cardActions } from './actions/cards.js'
import { faceActions } from './actions/faces.js'
import { fileActions } from './actions/files.js'
import { forwardActions } from './actions/forwards.js'
import { friendActions } from './actions/friends.js'
import { groupAlbumActions } from './actions/group-albums.js'
import { groupFileActions } from './actions/group-files.js'
import { groupMemberActions } from './actions/group-members.js'
import { groupNoticeActions } from './actions/group-notices.js'
import { groupActions } from './actions/groups.js'
import { guildActions } from './actions/guilds.js'
import { hubActions } from './actions/hub.js'
import { implementationActions } from './actions/implementation.js'
import { messageActions } from './actions/messages.js'
import { reactionActions } from './actions/reactions.js'
import { requestActions } from './actions/requests.js'
import { streamActions } from './actions/streams.js'
import { transferActions } from './actions/transfers.js'

/** Every known action, by name. `<name>_async` and `<name>_rate_limited` are not listed. */
export const actions = {
  ...messageActions,
  ...forwardActions,
  ...reactionActions,
  ...friendActions,
  ...requestActions,
  ...groupActions,
  ...groupMemberActions,
  ...groupNoticeActions,
  ...groupFileActions,
  ...groupAlbumActions,
  ...fileActions,
  ...streamActions,
  ...transferActions,
  ...faceActions,
  ...cardActions,
  ...guildActions,
  ...accountActions,
  ...implementationActions,
  ...hubActions,
}
