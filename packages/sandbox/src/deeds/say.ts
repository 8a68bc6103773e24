import type { IdInput, Message as Segments, UnknownSegment } from '@rookery/protocol'
import { addMessage, groupChatKey, privateChatKey } from '../turn/chats.js'
import type { Turn } from '../turn/turn.js'
import { friendOf, memberOf, ownGroupOf, userOf } from '../world/look-up.js'
import { maskOf } from '../world/mask.js'
import { messageBody, sentBody } from '../world/message-event.js'
import { refuse } from '../world/refusal.js'
import type { Anonymous, Group, Member, Message } from '../world/world.js'
import { type Content, settleContent } from './content.js'
import type { Scene } from './settle-segment.js'
import { wordOf } from './word-of.js'

/** Target of a message: a group; a user; or a user who is not a friend, by way of a group that both are in. */
export interface MessageTarget {
  readonly group_id?: IdInput
  readonly user_id?: IdInput
}

export interface SayArgs extends MessageTarget, Content {
  /** In a group: hides the sender's name. An `anonymous` segment has the same effect. */
  readonly anonymous?: boolean
}

/** Says something in a group or to a user. */
export const say = (turn: Turn, by: number, args: SayArgs): Message =>
  utter(turn, by, args, { settle: (scene) => settleContent(scene, args), mask: wantsMask(args) })

/** The content, and whether the sender wants to be anonymous. */
interface Utterance {
  /** Returns the content; called once the sender's right to speak there is checked. */
  readonly settle: (scene: Scene) => Segments
  readonly mask?: MaskWish | undefined
}

/** Sends a message to a group or a user. */
export function utter(turn: Turn, by: number, target: MessageTarget, utterance: Utterance): Message {
  return target.user_id === undefined
    ? utterInGroup(turn, by, target, utterance)
    : utterToUser(turn, by, target, utterance)
}

function utterInGroup(turn: Turn, by: number, target: MessageTarget, { settle, mask }: Utterance): Message {
  const group = ownGroupOf(turn, by, target.group_id ?? 0)
  const member = memberOf(group, by)
  refuseMuted(turn, group, member)
  const masked = maskFor(turn, group, member, mask)
  const { group_id } = group
  const chat = groupChatKey(group_id)
  const content = settle({ turn, by, chat, group })
  const message = addMessage(turn, { chat, sender_id: by, group_id, ...masked, message: content })
  // `group` is from before the message; `setMember` changes the current one.
  turn.setMember(group, { ...member, last_sent_time: message.time })
  const body = messageBody(turn.world, message)
  turn.tellGroup(group_id, body, by)
  turn.tell(by, sentBody(turn.world, message, body))
  return message
}

function utterToUser(turn: Turn, by: number, target: MessageTarget, { settle }: Utterance): Message {
  const { user_id: target_id } = userOf(turn, target.user_id ?? 0)
  const group_id = throughGroup(turn, by, target_id, target.group_id)
  const chat = privateChatKey(by, target_id)
  const content = settle({ turn, by, chat })
  const through = group_id === undefined ? {} : { group_id }
  const message = addMessage(turn, { chat, sender_id: by, target_id, ...through, message: content })
  const body = messageBody(turn.world, message)
  if (target_id !== by) turn.tell(target_id, body)
  turn.tell(by, sentBody(turn.world, message, body))
  return message
}

/** The group that a temporary chat goes through; undefined for friends and for oneself, who need none. */
function throughGroup(turn: Turn, by: number, target_id: number, group_id?: IdInput): number | undefined {
  if (target_id === by || turn.world.friends.get(by)?.has(target_id)) return undefined
  if (group_id === undefined) return void friendOf(turn, by, target_id)
  const group = ownGroupOf(turn, by, group_id)
  memberOf(group, target_id)
  return group.group_id
}

/** Refuses a muted member. Owner and admins may speak while the whole group is muted. */
function refuseMuted(
  turn: Turn,
  { group_id, whole_ban }: Group,
  { user_id, role, muted_until }: Member,
): void {
  if (muted_until > turn.time) {
    refuse('muted', `${user_id} is muted in group ${group_id} for ${muted_until - turn.time} s more`)
  }
  if (whole_ban && role === 'member') refuse('whole_group_muted', `group ${group_id} is muted as a whole`)
}

/** The mask of the sender, if one is wanted. @throws WorldRefusal `anonymous_off`, `muted` */
function maskFor(
  turn: Turn,
  group: Group,
  member: Member,
  wish: MaskWish | undefined,
): { readonly anonymous?: Anonymous } {
  if (!wish) return {}
  const { silenced_until = 0 } = member
  if (group.anonymous && silenced_until <= turn.time) return { anonymous: maskOf(group, member) }
  // `ignore`, as in the standard: "if it cannot be sent anonymously, send it all the same".
  if (['1', 'yes', 'true'].includes(wordOf(wish.ignore))) return {}
  if (!group.anonymous) return refuse('anonymous_off', `group ${group.group_id} allows no anonymous messages`)
  return refuse('muted', `this mask is muted in group ${group.group_id}`)
}

/** The data of an `anonymous` segment. */
type MaskWish = UnknownSegment['data']

/**
 * The wish for a mask, from the `anonymous` arg, segment or code. Most messages are text without a code, which is
 * cheap to detect.
 */
function wantsMask({ message, auto_escape, anonymous }: SayArgs): MaskWish | undefined {
  if (anonymous) return {}
  if (typeof message === 'string') {
    if (auto_escape) return undefined
    const code = /\[CQ:anonymous(?:,ignore=(\w+))?\]/.exec(message)
    return code ? { ignore: code[1] } : undefined
  }
  const segments = 'type' in message ? [message] : message
  const found = segments.find(({ type }) => type === 'anonymous')
  return found && (found.data ?? {})
}
