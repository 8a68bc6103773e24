import type { Deed, PageMessage } from '@rookery/sandbox'
import { messageTargetOfChat } from '../live/look-up.js'
import { uploadFile } from '../live/upload.js'
import type { AnySegment } from '../message/segment-data.js'
import type { PageContext } from '../page/app-context.js'
import { type Attachment, segmentsOfDraft } from './draft.js'
import type { Draft } from './use-draft.js'

export interface Sending {
  readonly chat: string
  readonly me: number
  readonly draft: Draft
  readonly replyTo: PageMessage | undefined
}

/**
 * Sends the text, then each attachment as its own message, as QQ does. Sent parts leave the draft; the first refusal
 * stops and keeps the rest. Returns whether all was sent.
 */
export async function sendDraft(app: PageContext, sending: Sending, onSaid: () => void): Promise<boolean> {
  const { chat, me, draft } = sending
  if (draft.text.trim() !== '') {
    const said = await app.attempt(async () => app.act(me, say(sending, await segmentsOf(sending))))
    if (!said) return false
    draft.clearText()
    onSaid()
  }
  for (const attachment of draft.attachments) {
    const sent = await app.attempt(async () => app.act(me, await attachmentDeed(chat, me, attachment)))
    if (!sent) return false
    draft.removeAttachment(attachment)
  }
  return true
}

const say = ({ chat, me }: Pick<Sending, 'chat' | 'me'>, message: readonly AnySegment[]): Deed => ({
  do: 'say',
  ...messageTargetOfChat(chat, me),
  message: message as never,
})

async function segmentsOf({ draft, replyTo }: Sending): Promise<readonly AnySegment[]> {
  const { text, insets } = draft
  const files = insets.flatMap((inset) => (inset.is === 'image' ? [inset.file] : []))
  const names = new Map(await Promise.all(files.map(async (file) => [file, await uploadFile(file)] as const)))
  return [
    ...(replyTo ? [{ type: 'reply', data: { id: String(replyTo.message_id) } }] : []),
    ...segmentsOfDraft(text.trimEnd(), insets, (file) => names.get(file) ?? ''),
  ]
}

/**
 * The deed for an attachment: voice and video are messages; other files are uploaded to the group or sent to the
 * friend.
 */
async function attachmentDeed(chat: string, me: number, { is, file }: Attachment): Promise<Deed> {
  const kept = await uploadFile(file)
  if (is === 'file') return { do: 'upload', ...messageTargetOfChat(chat, me), file: kept, name: file.name }
  return say({ chat, me }, [{ type: is, data: { file: kept } }])
}
