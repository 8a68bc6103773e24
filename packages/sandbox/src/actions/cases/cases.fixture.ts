import { accountCases } from './account.cases.fixture.js'
import { flashFilesCases } from './flash-files.cases.fixture.js'
import { forwardsCases } from './forwards.cases.fixture.js'
import { friendsCases } from './friends.cases.fixture.js'
import { groupAlbumsCases } from './group-albums.cases.fixture.js'
import { groupFilesCases } from './group-files.cases.fixture.js'
import { groupMembersCases } from './group-members.cases.fixture.js'
import { groupNoticesCases } from './group-notices.cases.fixture.js'
import { groupOptionsCases } from './group-options.cases.fixture.js'
import { groupSettingsCases } from './group-settings.cases.fixture.js'
import { groupsCases } from './groups.cases.fixture.js'
import { mediaCases } from './media.cases.fixture.js'
import { plausibleAnswersCases } from './plausible-answers.cases.fixture.js'
import { quickOperationCases } from './quick-operation.cases.fixture.js'
import { reactionsCases } from './reactions.cases.fixture.js'
import { readMessagesCases } from './read-messages.cases.fixture.js'
import { requestsCases } from './requests.cases.fixture.js'
import type { ActionCase } from './run-case.fixture.js'
import { sendMessagesCases } from './send-messages.cases.fixture.js'

/** Every case of every action. Each family of actions has its own file beside this one. */
export const cases: readonly ActionCase[] = [
  ...sendMessagesCases,
  ...readMessagesCases,
  ...reactionsCases,
  ...mediaCases,
  ...forwardsCases,
  ...groupMembersCases,
  ...accountCases,
  ...friendsCases,
  ...groupFilesCases,
  ...groupNoticesCases,
  ...groupSettingsCases,
  ...groupsCases,
  ...quickOperationCases,
  ...requestsCases,
  ...groupOptionsCases,
  ...groupAlbumsCases,
  ...flashFilesCases,
  ...plausibleAnswersCases,
]
