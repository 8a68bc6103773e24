import type { Message as Segments, UnknownSegment } from '@rookery/protocol'
import type { World } from '../world/world.js'
import { type ChatRef, keyOfChat } from './chat-ref.js'

const MAX_EXCERPT = 40

/**
 * The text by which a message is quoted: its words on one line, `[image]` and the like for other segments, without
 * its own quote.
 */
export function excerptOf(message: Segments): string {
  const text = (message as readonly UnknownSegment[])
    .filter(({ type }) => type !== 'reply')
    .map(({ type, data }) => (type === 'text' ? String(data?.text ?? '') : `[${type}]`))
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
  const signs = [...text]
  return signs.length > MAX_EXCERPT ? `${signs.slice(0, MAX_EXCERPT).join('')}…` : text
}

/**
 * The newest message of a chat, not after a given one, that matches a quoted text; a text ending in `…` is a prefix.
 */
export function findMessage(
  { chats, messages }: World,
  chat: ChatRef,
  text: string,
  lastMessageId = Number.POSITIVE_INFINITY,
): number | undefined {
  const wanted = text.replace(/\s+/g, ' ').trim()
  const begins = wanted.endsWith('…') ? wanted.slice(0, -1) : undefined
  const ids = chats.get(keyOfChat(chat))?.messageIds
  return ids?.findLast((id) => {
    const message = messages.get(id)
    if (!message || id > lastMessageId) return false
    const excerpt = excerptOf(message.message)
    return excerpt === wanted || (begins !== undefined && excerpt.startsWith(begins))
  })
}
