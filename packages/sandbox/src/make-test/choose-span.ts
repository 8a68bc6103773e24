import type { UnknownSegment } from '@rookery/protocol'
import { messageIdOf, saidBy } from '../deeds/done-chat.js'
import { groupChatKey, privateChatKey } from '../turn/chats.js'
import type { Done } from '../turn/turn.js'
import { type CallHappening, type DoneHappening, type Happening, isSaid } from './happenings.js'
import { NoTest } from './no-test.js'

/** Target of a test: one happening, or the last messages of a chat. */
export type TestTarget =
  | { readonly is: 'call'; readonly id: number }
  | { readonly is: 'done'; readonly done: Done }
  | { readonly is: 'last'; readonly chat: string; readonly count: number }

/** The happenings of a test: from a person's deed to the last answer of a bot. */
export interface TestSpan {
  readonly entries: readonly DoneHappening[]
  /** A call that changed nothing in the world, and is expected as a call. */
  readonly call?: CallHappening
}

/** Longest pause within a conversation. A bot's message after a longer one is taken to be of its own accord. */
const LATE_MS = 10 * 60_000
/**
 * Longest time after a message in which an answer in the same chat is attributed to it; a later answer is attributed
 * to the last deed in any chat.
 */
const SOON_MS = 60_000
/** Longest time that a bot is taken to think about a deed; a slower answer is attributed to the last deed. */
const SLOW_MS = 10_000
/** Limit on how far back a conversation is followed. */
const MOST_TURNS = 20

/** @throws NoTest */
export function chooseSpan(all: readonly Happening[], target: TestTarget): TestSpan {
  const at = indexOf(all, target)
  const main = chatOfTarget(all[at], target)
  const first = beginning(all, causeOf(all, at, main), main)
  const chats = new Set([main, (all[first] as DoneHappening).chat])
  const last = target.is === 'last' ? all.length - 1 : lastAnswer(all, Math.max(at, first), chats)
  const start = withWhatIsQuoted(all, first, last, chats)
  const entries = chosen(all, start, last, chats)
  const call = all[at]
  return call?.is === 'call' && call.did.length === 0 ? { entries, call } : { entries: toLastAnswer(entries) }
}

/** Cuts off a person's last deeds, which no bot answered: nothing would be expected after them. */
const toLastAnswer = (entries: readonly DoneHappening[]): readonly DoneHappening[] =>
  entries.slice(0, entries.findLastIndex(({ byBot }) => byBot) + 1)

function indexOf(all: readonly Happening[], target: TestTarget): number {
  const at = all.findIndex((each) => isTarget(each, target))
  if (at >= 0) return at
  if (target.is !== 'last') throw new NoTest('forgotten')
  const said = all.flatMap((each, index) => (isSaid(each) && each.chat === target.chat ? [index] : []))
  return said.at(-Math.max(1, target.count)) ?? said[0] ?? forgotten()
}

function isTarget(each: Happening, target: TestTarget): boolean {
  if (target.is === 'call') return each.is === 'call' && each.id === target.id
  return target.is === 'done' && each.is === 'done' && each.done === target.done
}

function forgotten(): never {
  throw new NoTest('forgotten')
}

/** The chat of the target; a call that changed nothing names it in its params. */
function chatOfTarget(found: Happening | undefined, target: TestTarget): string | undefined {
  if (target.is === 'last') return target.chat
  if (found?.is === 'done') return found.chat
  if (!found) return undefined
  const [did] = found.did
  const result = did && saidBy(did)
  if (result) return result.chat
  const { group_id, user_id } = (found.params ?? {}) as Readonly<Record<string, unknown>>
  if (Number(group_id) > 0) return groupChatKey(Number(group_id))
  return Number(user_id) > 0 ? privateChatKey(found.self_id, Number(user_id)) : undefined
}

const isPersons = (each: Happening | undefined): each is DoneHappening => each?.is === 'done' && !each.byBot

const timeOf = (each: Happening | undefined): number =>
  each?.is === 'done' ? each.done.timeMs : (each?.timeMs ?? 0)

/**
 * The index of the person's deed that led to a happening: itself, the last in its chat, or the last anywhere. @throws
 * NoTest
 */
function causeOf(all: readonly Happening[], at: number, chat: string | undefined): number {
  if (isPersons(all[at])) return at
  const before = all.slice(0, at)
  const here = before.findLastIndex((each) => isPersons(each) && each.chat === chat)
  if (here >= 0 && timeOf(all[at]) - timeOf(all[here]) <= SOON_MS) return unanswered(all, at, here)
  const anywhere = before.findLastIndex(isPersons)
  if (anywhere < 0) throw new NoTest('nothing_before')
  return anywhere
}

/** The first of the people's consecutive deeds without an answer in between: a slow bot may answer any of them. */
function unanswered(all: readonly Happening[], at: number, here: number): number {
  const { chat } = all[here] as DoneHappening
  let first = here
  for (let index = here - 1; index >= 0; index--) {
    const each = all[index]
    if (each?.is !== 'done' || each.chat !== chat) continue
    if (each.byBot || timeOf(all[at]) - timeOf(each) > SLOW_MS) break
    first = index
  }
  return first
}

/** The start of a command: such a message begins anew, and does not answer a bot's question. */
const COMMAND = /^\s*[/!！.。#＃／]/

/** Follows a conversation back to its beginning: an answer means nothing without its question. */
function beginning(all: readonly Happening[], cause: number, chat: string | undefined): number {
  let first = cause
  for (let turns = 0; turns < MOST_TURNS; turns++) {
    const before = questionBefore(all, first)
    if (before === undefined || (all[before] as DoneHappening).chat !== chat) return first
    first = before
  }
  return first
}

/** The message of the same person that a bot answered just before this one; `undefined` if nothing was asked. */
function questionBefore(all: readonly Happening[], at: number): number | undefined {
  const answer = all[at]
  if (!isSaid(answer) || COMMAND.test(textOf(answer))) return undefined
  const isHere = (each: Happening): each is DoneHappening => each.is === 'done' && each.chat === answer.chat
  const before = all.slice(0, at)
  const asked = before.findLastIndex(isHere)
  const question = all[asked]
  if (question?.is !== 'done' || !question.byBot || !isSaid(question)) return undefined
  if (timeOf(answer) - timeOf(question) > LATE_MS) return undefined
  const cause = before.findLastIndex((each) => isHere(each) && isPersons(each))
  const caused = all[cause]
  return caused?.is === 'done' && caused.done.by === answer.done.by ? cause : undefined
}

function textOf({ done }: DoneHappening): string {
  const [first] = saidBy(done)?.message ?? []
  const { type, data } = (first ?? {}) as Partial<UnknownSegment>
  return type === 'text' ? String(data?.text ?? '') : ''
}

type Chats = ReadonlySet<string | undefined>

/** The index of the last deed of a bot before a person goes on. */
function lastAnswer(all: readonly Happening[], at: number, chats: Chats): number {
  let last = at
  let nowMs = timeOf(all[at])
  for (let index = at + 1; index < all.length; index++) {
    const each = all[index]
    if (each?.is !== 'done' || !chats.has(each.chat)) continue
    if (!each.byBot || timeOf(each) - nowMs > LATE_MS) break
    nowMs = timeOf(each)
    last = index
  }
  return last
}

/** Moves the beginning back to the earliest quoted message, or to what caused it if a bot said it. */
function withWhatIsQuoted(all: readonly Happening[], from: number, last: number, chats: Chats): number {
  const quoted = chosen(all, from, last, chats).flatMap(({ done }) => quotedBy(done))
  const indexes = quoted.flatMap((id) => {
    const index = all.findIndex((each) => each.is === 'done' && saidBy(each.done)?.message_id === id)
    return index >= 0 && index < from ? [causeOf(all, index, (all[index] as DoneHappening).chat)] : []
  })
  const earliest = Math.min(from, ...indexes)
  return earliest < from ? withWhatIsQuoted(all, earliest, last, chats) : from
}

/** The ids of the messages that a deed concerns or quotes. */
export function quotedBy(done: Done): readonly number[] {
  const quotes = (saidBy(done)?.message ?? []) as readonly UnknownSegment[]
  const ids = quotes.flatMap(({ type, data }) => (type === 'reply' ? [Number(data?.id)] : []))
  const about = messageIdOf(done)
  return about === undefined ? ids : [about, ...ids]
}

/** Deeds in these chats. A deed without a chat, such as a new nickname, belongs to all of them. */
const chosen = (all: readonly Happening[], from: number, last: number, chats: Chats): DoneHappening[] =>
  all
    .slice(from, last + 1)
    .filter((each): each is DoneHappening => each.is === 'done' && (chats.has(each.chat) || !each.chat))
