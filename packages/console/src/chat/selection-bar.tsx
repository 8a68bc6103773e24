import type { PageMessage } from '@rookery/sandbox'
import { useEffect } from 'preact/hooks'
import { messageById } from '../live/timeline.js'
import { useApp } from '../page/app-context.js'
import { usePage } from '../page/use-page.js'
import type { Selection } from './use-selection.js'

/** Actions for the selected messages, shown in place of the composer. */
export function SelectionBar(props: {
  readonly chat: string
  readonly selection: Selection
  readonly onForward: (messages: readonly PageMessage[], isMerged: boolean) => void
  readonly onDone: () => void
}) {
  const { chat, selection, onForward, onDone } = props
  const { say } = useApp()
  const known = usePage(({ timelines }) => timelines.get(chat)?.messages) ?? []
  const messages = [...selection.ids]
    .sort((a, b) => a - b)
    .flatMap((id) => messageById(known, id) ?? [])
    .filter(({ recalled_by }) => recalled_by === undefined)
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return
      event.preventDefault()
      onDone()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
  const isNone = messages.length === 0
  return (
    <div class="selection-bar" role="toolbar" aria-label={say('selection')}>
      <span class="dim" role="status">
        {say('selected_n', { n: messages.length })}
      </span>
      <button
        type="button"
        class="button button-main"
        disabled={isNone}
        onClick={() => onForward(messages, true)}
      >
        {say('forward_merged')}
      </button>
      <button type="button" class="button" disabled={isNone} onClick={() => onForward(messages, false)}>
        {say('forward_each')}
      </button>
      <button type="button" class="button" onClick={onDone}>
        {say('cancel')}
      </button>
    </div>
  )
}
