import type { Insertable, Message as Segments, UnknownSegment } from '@rookery/protocol'
import type { Deed, DeedArgs, DeedName, DeedResult } from '../deeds/deeds.js'
import { NO_AT } from '../deeds/reply-at.js'
import { type ChatRef, otherIn } from '../transcript/chat-ref.js'
import { spokenDeed } from '../transcript/ways.js'
import type { Message } from '../world/world.js'
import { TestingError } from './errors.js'
import type { TestStage } from './stage.js'

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

/** The args of a deed; without a group, that of the actor. */
export type ActorArgs<N extends DeedName> = DistributiveOmit<DeedArgs<N>, 'group_id'> & {
  readonly group_id?: number
}

/** Another person, as an actor or by number. */
export type Who = { readonly user_id: number } | number

const idOf = (who: Who): number => (typeof who === 'number' ? who : who.user_id)

/**
 * A person in a chat, with a method for everything that people can do.
 *
 * ```ts
 * const alice = qq.group('读书会').member('Alice', { role: 'admin' })
 * await alice.says('/天气 南京')
 * await alice.mutes(bob, 60)
 * ```
 */
export class Actor {
  readonly user_id: number
  readonly #stage: TestStage
  readonly #chat: ChatRef | undefined

  constructor(stage: TestStage, user_id: number, chat: ChatRef | undefined) {
    this.#stage = stage
    this.user_id = user_id
    this.#chat = chat
  }

  get nickname(): string {
    return this.#stage.sandbox.world.users.get(this.user_id)?.nickname ?? ''
  }

  /** Does any deed. @throws WorldRefusal when the world does not allow it */
  async does<N extends DeedName>(name: N, args: ActorArgs<N>): Promise<DeedResult<N>> {
    const deed = { do: name, ...this.#place(name), ...args } as unknown as Deed
    return (await this.#stage.act(this.user_id, deed)) as DeedResult<N>
  }

  /** Says something in this chat: texts, which are literal, and segments, such as `msg.at(…)`. */
  says(...pieces: readonly Insertable[]): Promise<Message> {
    return this.#say(segmentsOf(pieces))
  }

  /** Replies to a message; in a group this mentions its author, as QQ clients do. */
  replies(to: Pick<Message, 'message_id'>, ...pieces: readonly Insertable[]): Promise<Message> {
    return this.#say(segmentsOf([{ type: 'reply', data: { id: String(to.message_id) } }, ...pieces]))
  }

  /** Replies to a message without a mention, like a user who removed the `at`. */
  quotes(to: Pick<Message, 'message_id'>, ...pieces: readonly Insertable[]): Promise<Message> {
    return this.#say(
      segmentsOf([{ type: 'reply', data: { id: String(to.message_id), at: NO_AT } }, ...pieces]),
    )
  }

  /** Says something that mentions somebody. */
  mentions(who: Who, ...pieces: readonly Insertable[]): Promise<Message> {
    return this.#say(segmentsOf([{ type: 'at', data: { qq: String(idOf(who)) } }, ' ', ...pieces]))
  }

  /** Sends a picture: `base64://…`, `http(s)://…`, or a name in the world's media. */
  shows(file: string): Promise<Message> {
    return this.#say(segmentsOf([{ type: 'image', data: { file } }]))
  }

  recalls({ message_id }: Pick<Message, 'message_id'>) {
    return this.does('recall', { message_id })
  }

  reacts({ message_id }: Pick<Message, 'message_id'>, emoji_id: number | string) {
    return this.does('react', { message_id, emoji_id })
  }

  pokes(who: Who) {
    return this.does('poke', { user_id: idOf(who) })
  }

  uploads(file: string, name?: string) {
    const to = this.#chat?.is === 'private' ? { user_id: otherIn(this.#chat, this.user_id) } : {}
    return this.does('upload', { file, ...to, ...(name === undefined ? {} : { name }) })
  }

  joins() {
    return this.does('join', {})
  }

  leaves() {
    return this.does('leave', {})
  }

  asksToJoin(comment = '') {
    return this.does('request_join', { comment })
  }

  asksToBeFriends(who: Who, comment = '') {
    return this.does('request_friend', { user_id: idOf(who), comment })
  }

  /** Answers a request to this person. */
  answers(flag: string, approve = true) {
    return this.does('answer_request', { flag, approve })
  }

  invites(who: Who) {
    return this.does('invite', { user_id: idOf(who) })
  }

  kicks(who: Who) {
    return this.does('kick', { user_id: idOf(who) })
  }

  /** Mutes for `duration` seconds; 0 lifts the mute. */
  mutes(who: Who, duration = 1800) {
    return this.does('mute', { user_id: idOf(who), duration })
  }

  unmutes(who: Who) {
    return this.mutes(who, 0)
  }

  makesAdmin(who: Who) {
    return this.does('set_admin', { user_id: idOf(who), enable: true })
  }

  makesMember(who: Who) {
    return this.does('set_admin', { user_id: idOf(who), enable: false })
  }

  #say(message: Segments): Promise<Message> {
    return this.#stage.act(this.user_id, { do: 'say', ...this.#whereToSay(), message }) as Promise<Message>
  }

  #whereToSay(): { readonly group_id?: number; readonly user_id?: number } {
    const chat = this.#chat
    if (chat?.is === 'group') return { group_id: chat.group_id }
    if (chat) return { user_id: otherIn(chat, this.user_id) }
    throw new TestingError(
      'no_chat',
      `${this.nickname} is in no chat: take qq.group(…).member(…) or qq.friend(…)`,
    )
  }

  #place(name: DeedName): { readonly group_id?: number } {
    const where = spokenDeed(name)?.in
    const isHere = this.#chat?.is === 'group' && (where === 'group' || where === 'chat')
    return isHere ? { group_id: this.#chat.group_id } : {}
  }
}

function segmentsOf(pieces: readonly Insertable[]): Segments {
  const segments = pieces.flatMap((piece) =>
    typeof piece === 'object' ? piece : { type: 'text', data: { text: String(piece) } },
  )
  return segments as readonly UnknownSegment[] as Segments
}
