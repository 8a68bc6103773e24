import { refuse } from '../world/refusal.js'
import type { FriendRequest, GroupRequest, Request } from '../world/world.js'
import type { Turn } from './turn.js'

/** A request without the values that the world assigns. */
export type NewRequest = Omit<FriendRequest, 'flag' | 'time'> | Omit<GroupRequest, 'flag' | 'time'>

/** Adds a request. A repeated one replaces the first, as in QQ. */
export function addRequest<R extends NewRequest>(turn: Turn, asked: R): R & Pick<Request, 'flag' | 'time'> {
  const { requests } = turn.world
  turn.change({ requests: requests.filterNot((each) => isWaiting(each) && isSame(each, asked)) })
  let flag = turn.drawNumber()
  while (requests.has(flag)) flag = turn.drawNumber()
  const request = { ...asked, flag, time: turn.time }
  turn.setRequest(request)
  return request
}

const isWaiting = (request: Request): boolean => request.kind === 'friend' || request.state === 'waiting'

function isSame(one: Request, other: NewRequest): boolean {
  if (one.kind === 'friend' && other.kind === 'friend') {
    return one.user_id === other.user_id && one.target_id === other.target_id
  }
  if (one.kind !== 'group' || other.kind !== 'group') return false
  return one.sub_type === other.sub_type && one.group_id === other.group_id && one.user_id === other.user_id
}

/** A request that is not answered yet. @throws WorldRefusal `no_such_request` */
export function waitingRequest({ world }: Turn, flag: string): Request {
  const request = world.requests.get(flag)
  return request && isWaiting(request) ? request : refuse('no_such_request', `no request ${flag} is waiting`)
}
