import type { Message as Segments, UnknownSegment } from '@rookery/protocol'
import { NO_AT } from '../deeds/reply-at.js'
import type { World } from '../world/world.js'
import type { ChatRef } from './chat-ref.js'
import { readEntities, writeText, writeValue } from './entities.js'
import { excerptOf, findMessage } from './message-names.js'
import { nameUser, userNamed } from './names.js'
import { Unreadable } from './transcript-error.js'
import { quote, readTranscriptWord, type TranscriptWord } from './words.js'

/** Context of content: the world for names, and the chat that it belongs to. */
export interface ContentScope {
  readonly world: World
  readonly chat?: ChatRef | undefined
  /** The newest existing message; quotes never mean later ones. */
  readonly lastMessageId?: number
}

/** A short form of a segment: the one key that it writes, and the keys that implementations add. */
interface ShortForm {
  readonly key: string
  readonly added: readonly string[]
}

const FILE_KEYS = [
  'url',
  'path',
  'file_id',
  'file_size',
  'file_unique',
  'summary',
  'sub_type',
  'name',
] as const

/** Short forms of the common segments, such as `[image:cat.png]`. */
const shortForms: Readonly<Record<string, ShortForm>> = {
  at: { key: 'qq', added: ['name'] },
  reply: { key: 'id', added: ['seq', 'text', 'time', 'qq'] },
  // A reply whose sender removed the `at` of the author.
  quote: { key: 'id', added: [] },
  face: { key: 'id', added: ['raw', 'resultId', 'chainCount'] },
  image: { key: 'file', added: FILE_KEYS },
  record: { key: 'file', added: FILE_KEYS },
  video: { key: 'file', added: FILE_KEYS },
  file: { key: 'file', added: FILE_KEYS },
}

/** A message in the form of a transcript, on as many lines as its text has. */
export const writeContent = (message: Segments, scope: ContentScope): string =>
  mergeTexts(message)
    .map((segment) => writeSegment(segment, scope))
    .join('')

function writeSegment({ type, data = {} }: UnknownSegment, scope: ContentScope): string {
  if (type === 'text') return writeText(String(data.text ?? ''))
  const form = Object.hasOwn(shortForms, type) ? shortForms[type] : undefined
  const own = Object.entries(data).filter(([key, value]) => value != null && !form?.added.includes(key))
  const [only, more] = own
  if (form && only?.[0] === form.key && !more) {
    return `[${type}:${writeValue(writeShort(type, String(only[1]), scope))}]`
  }
  if (form && !only) return `[${type}]`
  return `[CQ:${type}${own.map(([key, value]) => `,${key}=${writeValue(asText(value))}`).join('')}]`
}

const asText = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value))

function writeShort(type: string, value: string, { world, chat, lastMessageId }: ContentScope): string {
  if (type === 'at' && /^\d+$/.test(value)) return nameUser(world, Number(value), chat)
  if (type === 'reply' || type === 'quote')
    return writeReply(value, { world, chat, lastMessageId: lastMessageId ?? Infinity })
  if (type === 'image' || type === 'record' || type === 'video') return fileName(world, value)
  return value
}

/** The original name of a file, if the world knows it. */
const fileName = (world: World, file: string): string => world.media.get(file)?.name || file

/** The text of the quoted message, if it identifies that message; otherwise its number. */
function writeReply(value: string, { world, chat, lastMessageId }: Required<ContentScope>): string {
  const message = world.messages.get(Number(value))
  if (!message || !chat) return value
  const excerpt = excerptOf(message.message)
  const found = findMessage(world, chat, excerpt, lastMessageId)
  return found === message.message_id && !/^-?\d+$/.test(excerpt) ? excerpt : value
}

const CODE = /\[([^\][]*)\]/g

/** Parses content to segments. @throws Unreadable for an invalid code, or one that names nobody. */
export function readContent(content: string, scope: ContentScope): Segments {
  const segments: UnknownSegment[] = []
  let from = 0
  for (const code of content.matchAll(CODE)) {
    segments.push(textOf(content.slice(from, code.index)), readCode(code[1] ?? '', scope))
    from = code.index + code[0].length
  }
  segments.push(textOf(content.slice(from)))
  return mergeTexts(segments as unknown as Segments) as unknown as Segments
}

/** The people whom content mentions by name, as in `[at:Bob]`. @throws Unreadable for quotes that do not close */
export const calledIn = (content: string): readonly TranscriptWord[] =>
  [...content.matchAll(CODE)].flatMap(([, code = '']) => {
    const name = /^at:(?!all$)([\s\S]+)$/.exec(code)?.[1]
    return name === undefined || /^\d+$/.test(name) ? [] : [readTranscriptWord(readEntities(name))]
  })

const textOf = (raw: string): UnknownSegment => ({ type: 'text', data: { text: readEntities(raw) } })

function readCode(code: string, scope: ContentScope): UnknownSegment {
  const [, type = '', value] = /^([\w.-]+)(?::([\s\S]*))?$/.exec(code) ?? []
  if (type === 'CQ' && value !== undefined) return readCq(value)
  const form = Object.hasOwn(shortForms, type) ? shortForms[type] : undefined
  if (!form) return noCode(code)
  if (value === undefined) return { type, data: {} }
  const data = { [form.key]: readShort(type, readEntities(value), scope) }
  return type === 'quote' ? { type: 'reply', data: { ...data, at: NO_AT } } : { type, data }
}

function readShort(type: string, value: string, { world, chat, lastMessageId }: ContentScope): string {
  if (type === 'at' && value !== 'all') return String(userNamed(world, readTranscriptWord(value), chat))
  if (!['reply', 'quote'].includes(type) || /^-?\d+$/.test(value)) return value
  const found = chat && findMessage(world, chat, value, lastMessageId)
  if (found === undefined) {
    throw new Unreadable(`no message ${quote(value)} in this chat`, 'the text of one, or its message_id')
  }
  return String(found)
}

function readCq(code: string): UnknownSegment {
  const [type = '', ...pairs] = code.split(',')
  const data = pairs.map((pair) => {
    const [, key, value = ''] = /^([\w.-]+)=([\s\S]*)$/.exec(pair) ?? []
    return key === undefined ? noCode(`CQ:${code}`) : ([key, readEntities(value)] as const)
  })
  return /^[\w.-]+$/.test(type) ? { type, data: Object.fromEntries(data) } : noCode(`CQ:${code}`)
}

function noCode(code: string): never {
  const forms = Object.keys(shortForms).map((type) => `[${type}:…]`)
  throw new Unreadable(
    `[${code}]`,
    `${forms.join(', ')}, [CQ:type,key=value]; a bracket in text is &#91; or &#93;`,
  )
}

/** Merges neighbouring texts, and drops empty ones. */
export function mergeTexts(message: Segments): UnknownSegment[] {
  const merged: UnknownSegment[] = []
  for (const segment of message as readonly UnknownSegment[]) {
    const before = merged.at(-1)
    const text = segment.type === 'text' ? String(segment.data?.text ?? '') : undefined
    if (text === '') continue
    if (text !== undefined && before?.type === 'text') {
      merged[merged.length - 1] = { type: 'text', data: { text: String(before.data?.text) + text } }
    } else merged.push(segment)
  }
  return merged
}
