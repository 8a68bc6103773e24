import { perform } from '../deeds/perform.js'
import { waitingRequest } from '../turn/requests.js'
import { refuse } from '../world/refusal.js'
import type { FriendRequest, GroupRequest, Request, World } from '../world/world.js'
import type { Actions } from './action.js'

export const requestHandlers = {
  set_friend_add_request: {
    events: ['notice.friend_add'],
    refuses: ['no_such_request'],
    run(turn, { flag, approve = true, remark = '' }, self) {
      const { kind } = waitingRequest(turn, flag)
      if (kind !== 'friend') return refuseOther(flag, kind)
      return perform(turn, self, 'answer_request', { flag, approve, remark })
    },
  },
  set_group_add_request: {
    events: ['notice.group_increase'],
    refuses: ['no_such_request', 'not_member', 'no_rights'],
    run(turn, { flag, sub_type, approve = true, reason = '' }, self) {
      const request = waitingRequest(turn, flag)
      const found = request.kind === 'group' ? request.sub_type : request.kind
      const asked = sub_type ?? (request.kind === 'group' ? found : 'add')
      if (found !== asked) return refuseOther(flag, found)
      return perform(turn, self, 'answer_request', { flag, approve, reason })
    },
  },
  get_group_system_msg: {
    events: [],
    refuses: [],
    run({ world }, { count = 50 }, self) {
      const known = groupRequests(world, self).filter(({ filtered }) => !filtered)
      const invitations = known.filter(({ sub_type }) => sub_type === 'invite')
      const joins = known.filter(({ sub_type }) => sub_type === 'add')
      return {
        invited_requests: invitations.slice(0, Number(count)).map((each) => invitation(world, each)),
        join_requests: joins.slice(0, Number(count)).map((each) => joinRequest(world, each)),
      }
    },
  },
  get_group_ignore_add_request: {
    events: [],
    refuses: [],
    run: ({ world }, _params, self) =>
      groupRequests(world, self)
        .filter(({ filtered }) => filtered)
        .map((each) => ({ ...joinRequest(world, each), ...invitorOf(world, each.user_id) })),
  },
  get_group_ignored_notifies: {
    events: [],
    refuses: [],
    run({ world }, _params, self) {
      const ignored = groupRequests(world, self).filter(({ filtered }) => filtered)
      const invited = ignored
        .filter(({ sub_type }) => sub_type === 'invite')
        .map((each) => invitation(world, each))
      const joins = ignored
        .filter(({ sub_type }) => sub_type === 'add')
        .map((each) => joinRequest(world, each))
      return { invited_requests: invited, InvitedRequest: invited, join_requests: joins }
    },
  },
  get_doubt_friends_add_request: {
    events: [],
    refuses: [],
    run: ({ world }, { count = 50 }, self) =>
      doubtful(world, self)
        .slice(0, Number(count))
        .map((each) => doubtfulInfo(world, each)),
  },
  set_doubt_friends_add_request: {
    events: ['notice.friend_add'],
    refuses: ['no_such_request'],
    run(turn, { flag, approve = true }, self) {
      if (!doubtful(turn.world, self).some((each) => each.flag === flag)) {
        return refuse('no_such_request', `no doubtful request ${flag} is waiting for ${self}`)
      }
      return perform(turn, self, 'answer_request', { flag, approve })
    },
  },
} as const satisfies Actions

const refuseOther = (flag: string, found: string): never =>
  refuse('no_such_request', `the request ${flag} is of another kind: ${found}`)

/** The requests that an account may answer, newest first. */
const groupRequests = ({ requests, groups }: World, self: number): readonly GroupRequest[] =>
  Array.from(requests.values())
    .filter((each): each is GroupRequest => each.kind === 'group')
    .filter(({ sub_type, user_id, group_id }) => {
      const role = groups.get(group_id)?.members.get(self)?.role ?? 'member'
      return sub_type === 'invite' ? user_id === self : role !== 'member'
    })
    .sort((one, other) => other.time - one.time)

const doubtful = ({ requests }: World, self: number): readonly FriendRequest[] =>
  Array.from(requests.values()).filter(
    (each: Request): each is FriendRequest =>
      each.kind === 'friend' && each.filtered && each.target_id === self,
  )

const nickOf = ({ users }: World, user_id: number): string => users.get(user_id)?.nickname ?? ''

const invitorOf = (world: World, user_id: number) => ({
  invitor_uin: user_id,
  invitor_nick: nickOf(world, user_id),
})

const requestInfo = ({ groups }: World, { flag, group_id, state, actor = 0 }: GroupRequest) => ({
  request_id: Number(flag),
  flag,
  group_id,
  group_name: groups.get(group_id)?.group_name ?? '',
  checked: state !== 'waiting',
  actor,
})

const invitation = (world: World, request: GroupRequest) => ({
  ...requestInfo(world, request),
  ...invitorOf(world, request.invitor_id ?? 0),
  message: request.comment,
  requester_nick: nickOf(world, request.user_id),
})

const joinRequest = (world: World, request: GroupRequest) => ({
  ...requestInfo(world, request),
  requester_uin: request.user_id,
  requester_nick: nickOf(world, request.user_id),
  ...invitorOf(world, request.invitor_id ?? request.user_id),
  message: request.comment,
})

const doubtfulInfo = (world: World, { flag, user_id, comment, time }: FriendRequest) => ({
  flag,
  uin: String(user_id),
  nick: nickOf(world, user_id),
  source: '',
  reason: '',
  msg: comment,
  group_code: '0',
  time: String(time),
  type: 'doubt',
})
