import type { OneBotEvent } from '@rookery/protocol'
import { shapeEvent } from '../profiles/shape-event.js'
import { draw } from '../world/chance.js'
import type { EventBody } from '../world/event-body.js'
import type { Group, Media, Member, Message, Request, User, World } from '../world/world.js'

export type { EventBody }

/** An event with the account that reports it. */
export interface ToldEvent {
  readonly self_id: number
  readonly event: OneBotEvent
}

/** A completed deed: its actor, time and result. The story of a chat is a list of these. */
export interface Done {
  readonly by: number
  readonly timeMs: number
  /** Name and args of the deed. */
  readonly do: string
  readonly args: object
  readonly result: unknown
}

/**
 * A step in progress: the changing world, and the events for the accounts. If the step is refused, all of it is
 * discarded.
 */
export class Turn {
  world: World
  readonly events: ToldEvent[] = []
  /** Completed deeds in order, recorded by `perform`. */
  readonly done: Done[] = []

  constructor(world: World) {
    this.world = world
  }

  /** Unix seconds. */
  get time(): number {
    return Math.floor(this.world.nowMs / 1000)
  }

  /** Marks the current state; returns a function that restores it. */
  mark(): () => void {
    const { world } = this
    const [events, done] = [this.events.length, this.done.length]
    return () => {
      this.world = world
      this.events.length = events
      this.done.length = done
    }
  }

  change(part: Partial<World>): void {
    this.world = { ...this.world, ...part }
  }

  setUser(user: User): void {
    this.change({ users: this.world.users.set(user.user_id, user) })
  }

  setGroup(group: Group): void {
    this.change({ groups: this.world.groups.set(group.group_id, group) })
  }

  setMember({ group_id }: Group, member: Member): void {
    const group = this.world.groups.get(group_id)
    if (group) this.setGroup({ ...group, members: group.members.set(member.user_id, member) })
  }

  removeMember({ group_id }: Group, user_id: number): void {
    const group = this.world.groups.get(group_id)
    if (group) this.setGroup({ ...group, members: group.members.delete(user_id) })
  }

  setMessage(message: Message): void {
    this.change({ messages: this.world.messages.set(message.message_id, message) })
  }

  setRequest(request: Request): void {
    this.change({ requests: this.world.requests.set(request.flag, request) })
  }

  setMedia(media: Media): void {
    this.change({ media: this.world.media.set(media.file, media) })
  }

  /**
   * Sends an event to one account in the shape of its implementation. Does nothing if the user is not an account, is
   * offline, or has an implementation without that event.
   */
  tell(self_id: number, body: EventBody): void {
    const account = this.world.accounts.get(self_id)
    if (!account?.online) return
    const event = shapeEvent(account.profile, this.world, { time: this.time, self_id }, body)
    if (event) this.events.push({ self_id, event })
  }

  /** Sends an event to every account in the group, except `except`. */
  tellGroup(group_id: number, body: EventBody, except?: number): void {
    const members = this.world.groups.get(group_id)?.members
    if (!members) return
    for (const self_id of this.world.accounts.keys()) {
      if (self_id !== except && members.has(self_id)) this.tell(self_id, body)
    }
  }

  /** Draws a whole number from 0 up to, not including, `below`. */
  draw(below: number): number {
    const { value, chance } = draw(this.world.chance, below)
    this.change({ chance })
    return value
  }

  /**
   * A text of decimal digits: the time, and six random ones. It fits into a double, for clients that read flags as
   * ids.
   */
  drawNumber(): string {
    return `${this.time}${this.draw(1_000_000).toString().padStart(6, '0')}`
  }

  /** A random text of hexadecimal digits, for ids that nothing else has. */
  drawHex(digits: number): string {
    let text = ''
    while (text.length < digits) text += this.draw(16).toString(16)
    return text
  }
}
