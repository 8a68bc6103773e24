import type { IdInput } from '@rookery/protocol'
import type { Turn } from '../turn/turn.js'
import { memberOf, outranks, ownerOf, ownGroupOf } from '../world/look-up.js'
import { refuse } from '../world/refusal.js'

export interface MemberArgs {
  readonly group_id: IdInput
  readonly user_id: IdInput
}

export interface SetAdminArgs extends MemberArgs {
  /** Default true. */
  readonly enable?: boolean
}

/** Promotes a member to admin, or demotes an admin. */
export function set_admin(turn: Turn, by: number, args: SetAdminArgs): null {
  const group = ownGroupOf(turn, by, args.group_id)
  ownerOf(group, by)
  const member = memberOf(group, args.user_id)
  if (member.role === 'owner') refuse('no_rights', `${by} owns group ${group.group_id} and stays its owner`)
  const { enable = true } = args
  const role = enable ? 'admin' : 'member'
  if (role === member.role) return null
  turn.setMember(group, { ...member, role })
  turn.tellGroup(group.group_id, {
    post_type: 'notice',
    notice_type: 'group_admin',
    sub_type: enable ? 'set' : 'unset',
    group_id: group.group_id,
    user_id: member.user_id,
  })
  return null
}

export interface SetCardArgs extends MemberArgs {
  /** Empty text removes the card. */
  readonly card: string
}

/** Limit in bytes, as in QQ: twenty Chinese characters. */
const MAX_CARD_BYTES = 60

/** Changes a member's card, their name in the group. Members may change their own, admins also those of members. */
export function set_card(turn: Turn, by: number, args: SetCardArgs): null {
  const group = ownGroupOf(turn, by, args.group_id)
  const member = memberOf(group, args.user_id)
  const operator = memberOf(group, by)
  if (member.user_id !== by && !outranks(operator, member)) {
    refuse('no_rights', `${by} (${operator.role}) may not name ${member.user_id} (${member.role})`)
  }
  const { card } = args
  refuseLonger('card', card, MAX_CARD_BYTES)
  if (card === member.card) return null
  turn.setMember(group, { ...member, card })
  turn.tellGroup(group.group_id, {
    post_type: 'notice',
    notice_type: 'group_card',
    group_id: group.group_id,
    user_id: member.user_id,
    card_new: card,
    card_old: member.card,
  })
  return null
}

export interface SetTitleArgs extends MemberArgs {
  /** Empty text removes the title. */
  readonly title: string
}

/** Limit in bytes, as in QQ: six Chinese characters. */
const MAX_TITLE_BYTES = 18

/** Sets the special title of a member. */
export function set_title(turn: Turn, by: number, args: SetTitleArgs): null {
  const group = ownGroupOf(turn, by, args.group_id)
  ownerOf(group, by)
  const member = memberOf(group, args.user_id)
  const { title } = args
  refuseLonger('title', title, MAX_TITLE_BYTES)
  turn.setMember(group, { ...member, title })
  turn.tellGroup(group.group_id, {
    post_type: 'notice',
    notice_type: 'notify',
    sub_type: 'title',
    group_id: group.group_id,
    user_id: member.user_id,
    title,
  })
  return null
}

function refuseLonger(what: string, text: string, maxBytes: number): void {
  const bytes = new TextEncoder().encode(text).length
  if (bytes > maxBytes) refuse('too_long', `a ${what} has at most ${maxBytes} bytes, found ${bytes}`)
}
