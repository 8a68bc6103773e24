import type { PageMessage } from '@rookery/sandbox'
import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { nameIn } from '../live/look-up.js'
import { messageExcerpt } from '../message/plain-text.js'
import { useApp } from '../page/app-context.js'
import { usePage } from '../page/use-page.js'
import { IconButton } from '../parts/icon.js'
import { AttachButton } from './attach-button.js'
import { Attachments } from './attachments.js'
import type { Mention } from './draft.js'
import { FaceButton } from './face-button.js'
import { MentionMenu } from './mention-menu.js'
import { sendDraft } from './send-draft.js'
import { type Draft, useDraft } from './use-draft.js'
import { type Mentions, useMentions } from './use-mentions.js'

export interface ComposerProps {
  readonly chat: string
  readonly me: number
  /** Reason why sending is blocked. */
  readonly blocked: string | undefined
  readonly replyTo: PageMessage | undefined
  /** Files dropped on the chat; each new list is added to the draft. */
  readonly dropped: FileList | undefined
  /** User to mention; each new object adds a mention. */
  readonly called: Mention | undefined
  readonly onReplyDone: () => void
  readonly onSent: () => void
}

/** Input field for a new message. Enter sends; Shift+Enter starts a new line. */
export function Composer(props: ComposerProps) {
  const { chat, me, blocked, replyTo, onReplyDone } = props
  const { say } = useApp()
  const field = useRef<HTMLTextAreaElement>(null)
  const draft = useDraft(field)
  const mentions = useMentions(chat, me, draft.mention)
  const { isSending, send } = useSending(props, draft, field)
  useGiven(props, draft)
  const isBlocked = blocked !== undefined
  const onKey = (event: KeyboardEvent): void => {
    // Enter that confirms an input method's composition must not send.
    if (event.isComposing || event.keyCode === 229) return
    if (mentions.takeKey(event) || draft.takeKey(event)) return
    if (event.key === 'Escape' && replyTo) onReplyDone()
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    void send()
  }
  return (
    <div class="composer">
      {replyTo ? <ReplyLine replyTo={replyTo} onDone={onReplyDone} /> : null}
      <Attachments draft={draft} />
      <MentionMenu {...mentions} />
      <div class="composer-line">
        <AttachButton disabled={isBlocked} onFiles={draft.addFiles} />
        <FaceButton disabled={isBlocked} onFace={draft.addFace} />
        <ComposerField {...{ field, draft, mentions, blocked, onKey }} />
        <IconButton
          name="send"
          class="send-button"
          label={say('send')}
          disabled={isBlocked || isSending}
          onClick={() => void send()}
        />
      </div>
    </div>
  )
}

type Field = RefObject<HTMLTextAreaElement | null>

/** Adds mentions and dropped files to the draft. */
function useGiven({ called, dropped, blocked }: ComposerProps, draft: Draft): void {
  useLayoutEffect(() => {
    if (called) draft.mention(called)
  }, [called])
  useLayoutEffect(() => {
    if (dropped && blocked === undefined) draft.addFiles(dropped)
  }, [dropped])
}

/** Sends the draft, one send at a time; the field keeps the focus. */
function useSending(props: ComposerProps, draft: Draft, field: Field) {
  const { chat, me, replyTo, onReplyDone, onSent } = props
  const app = useApp()
  const [isSending, setSending] = useState(false)
  const send = async (): Promise<void> => {
    if (isSending || draft.isEmpty) return
    setSending(true)
    const sent = await sendDraft(app, { chat, me, draft, replyTo }, onReplyDone)
    setSending(false)
    field.current?.focus()
    if (sent) onSent()
  }
  return { isSending, send }
}

function ComposerField(props: {
  readonly field: Field
  readonly draft: Draft
  readonly mentions: Mentions
  readonly blocked: string | undefined
  readonly onKey: (event: KeyboardEvent) => void
}) {
  const { field, draft, mentions, blocked, onKey } = props
  const { say } = useApp()
  useLayoutEffect(() => fitHeight(field.current), [draft.text])
  const paste = (event: ClipboardEvent): void => {
    const files = event.clipboardData?.files
    if (!files || files.length === 0) return
    event.preventDefault()
    draft.addFiles(files)
  }
  return (
    <textarea
      ref={field}
      class="composer-field"
      rows={1}
      value={draft.text}
      placeholder={blocked ?? say('write_message')}
      disabled={blocked !== undefined}
      aria-label={say('write_message')}
      data-composer=""
      onInput={(event) => {
        draft.type(event.currentTarget.value)
        mentions.update(event.currentTarget)
      }}
      onKeyDown={onKey}
      onClick={(event) => mentions.update(event.currentTarget)}
      onBlur={mentions.close}
      onPaste={paste}
    />
  )
}

function ReplyLine({ replyTo, onDone }: { readonly replyTo: PageMessage; readonly onDone: () => void }) {
  const { say } = useApp()
  const name = usePage((state) => replyTo.anonymous ?? nameIn(state, replyTo.chat, replyTo.sender_id))
  const text = usePage((state) => messageExcerpt(state, say, replyTo))
  return (
    <div class="reply-line">
      <span class="reply-text">
        <strong>{say('replying_to', { name })}</strong> {text}
      </span>
      <IconButton name="close" label={say('cancel')} onClick={onDone} />
    </div>
  )
}

const MAX_HEIGHT_PX = 160

function fitHeight(field: HTMLTextAreaElement | null): void {
  if (!field) return
  field.style.height = 'auto'
  field.style.height = `${Math.min(MAX_HEIGHT_PX, field.scrollHeight)}px`
}
