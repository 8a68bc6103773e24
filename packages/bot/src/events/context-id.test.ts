import { expect, it } from 'vitest'
import { type ContextMode, contextId } from './context-id.js'

it.each<[object, ContextMode, string]>([
  [{ group_id: 9, user_id: 5 }, 'default', '/group/9/user/5'],
  [{ user_id: 5 }, 'default', '/user/5'],
  [{ group_id: 9, user_id: 5 }, 'group', '/group/9'],
  [{ user_id: 5 }, 'group', '/user/5'],
  [{ group_id: 9, user_id: 5 }, 'user', '/user/5'],
  [{ group_id: 9 }, 'user', ''],
  [{}, 'default', ''],
  // NoneBot leaves the account out.
  [{ self_id: 1, group_id: 9, user_id: 5 }, 'default', '/bot/1/group/9/user/5'],
])('of %j by %s is %s', (event, mode, id) => {
  expect(contextId(event, mode)).toBe(id)
})
