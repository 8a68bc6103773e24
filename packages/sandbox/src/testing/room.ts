import type { ChatRef } from '../transcript/chat-ref.js'
import type { Group, GroupRole, Message } from '../world/world.js'
import { Actor } from './actor.js'
import { TestingError } from './errors.js'
import { expectMessage, expectSilence } from './expect-message.js'
import type { Expected } from './matcher.js'
import { play } from './play.js'
import type { MemberOptions } from './population.js'
import type { TestStage } from './stage.js'

/** Duration of a silence check, in milliseconds of real time. */
export const SILENCE_MS = 50

/** A chat in a test, with expectations about the bots' messages in it. */
abstract class Room {
  protected readonly stage: TestStage
  readonly chat: ChatRef

  constructor(stage: TestStage, chat: ChatRef) {
    this.stage = stage
    this.chat = chat
  }

  /**
   * Waits for a message of a bot. Messages are expected in order; each matches one expectation.
   *
   * @throws ExpectationMissed with the whole conversation, when it does not arrive in time.
   */
  expect(expected: Expected): Promise<Message> {
    return expectMessage(this.stage, this.chat, expected)
  }

  /** Checks that the bots send no unexpected message here within `forMs`. @throws ExpectationMissed */
  expectSilence(forMs = SILENCE_MS): Promise<void> {
    return expectSilence(this.stage, this.chat, forMs)
  }

  /** Plays a transcript in this chat. @throws TranscriptError, ExpectationMissed */
  play(transcript: string): Promise<void> {
    return play(this.stage, this.chat, transcript)
  }
}

/** A group in a test. Its members are created when they are named. */
export class GroupRoom extends Room {
  readonly group_id: number

  constructor(stage: TestStage, group_id: number) {
    super(stage, { is: 'group', group_id })
    this.group_id = group_id
  }

  /** The group in the current world. */
  get now(): Group {
    const group = this.stage.sandbox.world.groups.get(this.group_id)
    if (group) return group
    throw new TestingError('no_such_group', `group ${this.group_id} is gone`)
  }

  /** A member by nickname, card or number, created if necessary; options change their attributes. */
  member(who: string | number, options: MemberOptions = {}): Actor {
    return new Actor(this.stage, this.stage.population.member(this.group_id, who, options), this.chat)
  }

  /** A person who is not a member, for example to request to join. */
  stranger(who: string | number): Actor {
    return new Actor(this.stage, this.stage.population.user(who), this.chat)
  }

  /** Changes the role of a bot in this group. */
  bot(role: GroupRole, self_id = this.stage.bots[0] ?? 0): this {
    this.stage.population.join(this.group_id, self_id, { role })
    return this
  }
}

/** A private chat of a person and a bot. */
export class PrivateRoom extends Room {
  readonly actor: Actor

  constructor(stage: TestStage, user_id: number, self_id: number) {
    super(stage, { is: 'private', one: user_id, other: self_id })
    this.actor = new Actor(stage, user_id, this.chat)
  }
}
