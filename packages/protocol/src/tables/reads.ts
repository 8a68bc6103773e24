import type { ActionName } from './action-types.js'

/** Actions that only read, though their names do not begin with `get_` or `can_`. */
const namedOtherwise: ReadonlySet<string> = new Set([
  '_get_group_notice',
  '_get_model_show',
  '_get_vip_info',
  '.ocr_image',
  'check_url_safely',
  'fetch_custom_face',
  'fetch_custom_face_detail',
  'fetch_emoji_like',
  'nc_get_packet_status',
  'nc_get_rkey',
  'nc_get_user_status',
  'ocr_image',
  'qidian_get_account_info',
] satisfies (ActionName | '.ocr_image')[])

/** Actions that take out what they give: a second call gives something else. */
const taking: ReadonlySet<string> = new Set(['get_event', 'get_updates'] satisfies ActionName[])

/** Whether an action, named without suffix, changes nothing, so that it may be executed twice. */
export const isRead = (action: string): boolean =>
  action.startsWith('get_') || action.startsWith('can_') ? !taking.has(action) : namedOtherwise.has(action)
