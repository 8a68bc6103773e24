import { OneBotError } from '@rookery/protocol'

/** Refusals by the name that action tables use, each with its retcode. */
export const refusals = {
  bad_params: { retcode: 1400, summary: { zh: '参数缺失或无效', en: 'a parameter is missing or invalid' } },
  no_such_action: { retcode: 1404, summary: { zh: '没有这个动作', en: 'there is no such action' } },
  account_offline: { retcode: 1503, summary: { zh: '账号不在线', en: 'the account is offline' } },
  no_such_user: { retcode: 1200, summary: { zh: '用户不存在', en: 'there is no such user' } },
  no_such_group: { retcode: 1200, summary: { zh: '群不存在', en: 'there is no such group' } },
  no_such_message: { retcode: 1200, summary: { zh: '消息不存在', en: 'there is no such message' } },
  no_such_forward: {
    retcode: 1200,
    summary: { zh: '合并转发不存在', en: 'there is no such merged forward' },
  },
  no_such_file: { retcode: 1200, summary: { zh: '文件不存在', en: 'there is no such file' } },
  no_such_folder: { retcode: 1200, summary: { zh: '文件夹不存在', en: 'there is no such folder' } },
  no_such_notice: { retcode: 1200, summary: { zh: '群公告不存在', en: 'there is no such group notice' } },
  no_such_request: {
    retcode: 1200,
    summary: { zh: '请求不存在或已处理', en: 'there is no such request waiting' },
  },
  not_member: { retcode: 1200, summary: { zh: '不是群成员', en: 'not a member of the group' } },
  not_friend: { retcode: 1200, summary: { zh: '不是好友', en: 'not a friend' } },
  already_member: { retcode: 1200, summary: { zh: '已经是群成员', en: 'is a member of the group already' } },
  already_friend: { retcode: 1200, summary: { zh: '已经是好友', en: 'is a friend already' } },
  no_rights: { retcode: 1200, summary: { zh: '没有权限', en: 'the role in the group does not allow it' } },
  refused_for_good: {
    retcode: 1200,
    summary: { zh: '该群已拒绝此人加群', en: 'the group refuses this user for good' },
  },
  muted: { retcode: 1200, summary: { zh: '被禁言', en: 'is muted' } },
  whole_group_muted: { retcode: 1200, summary: { zh: '全员禁言中', en: 'the whole group is muted' } },
  anonymous_off: {
    retcode: 1200,
    summary: { zh: '群未开启匿名聊天', en: 'the group does not allow anonymous messages' },
  },
  already_recalled: {
    retcode: 1200,
    summary: { zh: '消息已被撤回', en: 'the message was recalled already' },
  },
  too_late: { retcode: 1200, summary: { zh: '超过时限', en: 'the time for it is over' } },
  empty_message: { retcode: 1200, summary: { zh: '消息为空', en: 'the message is empty' } },
  too_long: { retcode: 1200, summary: { zh: '内容过长', en: 'it is too long' } },
  too_large: { retcode: 1200, summary: { zh: '文件过大', en: 'the file is too large' } },
  bad_media: { retcode: 1200, summary: { zh: '文件无法读取', en: 'the file cannot be read' } },
  used_up: { retcode: 1200, summary: { zh: '次数已用完', en: 'the limit for today is used up' } },
  name_taken: { retcode: 1200, summary: { zh: '名称已存在', en: 'the name is taken' } },
} as const satisfies Readonly<Record<string, { retcode: number; summary: { zh: string; en: string } }>>

/** Name of a refusal, such as `no_such_group`; the table gives its retcode and its words. */
export type RefusalName = keyof typeof refusals

/** A call or deed that this world does not allow. It becomes a failed reply, and changes nothing. */
export class WorldRefusal extends OneBotError {
  readonly refusal: RefusalName
  readonly retcode: number

  constructor(refusal: RefusalName, reason: string) {
    super(refusal, shortened(reason))
    this.refusal = refusal
    this.retcode = refusals[refusal].retcode
  }
}

const MAX_REASON_LENGTH = 500
const LAST_OF_REASON = 100

/** Shortens a reason in the middle: it may quote a whole file, and the words after the quote matter. */
function shortened(reason: string): string {
  if (reason.length <= MAX_REASON_LENGTH) return reason
  // A character takes two units at most: of a long reason no more than its ends is read.
  const isLong = reason.length > 2 * MAX_REASON_LENGTH
  const ends = isLong ? reason.slice(0, MAX_REASON_LENGTH * 2) + reason.slice(-2 * LAST_OF_REASON) : reason
  const characters = [...ends]
  const first = characters.slice(0, MAX_REASON_LENGTH - LAST_OF_REASON).join('')
  return characters.length > MAX_REASON_LENGTH
    ? `${first}…${characters.slice(-LAST_OF_REASON).join('')}`
    : reason
}

export function refuse(refusal: RefusalName, reason: string): never {
  throw new WorldRefusal(refusal, reason)
}
