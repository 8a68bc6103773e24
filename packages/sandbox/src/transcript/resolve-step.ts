import type { Message as Segments } from '@rookery/protocol'
import type { Deed } from '../deeds/deeds.js'
import type { World } from '../world/world.js'
import { type ChatRef, otherIn } from './chat-ref.js'
import { type ContentScope, readContent } from './content.js'
import { findUser, userNamed } from './names.js'
import { slotFor } from './slots.js'
import type { TranscriptStep, WrittenDeed } from './steps.js'
import { inLine, Unreadable } from './transcript-error.js'
import { spokenDeed } from './ways.js'
import type { TranscriptWord } from './words.js'

/** Context of playing a transcript. */
export interface PlayScope {
  readonly world: World
  readonly chat: ChatRef | undefined
}

/** A deed with its actor. */
export interface Act {
  readonly by: number
  readonly deed: Deed
}

/** Resolves a line to a deed of this world. @throws TranscriptError */
export function resolveAct(step: Extract<TranscriptStep, { is: 'said' | 'done' }>, scope: PlayScope): Act {
  return inLine(step.line, () => {
    const by = userNamed(scope.world, step.by, scope.chat)
    if (step.is === 'done') return { by, deed: resolveDeed(step.deed, scope) }
    const chat = chatOr(scope.chat)
    const message = readContent(step.content, contentScope(scope))
    return { by, deed: { do: 'say', ...placeOf(by, chat, scope.world), message } }
  })
}

const contentScope = ({ world, chat }: PlayScope): ContentScope => ({ world, chat })

function chatOr(chat: ChatRef | undefined): ChatRef {
  return chat ?? noChat()
}

function noChat(): never {
  throw new Unreadable('no chat to say it in', 'a line before it that names one: [读书会], [Alice]')
}

/** The target of a message: a user who is not a friend is reached by way of a group that both are in. */
function placeOf(
  by: number,
  chat: ChatRef,
  { friends, groups }: World,
): { group_id?: number; user_id?: number } {
  if (chat.is === 'group') return { group_id: chat.group_id }
  if (by !== chat.one && by !== chat.other) {
    throw new Unreadable(`${by} in the private chat of ${chat.one} and ${chat.other}`, 'one of the two')
  }
  const user_id = otherIn(chat, by)
  if (user_id === by || friends.get(by)?.has(user_id)) return { user_id }
  const shared = groups.find(({ members }) => members.has(by) && members.has(user_id))
  return shared ? { user_id, group_id: shared.group_id } : { user_id }
}

function resolveDeed(deed: WrittenDeed, { world, chat }: PlayScope): Deed {
  if ('args' in deed) return { do: deed.do, ...deed.args } as unknown as Deed
  const spoken = spokenDeed(deed.do)
  const scope = { world, chat, lastMessageId: Number.POSITIVE_INFINITY }
  const args = Object.entries(deed.words).map(([key, word]) => [key, slotFor(key).read(word, scope)] as const)
  const when = spoken?.ways[deed.way]?.when ?? {}
  const place = inPlace(spoken?.in, chat)
  return { do: deed.do, ...place, ...when, ...Object.fromEntries(args) } as unknown as Deed
}

function inPlace(where: string | undefined, chat: ChatRef | undefined): { group_id?: number } {
  if (where === 'nowhere' || where === undefined) return {}
  if (chat?.is === 'group') return { group_id: chat.group_id }
  if (where === 'chat') return {}
  throw new Unreadable(
    'something that is done in a group, outside of one',
    'a line before it that names a group: [读书会]',
  )
}

/** An expected message of a bot. */
export type Expectation =
  | { readonly is: 'anything' }
  | { readonly is: 'pattern'; readonly pattern: RegExp }
  | { readonly is: 'message'; readonly message: Segments }

/** Resolves an expectation: `…`, `/pattern/` or a message. @throws TranscriptError */
export function resolveExpectation(
  { line, content }: Extract<TranscriptStep, { is: 'said' }>,
  scope: PlayScope,
): Expectation {
  if (content === '…' || content === '...') return { is: 'anything' }
  const [, source, flags] = /^\/([\s\S]*)\/([dimsuvy]*)$/.exec(content) ?? []
  return inLine(line, () =>
    source === undefined
      ? { is: 'message', message: readContent(content, contentScope(scope)) }
      : { is: 'pattern', pattern: readPattern(source, flags ?? '') },
  )
}

function readPattern(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Unreadable(`/${source}/${flags}`, `a JavaScript pattern (${why}); a slash as text is &#47;`)
  }
}

/** Whether the actor of a step is one of the users; false for names that nobody has yet. */
export function isBy(by: TranscriptWord, ids: ReadonlySet<number>, { world, chat }: PlayScope): boolean {
  const user_id = findUser(world, by, chat)
  return user_id !== undefined && ids.has(user_id)
}
