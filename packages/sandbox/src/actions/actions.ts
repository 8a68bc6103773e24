import { accountHandlers } from './account.js'
import type { Actions } from './action.js'
import { aiVoiceHandlers } from './ai-voices.js'
import { anonymousMessageHandlers } from './anonymous-messages.js'
import { cardHandlers } from './cards.js'
import { credentialHandlers } from './credentials.js'
import { essenceMessageHandlers } from './essence-messages.js'
import { flashFileHandlers } from './flash-files.js'
import { forwardHandlers } from './forwards.js'
import { friendHandlers } from './friends.js'
import { groupAlbumHandlers } from './group-albums.js'
import { groupFileHandlers } from './group-files.js'
import { groupFolderHandlers } from './group-folders.js'
import { groupHonorHandlers } from './group-honors.js'
import { groupMemberHandlers } from './group-members.js'
import { groupNoticeHandlers } from './group-notices.js'
import { groupOptionHandlers } from './group-options.js'
import { groupRecordHandlers } from './group-records.js'
import { groupSettingHandlers } from './group-settings.js'
import { groupHandlers } from './groups.js'
import { implementationHandlers } from './implementation.js'
import { likeHandlers } from './likes.js'
import { mediaHandlers } from './media.js'
import { plausibleAnswerHandlers } from './plausible-answers.js'
import { privateFileHandlers } from './private-files.js'
import { quickOperationHandler } from './quick-operation.js'
import { reactionHandlers } from './reactions.js'
import { readMessageHandlers } from './read-messages.js'
import { recentContactHandlers } from './recent-contacts.js'
import { requestHandlers } from './requests.js'
import { sendMessageHandlers } from './send-messages.js'

const namedHandlers: Actions = {
  ...sendMessageHandlers,
  ...readMessageHandlers,
  ...forwardHandlers,
  ...essenceMessageHandlers,
  ...reactionHandlers,
  ...anonymousMessageHandlers,
  ...mediaHandlers,
  ...aiVoiceHandlers,
  ...groupHandlers,
  ...groupMemberHandlers,
  ...groupSettingHandlers,
  ...groupHonorHandlers,
  ...groupNoticeHandlers,
  ...groupFileHandlers,
  ...groupFolderHandlers,
  ...privateFileHandlers,
  ...friendHandlers,
  ...likeHandlers,
  ...requestHandlers,
  ...accountHandlers,
  ...credentialHandlers,
  ...groupOptionHandlers,
  ...groupRecordHandlers,
  ...groupAlbumHandlers,
  ...flashFileHandlers,
  ...cardHandlers,
  ...recentContactHandlers,
  ...plausibleAnswerHandlers,
  ...implementationHandlers,
}

/** Every action that the sandbox executes. */
export const actionHandlers: Actions = { ...namedHandlers, ...quickOperationHandler(namedHandlers) }
