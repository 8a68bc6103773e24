import type { Scripts } from '../script.js'
import { FIRST, SECOND, type Stage } from '../stage.js'
import { GROUP, HUMBLE, NO_GROUP, node, outside, saidInGroup, text } from './materials.js'

const toGroup = { first: ['message_sent.group.normal'], second: ['message.group.normal'] }
const toFriend = { first: ['message_sent.private.friend'], second: ['message.private.friend'] }

const message_id = async (stage: Stage) => ({ message_id: await saidInGroup(stage) })

/** Ids by which nothing is found. */
const noMessage = [{ message_id: 77 }, /77/] as const
const noFriend = { user_id: 20003 }

const essence = async (stage: Stage) => {
  const params = await message_id(stage)
  await stage.does(FIRST, 'set_essence_msg', params)
  return params
}

const withFace = async (stage: Stage) => {
  const params = { ...(await message_id(stage)), emoji_id: '66' }
  await stage.does(SECOND, 'set_msg_emoji_like', params)
  return params
}

const reaction = ['notice.group_msg_emoji_like']
const poked = ['notice.notify.poke']

export const messages: Scripts = {
  send_private_msg: {
    params: { user_id: SECOND, message: '晚上好，[CQ:face,id=14]', auto_escape: false },
    ...toFriend,
    fails: [
      [{ ...noFriend, message: 'x' }, /20003/],
      [{ user_id: 29999, message: 'x' }, /29999/],
      [{ user_id: SECOND, message: [] }, /message/],
      [{ user_id: SECOND, message: '[CQ:reply,id=77]x' }, /77/],
    ],
  },
  send_group_msg: {
    params: { ...GROUP, message: '晚上好[CQ:at,qq=10001]' },
    ...toGroup,
    fails: [
      ...outside({ message: 'x' }),
      [{ ...GROUP, message: '[CQ:image,file=none.png]' }, /none\.png/],
      [{ ...HUMBLE, message: '[CQ:at,qq=all]' }, /10000/],
    ],
  },
  send_msg: {
    params: { message_type: 'group', ...GROUP, message: [text('晚上好')] },
    ...toGroup,
    fails: [[{ ...NO_GROUP, message: 'x' }, /39999/]],
  },
  delete_msg: {
    params: message_id,
    both: ['notice.group_recall'],
    fails: [
      noMessage,
      [
        async (stage) => {
          const { message_id } = await stage.does(FIRST, 'send_group_msg', { ...HUMBLE, message: 'x' })
          return { message_id }
        },
        /10001/,
        SECOND,
      ],
    ],
  },
  get_msg: { params: message_id, fails: [noMessage] },
  get_group_msg_history: {
    params: async (stage) => {
      await saidInGroup(stage)
      return { ...GROUP, count: 5 }
    },
    fails: outside(),
  },
  get_friend_msg_history: {
    params: async (stage) => {
      await stage.does(FIRST, 'send_private_msg', { user_id: SECOND, message: '在吗' })
      return { user_id: SECOND, count: 5 }
    },
    fails: [[{ user_id: 29999 }, /29999/]],
  },
  mark_msg_as_read: { params: message_id, fails: [noMessage] },
  mark_group_msg_as_read: { params: { group_id: '30001' }, fails: [[{ group_id: '39999' }, /39999/]] },
  mark_private_msg_as_read: { params: { user_id: SECOND }, fails: [[{ user_id: 29999 }, /29999/]] },
  _mark_all_as_read: {},
  get_forward_msg: {
    params: async (stage) => {
      const messages = [node('第一句'), node([text('第二句')])]
      const { forward_id: id } = await stage.does(FIRST, 'send_group_forward_msg', { ...GROUP, messages })
      return { id }
    },
    fails: [[{ id: 'none' }, /none/]],
  },
  send_forward_msg: {
    params: { ...GROUP, messages: [node('第一句')] },
    ...toGroup,
    fails: [[{ ...NO_GROUP, messages: [node('x')] }, /39999/]],
  },
  send_group_forward_msg: {
    params: { ...GROUP, messages: [node('第一句'), node('第二句')] },
    ...toGroup,
    fails: outside({ messages: [node('x')] }),
  },
  send_private_forward_msg: {
    params: { user_id: SECOND, messages: [node('第一句')] },
    ...toFriend,
    fails: [[{ ...noFriend, messages: [node('x')] }, /20003/]],
  },
  forward_friend_single_msg: {
    params: async (stage) => ({ ...(await message_id(stage)), user_id: SECOND }),
    ...toFriend,
    fails: [[{ message_id: 77, user_id: SECOND }, /77/]],
  },
  forward_group_single_msg: {
    params: async (stage) => ({ ...(await message_id(stage)), ...HUMBLE }),
    ...toGroup,
    fails: [[{ message_id: 77, ...GROUP }, /77/]],
  },
  set_essence_msg: { params: message_id, both: ['notice.essence.add'], fails: [noMessage] },
  delete_essence_msg: { params: essence, both: ['notice.essence.delete'], fails: [noMessage] },
  get_essence_msg_list: {
    params: async (stage) => {
      await essence(stage)
      return GROUP
    },
    fails: outside(),
  },
  set_msg_emoji_like: {
    params: async (stage) => ({ ...(await message_id(stage)), emoji_id: '66' }),
    both: reaction,
    fails: [[{ message_id: 77, emoji_id: '66' }, /77/]],
  },
  unset_msg_emoji_like: {
    params: withFace,
    by: SECOND,
    both: reaction,
    fails: [[{ message_id: 77, emoji_id: '66' }, /77/]],
  },
  set_group_reaction: {
    params: async (stage) => ({ ...GROUP, ...(await message_id(stage)), code: '66' }),
    both: ['notice.reaction.add'],
    fails: [[{ ...GROUP, message_id: 77, code: '66' }, /77/]],
  },
  fetch_emoji_like: {
    params: async (stage) => ({ ...(await withFace(stage)), emojiId: '66', emojiType: '1' }),
    fails: [[{ message_id: 77, emojiId: '66', emojiType: '1' }, /77/]],
  },
  get_emoji_likes: { params: withFace, fails: [[{ message_id: '77', emoji_id: '66' }, /77/]] },
  send_poke: {
    params: { ...GROUP, user_id: SECOND },
    both: poked,
    fails: [[{ ...NO_GROUP, user_id: SECOND }, /39999/]],
  },
  friend_poke: { params: { user_id: SECOND }, both: poked, fails: [[noFriend, /20003/]] },
  group_poke: {
    params: { ...GROUP, user_id: 20001 },
    both: poked,
    fails: [[{ ...GROUP, user_id: 20003 }, /20003/]],
  },
  set_input_status: {
    params: { user_id: SECOND, event_type: 1 },
    second: ['notice.notify.input_status'],
    fails: [[{ ...noFriend, event_type: 1 }, /20003/]],
  },
  set_group_anonymous_ban: {
    params: async (stage) => {
      await saidInGroup(stage, '[CQ:anonymous]谁在说话', SECOND)
      const { anonymous } = await stage.told(FIRST, 'message.group.anonymous')
      return { ...GROUP, anonymous_flag: Object(anonymous).flag, duration: 60 }
    },
    both: ['notice.group_ban.ban'],
    fails: outside({ anonymous_flag: 'none' }),
  },
}
