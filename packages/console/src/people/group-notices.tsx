import type { PageGroupNotice } from '@rookery/sandbox'
import { groupOfChat, isAdmin, nameIn } from '../live/look-up.js'
import { useApp } from '../page/app-context.js'
import { usePage } from '../page/use-page.js'
import { IconButton } from '../parts/icon.js'
import type { PromptQuestion } from '../parts/prompt.js'
import { timeText } from '../words/times.js'

export interface GroupNoticesProps {
  readonly chat: string
  readonly me: number
  readonly onAsk: (question: PromptQuestion) => void
}

/** The notices of a group, the newest first; admins publish and delete them. */
export function GroupNotices({ chat, me, onAsk }: GroupNoticesProps) {
  const { say, act } = useApp()
  const group = usePage((state) => groupOfChat(state, chat))
  if (!group) return null
  const { group_id, notices } = group
  const mayChange = isAdmin(group.members.get(me))
  const publish = (content: string) => void act(me, { do: 'publish_notice', group_id, content })
  const remove = ({ notice_id }: PageGroupNotice) =>
    onAsk({
      title: say('delete_notice_question'),
      isDanger: true,
      onAnswer: () => void act(me, { do: 'delete_notice', group_id, notice_id }),
    })
  return (
    <>
      <div class="panel-tools">
        <span class="dim">{say('notices_n', { n: notices.length })}</span>
        <span class="spring" />
        {mayChange ? (
          <button
            type="button"
            class="button button-main button-small"
            onClick={() =>
              onAsk({
                title: say('publish_notice'),
                field: say('notice_text'),
                isLong: true,
                onAnswer: publish,
              })
            }
          >
            {say('publish_notice')}
          </button>
        ) : null}
      </div>
      <ul class="notices">
        {[...notices].reverse().map((notice) => (
          <li class="notice" key={notice.notice_id}>
            <Notice notice={notice} chat={chat} onRemove={mayChange ? () => remove(notice) : undefined} />
          </li>
        ))}
        {notices.length === 0 ? <li class="empty">{say('no_notices')}</li> : null}
      </ul>
    </>
  )
}

function Notice(props: {
  readonly notice: PageGroupNotice
  readonly chat: string
  readonly onRemove: (() => void) | undefined
}) {
  const { notice, chat, onRemove } = props
  const { say, language } = useApp()
  const { content, image, sender_id, publish_time } = notice
  const name = usePage((state) => nameIn(state, chat, sender_id))
  const time = usePage(({ aheadMs }) => timeText(publish_time * 1000, Date.now() + aheadMs, language, say))
  return (
    <article>
      <header class="notice-head">
        <span class="dim">
          {name} · {time}
        </span>
        {onRemove ? (
          <IconButton name="close" label={`${say('delete')}: ${content.slice(0, 20)}`} onClick={onRemove} />
        ) : null}
      </header>
      <p class="notice-text">{content}</p>
      {image ? <img src={`/media/${encodeURIComponent(image)}`} alt={say('image')} /> : null}
    </article>
  )
}
