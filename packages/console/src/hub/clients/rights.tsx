import { useHub } from '../page/hub-context.js'
import { Facts } from '../parts/facts.js'
import type { ClientState } from '../wire/wire.js'
import type { HubSay } from '../words/hub-words.js'
import { dateText } from '../words/spans.js'

type RightsState = ClientState['rights']

/** Entries of a list that are shown. */
const MOST_ENTRIES = 50

/** Lists the restrictions in the entry of a client. */
export function Rights({ rights }: { readonly rights: RightsState }) {
  const { say, language } = useHub()
  const { accounts, actions, groups, users, read_only, expires } = rights
  const isFree = Object.values(rights).every((value) => value === undefined || value === false)
  return (
    <section>
      <h3>{say('rights')}</h3>
      {isFree ? <p class="dim">{say('rights_all')}</p> : null}
      <Facts
        facts={[
          [say('rights_accounts'), accounts && listText(accounts, say)],
          [say('rights_actions'), read_only ? say('rights_read_only') : actions && listText(actions, say)],
          [say('rights_groups'), groups && chatListText(groups, say)],
          [say('rights_users'), users && chatListText(users, say)],
          [say('rights_expires'), expires === undefined ? undefined : dateText(expires, language)],
        ]}
      />
    </section>
  )
}

function listText(list: readonly string[], say: HubSay): string {
  if (list.length === 0) return say('rights_nobody')
  return list.length > MOST_ENTRIES ? `${list.slice(0, MOST_ENTRIES).join(', ')} …` : list.join(', ')
}

const chatListText = (list: NonNullable<RightsState['groups']>, say: HubSay): string =>
  'deny' in list ? say('rights_deny', { list: listText(list.deny, say) }) : listText(list, say)
