import { groupOfChat, isAdmin, nicknameOf, partnerOf } from '../live/look-up.js'
import type { PageState } from '../live/page-state.js'
import type { Say } from '../words/words.js'

/** Reason why a user cannot send in a chat, as far as the page knows. */
export function blockedReason(state: PageState, say: Say, chat: string, me: number): string | undefined {
  const name = nicknameOf(state, me)
  const group = groupOfChat(state, chat)
  if (!group) {
    const partner = partnerOf(chat, me)
    if (partner === undefined || partner === me || state.friends.get(me)?.has(partner)) return undefined
    return say('not_friend_hint', { name: nicknameOf(state, partner) })
  }
  const member = group.members.get(me)
  if (!member) return say('not_member_hint', { name })
  if (member.muted_until * 1000 > Date.now() + state.aheadMs) return say('muted_hint')
  return group.whole_ban && !isAdmin(member) ? say('whole_ban_hint') : undefined
}
