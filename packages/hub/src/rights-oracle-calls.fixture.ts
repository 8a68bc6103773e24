import fc from 'fast-check'
import { group, idOf, type ModelCall, type Touch, user } from './rights-oracle-events.fixture.js'

/** Some id in the ways in which clients write it. */
const written = (id: string) => fc.constantFrom<unknown>(Number(id), id)
/** A place among the events, or beyond them. */
const place = fc.integer({ min: 0, max: 15 })

interface Drawn {
  readonly g: string
  readonly h: string
  readonly u: string
  readonly at: number
  readonly wg: unknown
  readonly wu: unknown
}

const text = (action: string, params: object | string, touches: readonly Touch[]): ModelCall => ({
  action,
  params: typeof params === 'string' ? params : JSON.stringify(params),
  touches,
})

const quick = (of: string, context: object, operation: object, becomes: readonly ModelCall[]): ModelCall => ({
  ...text(
    '.handle_quick_operation',
    { context: { time: 1, self_id: 10001, n: of, ...context }, operation },
    [],
  ),
  becomes,
})

/** Calls of every kind, each with what it touches. */
const callKinds: readonly ((of: Drawn) => ModelCall)[] = [
  ({ g, wg }) => text('send_group_msg', { group_id: wg, message: 'x' }, [{ group: g }]),
  ({ u, wu }) => text('send_private_msg', { user_id: wu, message: 'x' }, [{ user: u }]),
  ({ g, u, wg, wu }) =>
    text('send_private_msg', { user_id: wu, group_id: wg, message: 'x' }, [{ user: u }, { group: g }]),
  ({ g, wg, wu }) =>
    text('send_msg', { message_type: 'group', group_id: wg, user_id: wu, message: 'x' }, [{ group: g }]),
  ({ u, wu }) => text('send_msg', { message_type: 'private', user_id: wu, message: 'x' }, [{ user: u }]),
  ({ g, u, wg, wu }) =>
    text('send_msg', { group_id: wg, user_id: wu, message: 'x' }, [{ group: g }, { user: u }]),
  ({ g, h, wg }) =>
    text('send_group_msg', { group_id: wg, message: 'x', deep: [{ group_id: h }] }, [
      { group: g },
      { group: h },
    ]),
  ({ g, h }) =>
    text('send_group_msg', `{"group_id":${g},"Group_Id":${h},"message":"x"}`, [{ group: g }, { group: h }]),
  ({ g, h }) => text('send_group_msg', `{"group_id":${g},"group\\u005fid":${h},"message":"x"}`, ['untold']),
  ({ g }) => text('send_group_msg', { group_id: `0${g}`, message: 'x' }, [{ group: 'odd' }]),
  ({ u }) => text('send_group_msg', { user_id: u, message: 'x' }, ['untold']),
  ({ wu }) => text('group_poke', { user_id: wu }, ['untold']),
  ({ g, wg, wu }) => text('group_poke', { group_id: wg, user_id: wu }, [{ group: g }]),
  ({ u, wu }) => text('send_poke', { user_id: wu }, [{ user: u }]),
  ({ g, wg, wu }) => text('send_poke', { group_id: wg, user_id: wu }, [{ group: g }]),
  ({ g, at, wg }) =>
    text('send_group_msg', { group_id: wg, message: [{ type: 'reply', data: { id: String(idOf(at)) } }] }, [
      { group: g },
      { event: at },
    ]),
  ({ g, at, wg }) =>
    text('send_group_msg', { group_id: wg, message: `[CQ:reply,id=${idOf(at)}]x` }, [
      { group: g },
      { event: at },
    ]),
  ({ g, at, wg }) =>
    text(
      'send_group_forward_msg',
      {
        group_id: wg,
        messages: [
          { type: 'node', data: { id: idOf(at) } },
          { type: 'node', data: { user_id: 1, nickname: 'x', content: 'y' } },
        ],
      },
      [{ group: g }, { event: at }],
    ),
  ({ u, at, wu }) =>
    text('forward_friend_single_msg', { user_id: wu, message_id: idOf(at) }, [{ user: u }, { event: at }]),
  ({ at }) => text('delete_msg', { message_id: idOf(at) }, [{ event: at }]),
  ({ at }) => text('get_msg', { message_id: String(idOf(at)) }, [{ event: at }]),
  ({ at }) => text('set_msg_emoji_like', { message_id: idOf(at), emoji_id: '1' }, [{ event: at }]),
  ({ at }) => text('get_forward_msg', { id: String(idOf(at)) }, [{ event: at }]),
  ({ at }) => text('get_image', { file: String(idOf(at)) }, [{ event: at }]),
  ({ at }) => text('set_group_add_request', { flag: String(idOf(at)), approve: true }, [{ event: at }]),
  ({ at }) => text('set_friend_add_request', { flag: String(idOf(at)), approve: true }, [{ event: at }]),
  ({ g, wg, wu }) => text('set_group_kick', { group_id: wg, user_id: wu }, [{ group: g }]),
  ({ g, wg }) => text('get_group_msg_history', { group_id: wg, message_seq: 5 }, [{ group: g }]),
  ({ u, wu }) => text('get_friend_msg_history', { user_id: wu }, [{ user: u }]),
  ({ g, wg }) => text('get_group_member_list', { group_id: wg }, [{ group: g }]),
  ({ wu }) => text('get_stranger_info', { user_id: wu }, []),
  () => text('get_group_list', {}, []),
  () => text('get_friend_list', {}, []),
  () => text('get_recent_contact', {}, []),
  () => ({ ...text('get_cookies', {}, []), isRestricted: true }),
  ({ g }) => text('do_magic', { group_id: g }, ['untold', { group: g }]),
  () => text('_mark_all_as_read', {}, ['untold']),
  ({ g, u, at }) =>
    quick(
      'group',
      {
        post_type: 'message',
        message_type: 'group',
        group_id: Number(g),
        user_id: Number(u),
        message_id: idOf(at),
      },
      { reply: 'x', at_sender: false, delete: true },
      [text('send_group_msg', {}, [{ group: g }]), text('delete_msg', {}, [{ event: at }])],
    ),
  ({ g, u }) =>
    quick(
      'kick',
      { post_type: 'message', message_type: 'group', group_id: Number(g), user_id: Number(u), message_id: 1 },
      { kick: true, ban: true },
      [text('set_group_kick', {}, [{ group: g }]), text('set_group_ban', {}, [{ group: g }])],
    ),
  ({ u, at }) =>
    quick(
      'friend',
      { post_type: 'request', request_type: 'friend', user_id: Number(u), flag: String(idOf(at)) },
      { approve: true },
      [text('set_friend_add_request', {}, [{ event: at }])],
    ),
]

/** Calls over some way in, with or without a suffix. */
export const calls = fc.array(
  fc
    .record({
      kind: fc.nat(callKinds.length - 1),
      g: group,
      h: group,
      u: user,
      at: place,
      isAsync: fc.boolean(),
      way: fc.nat(3),
    })
    .chain(({ kind, g, h, u, at, isAsync, way }) =>
      fc.tuple(written(g), written(u)).map(([wg, wu]) => {
        const make = callKinds[kind] as (typeof callKinds)[number]
        return { call: make({ g, h, u, at, wg, wu }), isAsync, way }
      }),
    ),
  { minLength: 5, maxLength: 12 },
)
