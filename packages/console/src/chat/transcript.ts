import { nameIn } from '../live/look-up.js'
import type { PageState } from '../live/page-state.js'
import { segmentsOf, textAt } from './segment-data.js'

/** The chat from one message on, as a transcript. */
export function transcriptFrom(state: PageState, chat: string, seq: number): string {
  const messages = state.timelines.get(chat)?.messages ?? []
  return messages
    .filter((message) => message.seq >= seq)
    .map((message) => {
      const text = segmentsOf(message.message)
        .map((segment) => (segment.type === 'text' ? textAt(segment, 'text') : `[${segment.type}]`))
        .join('')
      return `${nameIn(state, chat, message.sender_id)}: ${text}`
    })
    .join('\n')
}
