import { chatOfDone, requestOf, saidBy } from '../deeds/done-chat.js'
import type { Done } from '../turn/turn.js'
import type { GroupRequest, World } from '../world/world.js'
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
    if (!saidBy(done)) this.#names = namesOf(world)
    const chat = chatOfDone(done, world)
    if (chat === undefined) return undefined
    const seq = saidBy(done)?.message_seq ?? world.chats.get(chat)?.lastSeq ?? 0
    const note = saidBy(done) ? {} : { note: this.#noteOf(done, chat, seq, world) }
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

/** The request to a group that a deed answers. */
function groupRequestOf(done: Done, world: World): GroupRequest | undefined {
  const request = requestOf(done, world)
  return request?.kind === 'group' ? request : undefined
}
