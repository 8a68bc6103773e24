import type { IdInput, Params } from '@rookery/protocol'
import { perform } from '../deeds/perform.js'
import type { Turn } from '../turn/turn.js'
import { groupMessageOf } from '../world/look-up.js'
import { refuse } from '../world/refusal.js'
import type { Actions } from './action.js'

const reacting = { events: ['notice.group_msg_emoji_like'], refuses: ['no_such_message'] } as const

/** Lagrange reports each reaction in an event of its own. */
const reactingOne = { events: ['notice.reaction'], refuses: ['no_such_message'] } as const

/**
 * Shared by the three poke actions: with a group id a member is poked, without one a friend, as in the
 * implementations.
 */
const poking = {
  events: ['notice.notify.poke'],
  refuses: ['no_such_group', 'not_member', 'not_friend'],
  run: (turn: Turn, { group_id, user_id, target_id = user_id }: Params<'send_poke'>, self: number): null =>
    perform(turn, self, 'poke', { user_id: target_id, ...(group_id === undefined ? {} : { group_id }) }),
} as const

export const reactionHandlers = {
  set_msg_emoji_like: {
    ...reacting,
    run: (turn, { message_id, emoji_id, set = true }, self) =>
      perform(turn, self, 'react', { message_id, emoji_id, set: isYes(set) }),
  },
  unset_msg_emoji_like: {
    ...reacting,
    run: (turn, { message_id, emoji_id }, self) =>
      perform(turn, self, 'react', { message_id, emoji_id, set: false }),
  },
  set_group_reaction: {
    ...reactingOne,
    run: (turn, { message_id, code, is_add = true }, self) =>
      perform(turn, self, 'react', { message_id, emoji_id: code, set: is_add }),
  },
  fetch_emoji_like: {
    events: [],
    refuses: ['no_such_message'],
    run: (turn, { message_id, emojiId, emoji_id = emojiId, count = 20, cookie = '' }, self) => {
      const all = reactorsOf(turn, self, message_id, emoji_id)
      const from = Number(cookie) || 0
      const until = from + Number(count)
      return {
        emojiLikesList: all
          .slice(from, until)
          .map(({ user_id, nickname }) => ({ tinyId: String(user_id), nickName: nickname, headUrl: '' })),
        cookie: until < all.length ? String(until) : '',
        isLastPage: until >= all.length,
        isFirstPage: from === 0,
        result: 0,
        errMsg: '',
      }
    },
  },
  get_emoji_likes: {
    events: [],
    refuses: ['no_such_message'],
    run(turn, { message_id, emoji_id, count = 0 }, self) {
      const all = reactorsOf(turn, self, message_id, emoji_id)
      const some = count > 0 ? all.slice(0, count) : all
      return {
        emoji_like_list: some.map(({ user_id, nickname }) => ({
          user_id: String(user_id),
          nick_name: nickname,
        })),
      }
    },
  },
  send_poke: poking,
  friend_poke: poking,
  group_poke: poking,
  set_input_status: {
    events: ['notice.notify.input_status'],
    refuses: ['not_friend'],
    run: (turn, { user_id, event_type }, self) =>
      perform(turn, self, 'type', { user_id, event_type: Number(event_type) || 0 }),
  },
} as const satisfies Actions

const isYes = (value: string | boolean): boolean => !['false', '0', 'no'].includes(String(value))

function reactorsOf(turn: Turn, self: number, message_id: IdInput, emoji_id?: IdInput) {
  if (emoji_id === undefined) return refuse('bad_params', '"emoji_id" is needed, found nothing')
  const { message } = groupMessageOf(turn, self, message_id)
  const ids = message.reactions.get(String(emoji_id)) ?? []
  return ids.map((user_id) => ({ user_id, nickname: turn.world.users.get(user_id)?.nickname ?? '' }))
}
