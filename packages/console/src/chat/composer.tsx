import type { PageMessage } from '@rookery/sandbox'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useApp } from '../app/app-context.js'
import { nameIn, placeOf } from '../live/look-up.js'
import { upload } from '../live/upload.js'
import { IconButton } from '../parts/icon.js'
import { type Mention, segmentsOfDraft } from './draft.js'
import { MentionMenu } from './mention-menu.js'
import { type Pictures, PicturesRow } from './pictures.js'
import { plainText } from './plain-text.js'
import type { AnySegment } from './segment-data.js'
import { useMentions } from './use-mentions.js'

export interface ComposerProps {
  readonly chat: string
  readonly me: number
  /** Why nothing can be said here. */
  readonly blocked: string | undefined
  readonly replyTo: PageMessage | undefined
  readonly pictures: Pictures
  /** Somebody who is to be named; each new object names somebody. */
  readonly called: Mention | undefined
  readonly onReplyDone: () => void
  readonly onSent: () => void
}

/** Where a message is written. Enter sends it, Shift+Enter begins a new line. */
export function Composer(props: ComposerProps) {
  const { chat, me, blocked, replyTo, pictures, called, onReplyDone, onSent } = props
  const { say, attempt, act } = useApp()
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  const [isSending, setSending] = useState(false)
  const mentions = useMentions(chat, me, field, setText)
  useLayoutEffect(() => fitHeight(field.current), [text])
  useLayoutEffect(() => {
    if (called) mentions.insert(called)
  }, [called])

  const send = async (): Promise<void> => {
    if (isSending || (text.trim() === '' && pictures.files.length === 0)) return
    setSending(true)
    const sent = await attempt(async () => {
      const message = await contentOf(text, mentions.picked, pictures.files, replyTo)
      return act(me, { do: 'say', ...placeOf(chat, me), message: message as never })
    })
    setSending(false)
    field.current?.focus()
    if (!sent) return
    setText('')
    mentions.clear()
    pictures.clear()
    onReplyDone()
    onSent()
  }
  const onKey = (event: KeyboardEvent): void => {
    // Enter that ends the input of Chinese characters sends nothing.
    if (event.isComposing || event.keyCode === 229) return
    if (mentions.takeKey(event)) return
    if (event.key === 'Escape' && replyTo) onReplyDone()
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    void send()
  }
  return (
    <div class="composer">
      {replyTo ? <ReplyLine replyTo={replyTo} onDone={onReplyDone} /> : null}
      <PicturesRow pictures={pictures} />
      <MentionMenu {...mentions} />
      <div class="composer-line">
        <PictureButton pictures={pictures} disabled={blocked !== undefined} />
        <textarea
          ref={field}
          class="composer-field"
          rows={1}
          value={text}
          placeholder={blocked ?? say('write_message')}
          disabled={blocked !== undefined}
          aria-label={say('write_message')}
          data-composer=""
          onInput={(event) => {
            setText(event.currentTarget.value)
            mentions.update(event.currentTarget)
          }}
          onKeyDown={onKey}
          onClick={(event) => mentions.update(event.currentTarget)}
          onBlur={mentions.close}
          onPaste={(event) => {
            const files = event.clipboardData?.files
            if (files && pictures.add(files)) event.preventDefault()
          }}
        />
        <IconButton
          name="send"
          class="send-button"
          label={say('send')}
          disabled={blocked !== undefined || isSending}
          onClick={() => void send()}
        />
      </div>
    </div>
  )
}

function ReplyLine({ replyTo, onDone }: { readonly replyTo: PageMessage; readonly onDone: () => void }) {
  const { say, state } = useApp()
  const name = replyTo.anonymous ?? nameIn(state, replyTo.chat, replyTo.sender_id)
  return (
    <div class="reply-line">
      <span class="reply-text">
        <strong>{say('replying_to', { name })}</strong> {plainText(state, say, replyTo)}
      </span>
      <IconButton name="close" label={say('cancel')} onClick={onDone} />
    </div>
  )
}

function PictureButton({ pictures, disabled }: { readonly pictures: Pictures; readonly disabled: boolean }) {
  const { say } = useApp()
  const picker = useRef<HTMLInputElement>(null)
  return (
    <>
      <IconButton
        name="image"
        label={say('add_image')}
        disabled={disabled}
        onClick={() => picker.current?.click()}
      />
      <input
        ref={picker}
        type="file"
        accept="image/*"
        multiple
        hidden
        onChange={(event) => {
          if (event.currentTarget.files) pictures.add(event.currentTarget.files)
          event.currentTarget.value = ''
        }}
      />
    </>
  )
}

async function contentOf(
  text: string,
  mentions: readonly Mention[],
  files: readonly File[],
  replyTo: PageMessage | undefined,
): Promise<AnySegment[]> {
  const names = await Promise.all(files.map(upload))
  return [
    ...(replyTo ? [{ type: 'reply', data: { id: String(replyTo.message_id) } }] : []),
    ...segmentsOfDraft(text.trimEnd(), mentions),
    ...names.map((file) => ({ type: 'image', data: { file } })),
  ]
}

const MAX_HEIGHT_PX = 160

function fitHeight(field: HTMLTextAreaElement | null): void {
  if (!field) return
  field.style.height = 'auto'
  field.style.height = `${Math.min(MAX_HEIGHT_PX, field.scrollHeight)}px`
}
