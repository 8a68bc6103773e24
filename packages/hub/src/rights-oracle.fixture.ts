import fc from 'fast-check'
import type { ChatList, ClientRights } from './options.js'

/**
 * An oracle for the rights of a client, apart from the code that it judges: each event and call is generated with what it
 * touches written beside it, and the oracle goes by that alone.
 */

const GROUPS = ['30001', '30002', '30003'] as const
const USERS = ['201', '202', '203'] as const

/** The rights that are tried. */
export type Rights = Pick<ClientRights, 'groups' | 'users' | 'actions' | 'readOnly'>

/** What an event or a call touches. */
export type Touch =
  | { readonly group: string }
  | { readonly user: string }
  /** Whatever an earlier event is of, by its place in the list; beyond the list it is of nothing that was ever sent. */
  | { readonly event: number }
  /** Not to be told by anybody. */
  | 'untold'

export interface ModelEvent {
  readonly event: Readonly<Record<string, unknown>>
  readonly touches: readonly Touch[]
}

export interface ModelCall {
  readonly action: string
  /** Params as JSON text. They may refer to events by `#<place>`. */
  readonly params: string
  readonly touches: readonly Touch[]
  /** The calls that a quick operation becomes. */
  readonly becomes?: readonly ModelCall[]
  /** Restricted by the table. */
  readonly isRestricted?: boolean
}

/** The number by which an event’s message, request, file and forward are known. */
export const idOf = (place: number): number => 1_000 + place

const group = fc.constantFrom(...GROUPS)
const user = fc.constantFrom(...USERS)
/** Some id in the ways in which clients write it. */
const written = (id: string) => fc.constantFrom<unknown>(Number(id), id)
/** A place among the events, or beyond them. */
const place = fc.integer({ min: 0, max: 15 })

const list = (ids: readonly string[]): fc.Arbitrary<ChatList | undefined> =>
  fc.oneof(
    fc.constant(undefined),
    fc.subarray([...ids]),
    fc.subarray([...ids], { minLength: 1 }).map((deny) => ({ deny })),
  )

const patterns = [
  '*',
  'send_*',
  'get_*',
  'set_*',
  'delete_msg',
  'get_cookies',
  'do_magic',
  '!send_*',
  '!set_*',
  '!get_msg',
  '!delete_msg',
]

/** Rights of a client, as its entry might have them. */
export const rights: fc.Arbitrary<Rights> = fc
  .record({
    groups: list(GROUPS),
    users: list(USERS),
    how: fc.oneof(
      fc.constant({}),
      fc.constant({ readOnly: true }),
      fc.subarray(patterns, { minLength: 1 }).map((actions) => ({ actions })),
    ),
  })
  .map(({ groups, users, how }) => ({ ...(groups && { groups }), ...(users && { users }), ...how }))

const eventKinds: readonly ((of: {
  g: string
  u: string
  form: (id: string) => unknown
  id: number
}) => ModelEvent)[] = [
  ({ g, u, form, id }) => ({
    event: {
      post_type: 'message',
      message_type: 'group',
      group_id: form(g),
      user_id: form(u),
      message_id: id,
      message: said(id),
    },
    touches: [{ group: g }],
  }),
  ({ u, form, id }) => ({
    event: {
      post_type: 'message',
      message_type: 'private',
      sub_type: 'friend',
      user_id: form(u),
      message_id: id,
      message: said(id),
    },
    touches: [{ user: u }],
  }),
  ({ g, u, form, id }) => ({
    event: {
      post_type: 'message',
      message_type: 'private',
      sub_type: 'group',
      user_id: form(u),
      group_id: form(g),
      message_id: id,
      message: said(id),
    },
    touches: [{ user: u }, { group: g }],
  }),
  ({ g, u, form, id }) => ({
    event: {
      post_type: 'message',
      message_type: 'private',
      user_id: form(u),
      sender: { group_id: form(g) },
      message_id: id,
      message: `[CQ:forward,id=${id}][CQ:image,file=${id}]`,
    },
    touches: [{ user: u }, { group: g }],
  }),
  ({ u, id }) => ({
    event: {
      post_type: 'message_sent',
      message_type: 'private',
      user_id: 10001,
      target_id: Number(u),
      message_id: id,
      message: said(id),
    },
    touches: [{ user: u }],
  }),
  ({ g, u, id }) => ({
    event: {
      post_type: 'request',
      request_type: 'group',
      sub_type: 'add',
      group_id: Number(g),
      user_id: Number(u),
      flag: String(id),
    },
    touches: [{ group: g }],
  }),
  ({ u, id }) => ({
    event: { post_type: 'request', request_type: 'friend', user_id: Number(u), flag: String(id) },
    touches: [{ user: u }],
  }),
  ({ g, u }) => ({
    event: {
      post_type: 'notice',
      notice_type: 'notify',
      sub_type: 'poke',
      group_id: Number(g),
      user_id: Number(u),
      target_id: 10001,
    },
    touches: [{ group: g }],
  }),
  ({ u }) => ({
    event: {
      post_type: 'notice',
      notice_type: 'notify',
      sub_type: 'poke',
      user_id: Number(u),
      target_id: 10001,
    },
    touches: [{ user: u }],
  }),
  ({ g }) => ({
    event: { post_type: 'notice', notice_type: 'rookery_gap', group_id: Number(g), count: 1 },
    touches: [{ group: g }],
  }),
  () => ({
    event: { post_type: 'notice', notice_type: 'client_status', client: {}, online: true },
    touches: [],
  }),
]

const said = (id: number) => [
  { type: 'forward', data: { id: String(id) } },
  { type: 'image', data: { file: String(id) } },
]

/** Makes the event for a place; each carries its place as `n`. */
export const events: fc.Arbitrary<readonly ModelEvent[]> = fc
  .array(fc.record({ kind: fc.nat(eventKinds.length - 1), g: group, u: user, isText: fc.boolean() }), {
    minLength: 4,
    maxLength: 12,
  })
  .map((drawn) =>
    drawn.map(({ kind, g, u, isText }, n) => {
      const make = eventKinds[kind] as (typeof eventKinds)[number]
      const { event, touches } = make({ g, u, form: (id) => (isText ? id : Number(id)), id: idOf(n) })
      return { event: { ...event, n }, touches }
    }),
  )

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

const inList = (chats: ChatList | undefined, id: string): boolean => {
  if (chats === undefined) return true
  if (id === 'odd') return false
  return 'deny' in chats ? !chats.deny.includes(id) : chats.includes(id)
}

/** Whether a client with these rights may see an event. */
export const maySee = ({ groups, users }: Rights, { touches }: ModelEvent): boolean =>
  touches.every((each) => {
    if (each === 'untold' || 'event' in each) return false
    return 'group' in each ? inList(groups, each.group) : inList(users, each.user)
  })

const fits = (pattern: string, name: string): boolean =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name

/** Whether its entry allows an action by its name. */
function mayCall({ actions, readOnly }: Rights, { action, isRestricted = false }: ModelCall): boolean {
  if (readOnly) return !isRestricted && action.startsWith('get_')
  if (!actions) return !isRestricted
  if (actions.some((each) => each.startsWith('!') && fits(each.slice(1), action))) return false
  if (actions.includes(action)) return true
  return !isRestricted && actions.some((each) => fits(each, action))
}

/** The kind of id that a call names an event by has to be one that the event has. */
function hasId({ event }: ModelEvent, { action }: ModelCall): boolean {
  if (/^set_(?:group|friend)_add_request$/.test(action)) return 'flag' in event
  return 'message_id' in event
}

/** Whether a client with these rights, which was sent what it may see of the events, may do a call. */
export function mayDo(own: Rights, call: ModelCall, sent: readonly ModelEvent[]): boolean {
  if (call.becomes) return call.becomes.every((each) => mayDo(own, each, sent))
  if (!mayCall(own, call)) return false
  const { groups, users, actions = [] } = own
  if (!groups && !users) return true
  const isNamed = actions.includes(call.action)
  return call.touches.every((each) => {
    if (each === 'untold') return isNamed
    if ('group' in each) return inList(groups, each.group)
    if ('user' in each) return inList(users, each.user)
    const event = sent[each.event]
    return event !== undefined && hasId(event, call) && maySee(own, event)
  })
}

/** Lists of an implementation, and what of them a client may see. */
export const lists = {
  get_group_list: GROUPS.map((id) => ({ group_id: Number(id) })),
  get_friend_list: USERS.map((id) => ({ user_id: Number(id) })),
  get_recent_contact: [
    ...GROUPS.map((peerUin) => ({ chatType: 2, peerUin })),
    ...USERS.map((peerUin) => ({ chatType: 1, peerUin })),
  ],
} as const

export function visible({ groups, users }: Rights, action: string): readonly object[] | undefined {
  if (action === 'get_group_list')
    return lists.get_group_list.filter(({ group_id }) => inList(groups, String(group_id)))
  if (action === 'get_friend_list')
    return lists.get_friend_list.filter(({ user_id }) => inList(users, String(user_id)))
  if (action !== 'get_recent_contact') return undefined
  return lists.get_recent_contact.filter(({ chatType, peerUin }) =>
    inList(chatType === 2 ? groups : users, peerUin),
  )
}
