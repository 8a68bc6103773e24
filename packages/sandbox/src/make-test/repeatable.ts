import type { UnknownSegment } from '@rookery/protocol'
import { saidBy } from '../deeds/done-chat.js'
import { type ChatRef, chatOfKey } from '../transcript/chat-ref.js'
import { slotFor } from '../transcript/slots.js'
import type { Done } from '../turn/turn.js'
import type { World } from '../world/world.js'
import { quotedBy } from './choose-span.js'
import type { DoneHappening } from './happenings.js'

/** The messages and things that exist in a test by one of its entries. */
export interface Played {
  readonly world: World
  readonly chat: ChatRef | undefined
  /** Ids of the messages that were sent earlier in the test. */
  readonly said: ReadonlySet<number>
  readonly lastMessageId: number
  /** The world at the beginning of the test. */
  readonly first: Pick<World, 'groups' | 'requests'>
}

/** An id or flag written literally, which another run would not produce again. */
const BY_ID = /^(?:-?\d+|"(?:id|flag):.*")$/

/**
 * Whether another run can repeat the deed: everything it refers to can be named, and comes to exist in the test
 * itself.
 */
export function isRepeatable({ done, chat }: DoneHappening, played: Played): boolean {
  const scope = { ...played, chat: chat === undefined ? undefined : chatOfKey(chat) }
  const isNamed = (key: string, value: unknown): boolean =>
    !BY_ID.test(slotFor(key).write(value, { ...scope, lastMessageId: lastFor(done, played) }))
  const isQuoted = quotedBy(done).every((id) => played.said.has(id) && isNamed('message_id', id))
  return (
    isQuoted &&
    !hasForward(done) &&
    Object.entries(done.args).every(([key, value]) => isThere(key, value, played, isNamed))
  )
}

const hasForward = (done: Done): boolean =>
  (saidBy(done)?.message ?? []).some(({ type }) => type === 'forward')

/** The newest message known at this point. A quoted message is known, too: a transcript searches from the newest. */
const lastFor = (done: Done, { lastMessageId }: Played): number =>
  Math.max(lastMessageId, ...(saidBy(done) ? [] : quotedBy(done)))

const THINGS = ['file_id', 'folder_id', 'notice_id', 'flag']

function isThere(
  key: string,
  value: unknown,
  { first }: Played,
  isNamed: (key: string, value: unknown) => boolean,
): boolean {
  if (!THINGS.includes(key) || value === undefined) return true
  const id = String(value)
  const isOlder =
    first.requests.has(id) ||
    first.groups.some(({ files, folders, notices }) => files.has(id) || folders.has(id) || notices.has(id))
  return !isOlder && isNamed(key, value)
}

const FILES: readonly string[] = ['image', 'record', 'video', 'file']

/** A bot's message without the parts that chance or the world contributed, which differ in another run. */
export function asExpected(done: Done, played: Played): Done {
  const said = saidBy(done)
  if (!said || done.do !== 'say') return done
  const message = (said.message as readonly UnknownSegment[]).flatMap((each) => steady(each, played))
  return { ...done, result: { ...said, message } }
}

function steady(segment: UnknownSegment, { world, said, chat, lastMessageId }: Played): UnknownSegment[] {
  const { type, data } = segment
  if (type === 'reply') {
    const written = slotFor('message_id').write(data?.id, { world, chat, lastMessageId })
    return said.has(Number(data?.id)) && !BY_ID.test(written) ? [segment] : []
  }
  if (type === 'dice' || type === 'rps' || type === 'forward') return [{ type, data: {} }]
  if (!FILES.includes(type)) return [segment]
  const media = world.media.get(String(data?.file))
  return [{ type, data: media && media.name !== media.file ? { file: media.file } : {} }]
}
