import type { OneBotEvent } from '@rookery/protocol'
import { shapeEvent } from '../profiles/shape-event.js'
import { draw } from '../world/chance.js'
import type { EventBody } from '../world/event-body.js'
import type { Group, Media, Member, Message, Request, User, World } from '../world/world.js'

export type { EventBody }

/** An event as one account reports it. */
export interface ToldEvent {
  readonly self_id: number
  readonly event: OneBotEvent
}

/** Something that was done: who did it, when, and what came of it. The story of a chat is a list of these. */
export interface Done {
  readonly by: number
  readonly timeMs: number
  /** The name of the deed, and what it was given. */
  readonly do: string
  readonly args: object
  readonly result: unknown
}

/**
 * One step on its way: the world as it becomes, and what the accounts are told. Nothing of it counts when the step is
 * refused.
 */
export class Turn {
  world: World
  readonly events: ToldEvent[] = []
  /** What was done, in order; `perform` notes it. */
  readonly done: Done[] = []

  constructor(world: World) {
    this.world = world
  }

  /** Unix seconds. */
  get time(): number {
    return Math.floor(this.world.nowMs / 1000)
  }

  /** Remembers how far the turn is; what it gives goes back to there. */
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

  /** Tells one account, if it is one and online, as its implementation reports it, if it does. */
  tell(self_id: number, body: EventBody): void {
    const account = this.world.accounts.get(self_id)
    if (!account?.online) return
    const event = shapeEvent(account.profile, this.world, { time: this.time, self_id }, body)
    if (event) this.events.push({ self_id, event })
  }

  /** Tells every account that is a member of the group, but for those excepted. */
  tellGroup(group_id: number, body: EventBody, except?: number): void {
    const members = this.world.groups.get(group_id)?.members
    if (!members) return
    for (const self_id of this.world.accounts.keys()) {
      if (self_id !== except && members.has(self_id)) this.tell(self_id, body)
    }
  }

  /** A whole number from 0 up to, not including, `below`. */
  draw(below: number): number {
    const { value, chance } = draw(this.world.chance, below)
    this.change({ chance })
    return value
  }

  /** A text of decimal digits that nothing else has, and that is a number without loss: flags, for those who read ids. */
  drawNumber(): string {
    return `${this.time}${this.draw(1_000_000).toString().padStart(6, '0')}`
  }

  /** A text of hexadecimal digits that nothing else has. */
  drawHex(digits: number): string {
    let text = ''
    while (text.length < digits) text += this.draw(16).toString(16)
    return text
  }
}
