import { groupChat, privateChat } from '../world/chats.js'
import type { Done } from '../world/turn.js'
import type { GroupRequest, Message, World } from '../world/world.js'
import type { PageNote } from './wire.js'

/** So much is kept; the oldest goes first. */
const MAX_ENTRIES = 20_000

/** What everybody and everything is called. It is kept rather than its world, which would keep all messages as well. */
export type Names = Pick<World, 'users' | 'groups'>

export const namesOf = ({ users, groups }: World): Names => ({ users, groups })

/** Something that was done, and what all were called before it. */
export interface Told {
  readonly done: Done
  readonly names: Names
}

/** Something that was done in a chat, behind the message with that number; of what is said, the number is its own. */
interface Entry extends Told {
  readonly chat: string
  readonly seq: number
  readonly note?: PageNote
}

/** What was done, by chat: for the page to show between the messages, and for transcripts. */
export class Story {
  #entries: Entry[] = []
  #lastId = 0
  #names: Names

  constructor(world: World) {
    this.#names = namesOf(world)
  }

  /** What all are called now. */
  get names(): Names {
    return this.#names
  }

  /** The world has changed without a deed. */
  renamed(world: World): void {
    this.#names = namesOf(world)
  }

  get notes(): readonly PageNote[] {
    return this.#entries.flatMap(({ note }) => note ?? [])
  }

  /** Takes what was done; gives the note of it where it is no message. */
  add(done: Done, world: World): PageNote | undefined {
    const names = this.#names
    // A name never changes by what is said.
    if (!said(done)) this.#names = namesOf(world)
    const chat = chatOf(done, world)
    if (chat === undefined) return undefined
    const seq = said(done)?.message_seq ?? world.chats.get(chat)?.lastSeq ?? 0
    const note = said(done) ? {} : { note: this.#noteOf(done, chat, seq, world) }
    this.#entries.push({ chat, seq, done, names, ...note })
    if (this.#entries.length > 2 * MAX_ENTRIES) this.#entries = this.#entries.slice(-MAX_ENTRIES)
    return note.note
  }

  /** What was done in a chat from one message on. */
  since(chat: string, seq: number): readonly Told[] {
    return this.#entries.filter((entry) => entry.chat === chat && entry.seq >= seq)
  }

  clear(): void {
    this.#entries = []
  }

  #noteOf(done: Done, chat: string, after_seq: number, world: World): PageNote {
    const { by, timeMs: time_ms, do: name } = done
    const asked = groupRequestOf(done, world)
    // Who reads the note knows no flags.
    const args = asked ? { user_id: asked.user_id, ...done.args } : { ...done.args }
    return { id: ++this.#lastId, chat, after_seq, time_ms, by, do: name, args }
  }
}

/** The message that a deed is about. */
export const messageOf = ({ args }: Done): number | undefined => numberAt(args, 'message_id')

/** The message that came of saying something, in whichever way. */
function said({ result }: Done): Message | undefined {
  const isMessage = typeof result === 'object' && result !== null && 'message_seq' in result
  return isMessage ? (result as Message) : undefined
}

function chatOf(done: Done, world: World): string | undefined {
  const message = said(done) ?? world.messages.get(messageOf(done) ?? 0)
  if (message) return message.chat
  const asked = groupRequestOf(done, world)
  if (asked) return groupChat(asked.group_id)
  const [group_id, user_id] = [numberAt(done.args, 'group_id'), numberAt(done.args, 'user_id')]
  if (group_id !== undefined) return groupChat(group_id)
  return user_id === undefined ? undefined : privateChat(done.by, user_id)
}

/** The request to a group that a deed answers. */
function groupRequestOf({ args }: Done, world: World): GroupRequest | undefined {
  const { flag } = args as { readonly flag?: unknown }
  const request = typeof flag === 'string' ? world.requests.get(flag) : undefined
  return request?.kind === 'group' ? request : undefined
}

function numberAt(args: object, name: string): number | undefined {
  const value: unknown = (args as Readonly<Record<string, unknown>>)[name]
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined
}
