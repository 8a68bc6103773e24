import { chatOfDone, requestOf, saidBy } from '../deeds/done-chat.js'
import type { Done } from '../turn/turn.js'
import type { GroupRequest, World } from '../world/world.js'
import type { PageNote } from './wire.js'

/** Most entries that are kept; the oldest are dropped first. */
const MAX_ENTRIES = 20_000

/** Names of people and groups at one time. Kept instead of a whole world, which would keep all messages in memory. */
export type Names = Pick<World, 'users' | 'groups'>

const worldNames = ({ users, groups }: World): Names => ({ users, groups })

/** A deed, with the names of everybody before it. */
export interface NamedDeed {
  readonly done: Done
  readonly names: Names
}

/** A deed in a chat, after the message with that sequence number; for a message, the number is its own. */
interface Entry extends NamedDeed {
  readonly chat: string
  readonly seq: number
  readonly note?: PageNote
}

/** The deeds by chat, which the page shows between the messages and from which transcripts are written. */
export class PageStory {
  #entries: Entry[] = []
  #lastId = 0
  #names: Names

  constructor(world: World) {
    this.#names = worldNames(world)
  }

  /** The current names. */
  get names(): Names {
    return this.#names
  }

  /** Takes new names from a world that changed without a deed. */
  renamed(world: World): void {
    this.#names = worldNames(world)
  }

  get notes(): readonly PageNote[] {
    return this.#entries.flatMap(({ note }) => note ?? [])
  }

  /** Adds a deed; returns its note, unless it is a message. */
  add(done: Done, world: World): PageNote | undefined {
    const names = this.#names
    // Sending a message never changes a name.
    if (!saidBy(done)) this.#names = worldNames(world)
    const chat = chatOfDone(done, world)
    if (chat === undefined) return undefined
    const seq = saidBy(done)?.message_seq ?? world.chats.get(chat)?.lastSeq ?? 0
    const note = saidBy(done) ? {} : { note: this.#noteOf(done, chat, seq, world) }
    this.#entries.push({ chat, seq, done, names, ...note })
    if (this.#entries.length > 2 * MAX_ENTRIES) this.#entries = this.#entries.slice(-MAX_ENTRIES)
    return note.note
  }

  /** The deeds of a chat from one message on. */
  since(chat: string, seq: number): readonly NamedDeed[] {
    return this.#entries.filter((entry) => entry.chat === chat && entry.seq >= seq)
  }

  clear(): void {
    this.#entries = []
  }

  #noteOf(done: Done, chat: string, after_seq: number, world: World): PageNote {
    const { by, timeMs: time_ms, do: name } = done
    const asked = groupRequestOf(done, world)
    // A reader of the note does not know flags.
    const args = asked ? { user_id: asked.user_id, ...done.args } : { ...done.args }
    return { id: ++this.#lastId, chat, after_seq, time_ms, by, do: name, args }
  }
}

/** The group request that a deed answers. */
function groupRequestOf(done: Done, world: World): GroupRequest | undefined {
  const request = requestOf(done, world)
  return request?.kind === 'group' ? request : undefined
}
