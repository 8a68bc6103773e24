import { useApp } from '../page/app-context.js'
import { Avatar } from '../parts/avatar.js'
import type { Mentions } from './use-mentions.js'

/** The suggested users for a mention, above the field. */
export function MentionMenu({ offered, active, pick }: Mentions) {
  const { say } = useApp()
  if (offered.length === 0) return null
  return (
    <div class="mention-menu" role="listbox" aria-label={say('mention')}>
      {offered.map((mention, at) => (
        <div
          key={mention.qq}
          role="option"
          tabIndex={-1}
          aria-selected={at === active}
          class={at === active ? 'mention mention-active' : 'mention'}
          onMouseDown={(event) => {
            // Keeps the cursor in the field.
            event.preventDefault()
            pick(mention)
          }}
        >
          <Avatar id={Number(mention.qq) || 0} name={mention.name} size="small" />
          <span class="mention-name">{mention.name}</span>
          <span class="dim">{mention.qq === 'all' ? '' : mention.qq}</span>
        </div>
      ))}
    </div>
  )
}
