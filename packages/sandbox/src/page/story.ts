import { groupChat, privateChat } from '../world/chats.js'
import type { Done } from '../world/turn.js'
import type { World } from '../world/world.js'
import type { PageNote } from './wire.js'

/** So many notes are kept; the oldest go first. */
const MAX_NOTES = 5_000

/** What was said stands in the chats; it needs no note. */
const SAID = 'say'

/** What was done, by chat, for the page to show between the messages. */
export class Story {
  #notes: PageNote[] = []
  #lastId = 0

  get notes(): readonly PageNote[] {
    return this.#notes
  }

  /** Notes what was done; nothing where it is a message or belongs to no chat. */
  add(done: Done, world: World): PageNote | undefined {
    const chat = done.do === SAID ? undefined : chatOf(done, world)
    if (chat === undefined) return undefined
    const { by, timeMs: time_ms, args } = done
    const after_seq = world.chats.get(chat)?.lastSeq ?? 0
    const note = { id: ++this.#lastId, chat, after_seq, time_ms, by, do: done.do, args: { ...args } }
    this.#notes.push(note)
    if (this.#notes.length > 2 * MAX_NOTES) this.#notes = this.#notes.slice(-MAX_NOTES)
    return note
  }

  clear(): void {
    this.#notes = []
  }
}

/** The message that a deed is about. */
export const messageOf = ({ args }: Done): number | undefined => numberAt(args, 'message_id')

function chatOf(done: Done, world: World): string | undefined {
  const message = world.messages.get(messageOf(done) ?? 0)
  if (message) return message.chat
  const [group_id, user_id] = [numberAt(done.args, 'group_id'), numberAt(done.args, 'user_id')]
  if (group_id !== undefined) return groupChat(group_id)
  return user_id === undefined ? undefined : privateChat(done.by, user_id)
}

function numberAt(args: object, name: string): number | undefined {
  const value: unknown = (args as Readonly<Record<string, unknown>>)[name]
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined
}
