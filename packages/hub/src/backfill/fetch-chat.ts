import { ChatWalk, type WalkOutcome } from './chat-walk.js'
import type { HistoryPlace } from './fetched-message.js'
import type { HistorySource } from './history-source.js'
import type { ChatBase } from './known-chats.js'

/** Fetches what a chat has beyond its last known message, as far as the source gives it. */
export async function fetchChat(
  base: ChatBase,
  place: HistoryPlace,
  source: HistorySource,
  signal: AbortSignal,
): Promise<WalkOutcome> {
  const walk = new ChatWalk(base)
  for (let question = walk.next; question && !signal.aborted; question = walk.next) {
    const page = source.isSpent ? undefined : await source.ask(question, place)
    if (page?.kind === 'messages') walk.page(page.messages)
    else if (page?.kind === 'too_large') walk.tooLarge()
    else walk.end()
  }
  return walk.outcome
}
