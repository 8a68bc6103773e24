import { dayOf } from '../world/day.js'
import { ownGroupOf } from '../world/look-up.js'
import type { Group, Honor, HonorType, World } from '../world/world.js'
import type { Actions } from './action.js'

const types = ['talkative', 'performer', 'legend', 'strong_newbie', 'emotion'] as const

export const groupHonorHandlers = {
  get_group_honor_info: {
    events: [],
    refuses: ['no_such_group', 'not_member'],
    run({ world }, { group_id, type }, self) {
      const group = ownGroupOf({ world }, self, group_id)
      const asked = types.filter((each) => type === 'all' || type === each)
      const lists = asked.map((each) => [`${each}_list`, honored(world, group, each)])
      const current = asked.includes('talkative') ? currentTalkative(world, group) : {}
      return { group_id: group.group_id, ...current, ...Object.fromEntries(lists) }
    },
  },
} as const satisfies Actions

/** Members with an honor, the latest first. */
const honored = (world: World, { honors }: Group, type: HonorType) =>
  (honors.get(type) ?? []).toReversed().map((honor) => ({ ...personOf(world, honor), description: '' }))

function currentTalkative(world: World, { honors }: Group) {
  const last = honors.get('talkative')?.at(-1)
  if (!last) return {}
  const day_count = dayOf(Math.floor(world.nowMs / 1000)) - dayOf(last.time) + 1
  return { current_talkative: { ...personOf(world, last), day_count } }
}

function personOf({ users, mediaUrl }: World, { user_id }: Honor) {
  const { nickname = '', avatar } = users.get(user_id) ?? {}
  return { user_id, nickname, avatar: avatar === undefined ? '' : `${mediaUrl}/${avatar}` }
}
