import { account } from './account.js'
import type { Actions } from './action.js'
import { aiVoices } from './ai-voices.js'
import { anonymousMessages } from './anonymous-messages.js'
import { cards } from './cards.js'
import { credentials } from './credentials.js'
import { essenceMessages } from './essence-messages.js'
import { flashFiles } from './flash-files.js'
import { forwards } from './forwards.js'
import { friends } from './friends.js'
import { groupAlbums } from './group-albums.js'
import { groupFiles } from './group-files.js'
import { groupFolders } from './group-folders.js'
import { groupHonors } from './group-honors.js'
import { groupMembers } from './group-members.js'
import { groupNotices } from './group-notices.js'
import { groupOptions } from './group-options.js'
import { groupRecords } from './group-records.js'
import { groupSettings } from './group-settings.js'
import { groups } from './groups.js'
import { implementation } from './implementation.js'
import { likes } from './likes.js'
import { media } from './media.js'
import { plausibleAnswers } from './plausible-answers.js'
import { privateFiles } from './private-files.js'
import { quickOperation } from './quick-operation.js'
import { reactions } from './reactions.js'
import { readMessages } from './read-messages.js'
import { recentContacts } from './recent-contacts.js'
import { requests } from './requests.js'
import { sendMessages } from './send-messages.js'

const named: Actions = {
  ...sendMessages,
  ...readMessages,
  ...forwards,
  ...essenceMessages,
  ...reactions,
  ...anonymousMessages,
  ...media,
  ...aiVoices,
  ...groups,
  ...groupMembers,
  ...groupSettings,
  ...groupHonors,
  ...groupNotices,
  ...groupFiles,
  ...groupFolders,
  ...privateFiles,
  ...friends,
  ...likes,
  ...requests,
  ...account,
  ...credentials,
  ...groupOptions,
  ...groupRecords,
  ...groupAlbums,
  ...flashFiles,
  ...cards,
  ...recentContacts,
  ...plausibleAnswers,
  ...implementation,
}

/** Every action that the sandbox executes. */
export const actions: Actions = { ...named, ...quickOperation(named) }
