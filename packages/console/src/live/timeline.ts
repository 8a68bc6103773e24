import type { HistoryPage, PageMessage } from '@rookery/sandbox'

/** Consecutive messages of one chat, up to the newest. */
export interface Timeline {
  readonly messages: readonly PageMessage[]
  /** Whether older ones can be requested. */
  readonly more: boolean
}

type Timelines = ReadonlyMap<string, Timeline>

/** Adds new and changed messages. Drops a timeline that would get a gap. */
export function withMessages(timelines: Timelines, told: readonly PageMessage[]): Timelines {
  if (told.length === 0) return timelines
  const next = new Map(timelines)
  for (const [chat, messages] of byChat(told)) {
    const timeline = next.get(chat)
    const merged = timeline && merge(timeline, messages)
    if (merged) next.set(chat, merged)
    else next.delete(chat)
  }
  return next
}

/** Adds a page of older messages, or the first page. */
export function withHistory(timelines: Timelines, { chat, messages, more }: HistoryPage): Timelines {
  const [first, known] = [messages.at(-1)?.seq ?? 0, timelines.get(chat)?.messages ?? []]
  const newer = known.filter(({ seq }) => seq > first)
  const joins = newer.length === 0 || newer[0]?.seq === first + 1
  return new Map(timelines).set(chat, { messages: joins ? [...messages, ...newer] : messages, more })
}

function byChat(messages: readonly PageMessage[]): Map<string, PageMessage[]> {
  const chats = new Map<string, PageMessage[]>()
  for (const message of messages) {
    const found = chats.get(message.chat)
    if (found) found.push(message)
    else chats.set(message.chat, [message])
  }
  return chats
}

function merge({ messages, more }: Timeline, told: readonly PageMessage[]): Timeline | undefined {
  const next = [...messages]
  for (const message of told) {
    const at = message.seq - (next[0]?.seq ?? message.seq)
    if (at > next.length) return undefined
    if (at >= 0) next[at] = message
  }
  return { messages: next, more }
}

/** Finds a message by its id; ids ascend. */
export function messageById(messages: readonly PageMessage[], message_id: number): PageMessage | undefined {
  let [low, high] = [0, messages.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = messages[middle]
    if (!found || found.message_id === message_id) return found
    if (found.message_id < message_id) low = middle + 1
    else high = middle - 1
  }
  return undefined
}
