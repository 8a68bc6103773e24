import fc from 'fast-check'
import type { ChatList, ClientRights } from './options.js'

export const GROUPS = ['30001', '30002', '30003'] as const
export const USERS = ['201', '202', '203'] as const

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

export const group = fc.constantFrom(...GROUPS)
export const user = fc.constantFrom(...USERS)

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
