import type {
  Explained,
  FaultRule,
  MembersPatch,
  PageAbilities,
  PageAccount,
  PageChat,
  PageGroup,
  PageInfo,
  PageMember,
  PageNote,
  PageStatus,
  PageUser,
  Patch,
  Request,
  WireEntry,
  WorldPatch,
} from '@rookery/sandbox'
import type { PageUpdate } from './connection.js'
import { type Timeline, withMessages } from './timeline.js'

/** Number of wire entries that the page keeps. */
const MAX_WIRE = 2_000

export interface GroupView extends Omit<Required<PageGroup>, 'members' | 'essence'> {
  readonly members: ReadonlyMap<number, PageMember>
  readonly essence: ReadonlySet<number>
}

/** State of the page. Immutable: each frame creates a new one. */
export interface PageState {
  readonly status: 'connecting' | 'open' | 'lost'
  /** Whether the first snapshot has arrived. */
  readonly ready: boolean
  /** Difference between the sandbox's clock and this machine's. */
  readonly aheadMs: number
  readonly users: ReadonlyMap<number, PageUser>
  readonly accounts: ReadonlyMap<number, PageAccount>
  readonly friends: ReadonlyMap<number, ReadonlySet<number>>
  readonly groups: ReadonlyMap<number, GroupView>
  readonly requests: ReadonlyMap<string, Request>
  readonly chats: ReadonlyMap<string, PageChat>
  /** Messages of the chats that were requested. */
  readonly timelines: ReadonlyMap<string, Timeline>
  readonly notes: ReadonlyMap<string, readonly PageNote[]>
  readonly wire: readonly WireEntry[]
  readonly leftOut: number
  /** Explanations of bots that did nothing about a message, by message id. */
  readonly explained: ReadonlyMap<number, readonly Explained[]>
  readonly info: PageInfo
  readonly faults: readonly FaultRule[]
  readonly abilities: PageAbilities
}

export const emptyState: PageState = {
  status: 'connecting',
  ready: false,
  aheadMs: 0,
  users: new Map(),
  accounts: new Map(),
  friends: new Map(),
  groups: new Map(),
  requests: new Map(),
  chats: new Map(),
  timelines: new Map(),
  notes: new Map(),
  wire: [],
  leftOut: 0,
  explained: new Map(),
  info: { accounts: [] },
  faults: [],
  abilities: { advance: false, worlds: false },
}

/** Returns the state after a frame. */
export function withFrame(state: PageState, frame: PageUpdate): PageState {
  switch (frame.is) {
    case 'info':
      return withStatus(state, frame)
    case 'snapshot': {
      const { status, abilities, wire, world } = frame
      const fresh = { ...emptyState, status: state.status, ready: true, abilities, wire }
      const notes = withNotes(new Map(), frame.notes)
      const explained = withExplained(new Map(), frame.explained)
      return withWorld(withStatus({ ...fresh, notes, explained }, status), world)
    }
    case 'change': {
      const notes = withNotes(state.notes, frame.notes)
      const wire = frame.wire.length > 0 ? [...state.wire, ...frame.wire].slice(-MAX_WIRE) : state.wire
      const leftOut = state.leftOut + frame.left_out
      const explained = withExplained(state.explained, frame.explained)
      return withWorld({ ...state, notes, wire, leftOut, explained }, frame.world)
    }
  }
}

const withStatus = (state: PageState, { info, faults, ahead_ms }: PageStatus): PageState => ({
  ...state,
  info,
  faults,
  aheadMs: ahead_ms,
})

function withWorld(state: PageState, patch: WorldPatch): PageState {
  return {
    ...state,
    users: patched(state.users, patch.users, ({ user_id }) => user_id),
    accounts: patched(state.accounts, patch.accounts, ({ self_id }) => self_id),
    friends: mapped(
      state.friends,
      patch.friends,
      ({ user_id }) => user_id,
      ({ friends }) => new Set(friends),
    ),
    groups: mapped(state.groups, patch.groups, ({ group_id }) => group_id, groupView),
    requests: patched(state.requests, patch.requests, ({ flag }) => flag),
    chats: patched(state.chats, patch.chats, ({ key }) => key),
    timelines: withMessages(state.timelines, patch.messages ?? []),
  }
}

const groupView = (group: PageGroup, before: GroupView | undefined): GroupView => ({
  ...group,
  essence: new Set(group.essence),
  files: group.files ?? before?.files ?? [],
  folders: group.folders ?? before?.folders ?? [],
  notices: group.notices ?? before?.notices ?? [],
  members: withMembers(before?.members ?? new Map(), group.members),
})

function withMembers(
  members: GroupView['members'],
  { set, plain, gone }: MembersPatch,
): GroupView['members'] {
  if (set.length + plain.length + gone.length === 0) return members
  const next = new Map(members)
  for (const member of set) next.set(member.user_id, member)
  for (const user_id of plain)
    next.set(user_id, { user_id, role: 'member', card: '', title: '', muted_until: 0 })
  for (const user_id of gone) next.delete(user_id)
  return next
}

const patched = <K, T>(map: ReadonlyMap<K, T>, patch: Patch<T, K> | undefined, keyOf: (value: T) => K) =>
  mapped(map, patch, keyOf, (value) => value)

function mapped<K, T, V>(
  map: ReadonlyMap<K, V>,
  patch: Patch<T, K> | undefined,
  keyOf: (value: T) => K,
  view: (value: T, before: V | undefined) => V,
): ReadonlyMap<K, V> {
  if (!patch) return map
  const next = new Map(map)
  for (const value of patch.set) next.set(keyOf(value), view(value, map.get(keyOf(value))))
  for (const key of patch.gone) next.delete(key)
  return next
}

function withNotes(
  notes: PageState['notes'],
  added: readonly PageNote[],
): ReadonlyMap<string, readonly PageNote[]> {
  if (added.length === 0) return notes
  const next = new Map(notes)
  for (const note of added) next.set(note.chat, [...(next.get(note.chat) ?? []), note])
  return next
}

function withExplained(
  explained: PageState['explained'],
  added: readonly Explained[],
): PageState['explained'] {
  if (added.length === 0) return explained
  const next = new Map(explained)
  for (const each of added) next.set(each.message_id, [...(next.get(each.message_id) ?? []), each])
  return next
}
