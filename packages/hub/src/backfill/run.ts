import { inSlices } from '@rookery/transport'
import type { Chat } from './chat.js'
import type { WalkOutcome } from './chat-walk.js'
import type { Dialect } from './dialect.js'
import { fetchChat } from './fetch-chat.js'
import type { FetchedMessage } from './fetched-message.js'
import { GapSum } from './gap-sum.js'
import type { HistorySource } from './history-source.js'
import type { KnownChats } from './known-chats.js'

/** Parts of a run. */
export interface RunParts {
  readonly selfId: string
  readonly dialect: Dialect
  readonly source: HistorySource
  readonly known: KnownChats
  /** Unix seconds from which on all that came is known: an older message may have come, and is left. */
  readonly knownFrom: number
  /** Whether the account was lost since this hub first heard of it; otherwise chats that are new to it have missed nothing. */
  readonly wasLost: boolean
  readonly signal: AbortSignal
  /** Whether clients would have been told of the account's own messages. */
  readonly tellsOwn: () => boolean
  /** Records a message; false if it is too old for clients. */
  take(chat: Chat, message: FetchedMessage): boolean
}

/** Result of a run. */
export interface RunOutcome {
  /** Whether it came to an end by itself, and need not be repeated. */
  readonly isComplete: boolean
  readonly chats: number
  readonly messages: number
  /** Chats that were left because of the run's limits. */
  readonly left: number
  readonly gaps: GapSum
}

/** Fetches what was missed in each known chat, the latest chats first, as far as the limits allow. */
export async function runBackfill(parts: RunParts): Promise<RunOutcome> {
  const { known, source, signal } = parts
  const chats = known.list(parts.wasLost)
  const gaps = new GapSum()
  let [asked, messages, left] = [0, 0, 0]
  for (const { chat, base } of chats) {
    if (signal.aborted) break
    if (!source.canAsk(chat)) continue
    if (source.isSpent) {
      left++
      gaps.left()
      continue
    }
    asked++
    const outcome = await fetchChat(base, { chat, ...parts }, source, signal)
    if (signal.aborted) break
    messages += await takeAll(chat, outcome, parts, gaps)
    known.done(chat)
  }
  return { isComplete: !signal.aborted && !source.isSilent, chats: asked, messages, left, gaps }
}

/** Records what was missed in a chat, a few milliseconds at a time; returns how many messages that were. */
async function takeAll(
  chat: Chat,
  { missed, gap }: WalkOutcome,
  { known, knownFrom, tellsOwn, take }: RunParts,
  gaps: GapSum,
): Promise<number> {
  let [at, taken] = [0, 0]
  if (missed.length > 0)
    await inSlices(() => {
      const message = missed[at++]
      if (!message) return true
      const isNew = message.time >= knownFrom && !known.has(chat, message)
      const isWanted = isNew && (!message.isOwn || tellsOwn())
      if (!isWanted) return false
      known.since({ chat, time: message.time, key: message })
      taken++
      if (!take(chat, message)) gaps.tooOld(message.time)
      return false
    })
  if (gap) gaps.notJoined(chat, gap)
  return taken
}
