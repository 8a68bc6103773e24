import { faceName, faceOf } from '../faces/faces.js'
import { nameIn } from '../live/look-up.js'
import { type AnySegment, safeLink, textAt } from '../message/segment-data.js'
import { useApp } from '../page/app-context.js'
import { usePage } from '../page/use-page.js'
import type { PageWord } from '../words/words.js'

export interface SegmentProps {
  readonly segment: AnySegment
  readonly chat: string
  readonly me: number
  readonly onOpenImage: (path: string) => void
  readonly onOpenForward: (segment: AnySegment) => void
}

/** One segment of a message. Typed text is always rendered as text. */
export function SegmentView(props: SegmentProps) {
  const { segment } = props
  switch (segment.type) {
    case 'text':
      return <Text text={textAt(segment, 'text')} />
    case 'at':
      return <At {...props} />
    case 'face':
    case 'mface':
      return <Face segment={segment} />
    case 'image':
      return <Image {...props} />
    case 'forward':
    case 'node':
      return <ForwardCard {...props} />
    case 'record':
    case 'video':
      return <Player segment={segment} />
    case 'dice':
      return <Chip word="dice" text={'⚀⚁⚂⚃⚄⚅'[Number(textAt(segment, 'result')) - 1] ?? ''} />
    case 'rps':
      return <Chip word="rps" text={['✋', '✌️', '✊'][Number(textAt(segment, 'result')) - 1] ?? ''} />
    default:
      return <Other segment={segment} />
  }
}

const LINK = /(https?:\/\/[^\s<>"'，。！？；：、（）【】《》「」]+)/i

function Text({ text }: { readonly text: string }) {
  const parts = text.split(LINK)
  return (
    <span class="text">
      {parts.map((part) =>
        LINK.test(part) ? (
          <a href={part} target="_blank" rel="noreferrer noopener">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </span>
  )
}

function At({ segment, chat, me }: SegmentProps) {
  const { say } = useApp()
  const qq = textAt(segment, 'qq')
  const name = usePage((state) => (qq === 'all' ? say('everybody') : nameIn(state, chat, Number(qq))))
  const isMe = qq === 'all' || qq === String(me)
  return <span class={isMe ? 'at at-me' : 'at'}>@{name}</span>
}

function Face({ segment }: { readonly segment: AnySegment }) {
  const { say, language } = useApp()
  const id = textAt(segment, 'id') || textAt(segment, 'emoji_id')
  const emoji = faceOf(id)
  const name = faceName(id, language)
  if (emoji)
    return (
      <span class="face" title={name}>
        {emoji}
      </span>
    )
  return <span class="chip">{textAt(segment, 'summary') || `[${say('face')} ${id}]`}</span>
}

function Image({ segment, onOpenImage }: SegmentProps) {
  const { say, mediaPath } = useApp()
  const path = mediaPath(segment)
  if (!path) return <Linked segment={segment} word="image" />
  return (
    <button type="button" class="image" onClick={() => onOpenImage(path)} aria-label={say('image')}>
      <img src={path} alt={textAt(segment, 'summary') || say('image')} loading="lazy" />
    </button>
  )
}

function ForwardCard({ segment, onOpenForward }: SegmentProps) {
  const { say } = useApp()
  return (
    <button type="button" class="card" onClick={() => onOpenForward(segment)}>
      <strong>{say('chat_history')}</strong>
      <span class="card-hint">{say('open_forward')}</span>
    </button>
  )
}

function Player({ segment }: { readonly segment: AnySegment }) {
  const { mediaPath } = useApp()
  const path = mediaPath(segment)
  if (!path) return <Linked segment={segment} word={segment.type === 'video' ? 'video' : 'record'} />
  if (segment.type === 'video')
    // biome-ignore lint/a11y/useMediaCaption: nobody has written any for what was sent
    return <video class="video" src={path} controls preload="metadata" />
  // biome-ignore lint/a11y/useMediaCaption: nobody has written any for what was sent
  return <audio src={path} controls preload="metadata" />
}

const OTHERS: Readonly<Record<string, PageWord>> = {
  file: 'file',
  poke: 'poke',
  share: 'share',
  location: 'location',
  music: 'music',
  contact: 'contact',
  json: 'card_message',
  xml: 'card_message',
  markdown: 'card_message',
}

function Other({ segment }: { readonly segment: AnySegment }) {
  const { say, mediaPath } = useApp()
  const word = OTHERS[segment.type]
  const title =
    ['title', 'name', 'content', 'data', 'file', 'id'].map((name) => textAt(segment, name)).find(Boolean) ??
    ''
  const path = segment.type === 'file' ? mediaPath(segment) : safeLink(textAt(segment, 'url'))
  return (
    <span class="card">
      <strong>{word ? say(word) : segment.type}</strong>
      {path ? (
        <a href={path} target="_blank" rel="noreferrer noopener" class="card-hint">
          {title || path}
        </a>
      ) : (
        <span class="card-hint">{title}</span>
      )}
    </span>
  )
}

/** Content that is not stored in the sandbox: named, not loaded. */
function Linked({ segment, word }: { readonly segment: AnySegment; readonly word: PageWord }) {
  const { say } = useApp()
  const link = safeLink(textAt(segment, 'url')) ?? safeLink(textAt(segment, 'file'))
  const label = `[${say(word)}] ${textAt(segment, 'text')}`.trimEnd()
  if (!link) return <span class="chip">{label}</span>
  return (
    <a class="chip" href={link} target="_blank" rel="noreferrer noopener">
      {label}
    </a>
  )
}

function Chip({ word, text }: { readonly word: PageWord; readonly text: string }) {
  const { say } = useApp()
  return (
    <span class="chip" title={say(word)}>
      {text ? <span class="face">{text}</span> : `[${say(word)}]`}
    </span>
  )
}
