import { groupExt, groupRecord } from '../profiles/qq-records.js'
import { ownGroupOf } from '../world/look-up.js'
import type { Group } from '../world/world.js'
import type { Actions } from './action.js'

/** QQ's own records of a group, which NapCat passes on. Fields that this world does not model are blank. */
export const groupRecordHandlers = {
  get_group_info_ex: {
    events: [],
    refuses: ['no_such_group', 'not_member'],
    plausible: true,
    run(turn, { group_id }, self) {
      const group = ownGroupOf(turn, self, group_id)
      const extInfo = { ...groupExt, groupOwnerId: { ...groupExt.groupOwnerId, memberUin: ownerOf(group) } }
      return { groupCode: String(group.group_id), resultCode: 0, extInfo }
    },
  },
  get_group_detail_info: {
    events: [],
    refuses: ['no_such_group', 'not_member'],
    plausible: true,
    run(turn, { group_id }, self) {
      const group = ownGroupOf(turn, self, group_id)
      return { ...groupRecord, ...inQqWords(group, self), ...inOneBotWords(group) }
    },
  },
} as const satisfies Actions

const ownerOf = ({ members }: Group): string =>
  String(members.find(({ role }) => role === 'owner')?.user_id ?? '')

/** QQ's value for the end of a mute without an end. */
const WITHOUT_END = 0xffffffff

const inQqWords = (group: Group, self: number) => ({
  groupCode: String(group.group_id),
  groupUin: String(group.group_id),
  ownerUid: ownerOf(group),
  ownerUin: ownerOf(group),
  groupName: group.group_name,
  maxMemberNum: group.max_member_count,
  memberNum: group.members.size,
  groupCreateTime: group.create_time,
  remarkName: group.remarks.get(self) ?? '',
  shutUpAllTimestamp: group.whole_ban ? WITHOUT_END : 0,
  shutUpMeTimestamp: group.members.get(self)?.muted_until ?? 0,
  cmdUinJoinTime: group.members.get(self)?.join_time ?? 0,
})

const inOneBotWords = ({ group_id, group_name, members, max_member_count, whole_ban }: Group) => ({
  group_id,
  group_name,
  member_count: members.size,
  max_member_count,
  group_all_shut: whole_ban ? -1 : 0,
  group_remark: '',
})
