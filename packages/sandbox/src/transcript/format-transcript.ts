import type { UnknownSegment } from '@rookery/protocol'
import type { Deed } from '../deeds/deeds.js'
import { withReplyAt } from '../deeds/reply-at.js'
import type { Done } from '../turn/turn.js'
import type { Message, World } from '../world/world.js'
import { type ChatRef, chatOfKey, keyOfChat } from './chat-ref.js'
import { writeContent } from './content.js'
import { writeDuration } from './durations.js'
import { entityOf } from './entities.js'
import { writeContentLines } from './layout.js'
import { nameChat, nameUser } from './names.js'
import { slotFor } from './slots.js'
import { spokenDeed, type TranscriptLanguage, wayFor } from './ways.js'

/** Settings of writing a transcript: its language, its pauses, and the names that it uses. */
export interface TranscriptOptions {
  /** The language of the phrases. Default `en`. */
  readonly language?: TranscriptLanguage
  /** Shortest pause that is written; from 10 s on, pauses are in whole seconds. Default 60 000. */
  readonly minWaitMs?: number
  /**
   * The account whose private chats are named by the other user alone. Default: the world's only account, if it has
   * just one.
   */
  readonly bot?: number
  /** The world before an entry, if known: everybody then has the name of that time. */
  readonly worldAt?: (index: number) => World | undefined
  /** The chat that the story begins in; its header is left out. */
  readonly chat?: ChatRef
}

/** An entry of a story as written: its lines, and the lines before it. */
export interface WrittenEntry {
  readonly done: Done
  /** Header and pause before it, one line each. */
  readonly before: readonly string[]
  readonly text: string
}

/**
 * Formats a story as a transcript that `parseTranscript` can read.
 *
 * ```ts
 * formatTranscript(story, world, { language: 'zh' }) // '[读书会]\nAlice: /天气\n* 小企 禁言 Bob 60 秒\n'
 * ```
 */
export function formatTranscript(
  story: readonly Done[],
  world: World,
  options: TranscriptOptions = {},
): string {
  const lines = writeStory(story, world, options).flatMap(({ before, text }) => [...before, text])
  return lines.map((line) => `${line}\n`).join('')
}

/** Formats a story entry by entry, so that callers can add marks between them. */
export function writeStory(
  story: readonly Done[],
  world: World,
  options: TranscriptOptions = {},
): WrittenEntry[] {
  const writer = new StoryWriter(world, options)
  return story.map((done, index) => writer.write(done, options.worldAt?.(index) ?? world))
}

/** Shortest pause that is written in whole seconds. */
const EXACT_BELOW_MS = 10_000

class StoryWriter {
  #world: World
  readonly #language: TranscriptLanguage
  readonly #minWaitMs: number
  readonly #bot: number | undefined
  #chat: ChatRef | undefined
  #nowMs: number | undefined
  #lastMessageId = 0

  constructor(world: World, { language = 'en', minWaitMs = 60_000, bot, chat }: TranscriptOptions) {
    this.#world = world
    this.#language = language
    this.#minWaitMs = minWaitMs
    this.#bot = bot ?? onlyAccount(world)
    this.#chat = chat
  }

  write(done: Done, world: World): WrittenEntry {
    this.#world = world
    this.#lastMessageId = Math.max(this.#lastMessageId, newestBefore(done))
    const before = [...this.#pause(done.timeMs), ...this.#header(chatOf(done, this.#world))]
    const text = done.do === 'say' && isPlainSay(done) ? this.#said(done) : this.#deed(done)
    if (done.do === 'say') this.#lastMessageId = (done.result as Message).message_id
    return { done, before, text }
  }

  #pause(timeMs: number): string[] {
    const pausedMs = timeMs - (this.#nowMs ?? timeMs)
    this.#nowMs = timeMs
    if (pausedMs <= 0 || pausedMs < this.#minWaitMs) return []
    const roundedMs = pausedMs < EXACT_BELOW_MS ? pausedMs : Math.round(pausedMs / 1000) * 1000
    return [`(${writeDuration(roundedMs)})`]
  }

  #header(chat: ChatRef | undefined): string[] {
    if (!chat || (this.#chat && keyOfChat(this.#chat) === keyOfChat(chat))) return []
    this.#chat = chat
    return [nameChat(this.#world, chat, this.#bot)]
  }

  #said({ by, result }: Done): string {
    const content = writeContent(this.#asWritten(by, result as Message), this.#scope())
    return `${nameUser(this.#world, by, this.#chat)}: ${writeContentLines(asNoExpectation(content))}`
  }

  /** Writes a person's reply without the `at` of its author as `[quote:…]`, so that it is read back without one. */
  #asWritten(by: number, { message }: Message): Message['message'] {
    if (this.#chat?.is !== 'group' || this.#world.accounts.has(by)) return message
    const bare = (message as readonly UnknownSegment[]).map((segment) =>
      segment.type === 'reply' ? { type: 'quote', data: segment.data ?? {} } : segment,
    )
    const [deed] = [{ do: 'say', message } as Deed].map((each) => withReplyAt(this.#world, by, each))
    const isCalled = deed?.do === 'say' && deed.message === message
    return isCalled ? message : (bare as unknown as Message['message'])
  }

  #deed({ by, do: name, args }: Done): string {
    const spoken = spokenDeed(name)
    const way = spoken && wayFor(spoken, args as Record<string, unknown>)
    const who = nameUser(this.#world, by, this.#chat)
    if (!way)
      return `* ${who} ${this.#language === 'zh' ? '做' : 'does'} ${name} ${JSON.stringify(args, exactly)}`
    const values: Readonly<Record<string, unknown>> = { ...args, by }
    const text = way[this.#language].replace(/\{(\w+)\}/g, (_, key: string) =>
      slotFor(key).write(values[key], this.#scope()),
    )
    return `* ${text}`
  }

  #scope() {
    return { world: this.#world, chat: this.#chat, lastMessageId: this.#lastMessageId }
  }
}

/** Replaces bigints, which JSON lacks, by texts, as which ids are read, too. */
const exactly = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value)

/** Escapes a bot's text that would be read as a pattern or as any message: a bot's line is an expectation. */
const asNoExpectation = (content: string): string =>
  /^\/[\s\S]*\/[a-z]*$/.test(content) || content === '…' || content === '...'
    ? `${entityOf(content)}${content.slice(1)}`
    : content

const onlyAccount = ({ accounts }: World): number | undefined =>
  accounts.size === 1 ? accounts.keys().next().value : undefined

const isPlainSay = ({ args }: Done): boolean =>
  Object.entries(args).every(
    ([key, value]) =>
      ['group_id', 'user_id', 'message', 'auto_escape'].includes(key) ||
      value === undefined ||
      value === false,
  )

/** The chat of a deed, if it has one. */
export function chatOf({ by, do: name, args, result }: Done, world: World): ChatRef | undefined {
  if (name === 'say') return chatOfKey((result as Message).chat)
  const { group_id, user_id, message_id } = args as Readonly<Record<string, unknown>>
  if (group_id !== undefined) return { is: 'group', group_id: Number(group_id) }
  if (message_id !== undefined) {
    const key = world.messages.get(Number(message_id))?.chat
    return key === undefined ? undefined : chatOfKey(key)
  }
  return user_id !== undefined && spokenDeed(name)?.in === 'chat'
    ? { is: 'private', one: by, other: Number(user_id) }
    : undefined
}

/** The newest message before a deed, so that the story can quote messages from before its beginning. */
function newestBefore({ do: name, args, result }: Done): number {
  if (name === 'say') return (result as Message).message_id - 1
  return Number((args as { readonly message_id?: unknown }).message_id ?? 0) || 0
}
