import type { PageMessage } from '@rookery/sandbox'
import { faceOf } from '../faces/faces.js'
import { nameIn } from '../live/look-up.js'
import type { PageState } from '../live/page-state.js'
import type { PageWord, Say } from '../words/words.js'
import { type AnySegment, messageSegments, textAt } from './segment-data.js'

const NAMED: Readonly<Record<string, PageWord>> = {
  image: 'image',
  record: 'record',
  video: 'video',
  file: 'file',
  forward: 'chat_history',
  node: 'chat_history',
  dice: 'dice',
  rps: 'rps',
  poke: 'poke',
  share: 'share',
  location: 'location',
  music: 'music',
  contact: 'contact',
  json: 'card_message',
  xml: 'card_message',
}

/** A message as one line, for lists and quotes. */
export const messageExcerpt = (state: PageState, say: Say, { chat, message }: PageMessage): string =>
  messageSegments(message)
    .map((segment) => plainSegment(state, say, chat, segment))
    .join('')
    .replace(/\s+/g, ' ')

function plainSegment(state: PageState, say: Say, chat: string, segment: AnySegment): string {
  switch (segment.type) {
    case 'text':
      return textAt(segment, 'text')
    case 'at': {
      const qq = textAt(segment, 'qq')
      return `@${qq === 'all' ? say('everybody') : nameIn(state, chat, Number(qq))} `
    }
    case 'face':
      return faceOf(textAt(segment, 'id')) ?? `[${say('face')}]`
    case 'reply':
      return ''
    default: {
      const word = NAMED[segment.type]
      return `[${word ? say(word) : segment.type}]`
    }
  }
}
