import { useState } from 'preact/hooks'
import { useApp } from '../page/app-context.js'
import { IconButton } from '../parts/icon.js'
import type { PromptQuestion } from '../parts/prompt.js'
import { GroupFiles } from './group-files.js'
import { GroupNotices } from './group-notices.js'
import { MemberList, type MemberListProps } from './member-list.js'

const TABS = ['members', 'files', 'notices'] as const
type Tab = (typeof TABS)[number]

export interface GroupPanelProps extends MemberListProps {
  readonly onClose: () => void
  readonly onAsk: (question: PromptQuestion) => void
}

/** Shows a group beside its messages: members, files and notices. */
export function GroupPanel(props: GroupPanelProps) {
  const { say } = useApp()
  const [tab, setTab] = useState<Tab>('members')
  return (
    <aside class="group-panel" aria-label={say('group_panel')}>
      <header class="panel-head">
        <div class="tabs tabs-small" role="tablist">
          {TABS.map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              class="tab"
              aria-selected={name === tab}
              onClick={() => setTab(name)}
            >
              {say(name)}
            </button>
          ))}
        </div>
        <IconButton name="close" label={say('close')} onClick={props.onClose} />
      </header>
      {tab === 'members' ? <MemberList {...props} /> : null}
      {tab === 'files' ? <GroupFiles {...props} /> : null}
      {tab === 'notices' ? <GroupNotices {...props} /> : null}
    </aside>
  )
}
