import type { Message as Segments } from '@rookery/protocol'
import type { EventBody } from '../world/event-body.js'
import type { Profile } from '../world/profile.js'
import type { World } from '../world/world.js'

/**
 * Converts an event to the shape of an implementation; undefined if that reports nothing. Foreign fields are removed
 * later.
 */
type EventShape = (body: EventBody, world: World) => EventBody | undefined

type Fields = Readonly<Record<string, unknown>>

/** Shapes by event, for events that differ by more than missing fields. */
type EventShapes = Readonly<Record<string, EventShape>>

/** Asserts the type of an event. Wire objects are plain; the tables describe their fields. */
const eventOf = (fields: Fields): EventBody => fields as unknown as EventBody

const adding =
  (more: (fields: Fields, world: World) => Fields): EventShape =>
  (body, world) =>
    eventOf({ ...body, ...more(body as Fields, world) })

const NUDGE = 'http://tianquan.gtimg.cn/nudgeaction/item/0/expression.jpg'
const MALL = 'https://zb.vip.qq.com/v2/pages/nudgeMall?_wv=2&actionId=0'

/** QQ's grey line about a poke, in parts: actor, picture, verb, target, suffix. */
const withRawInfo = adding(({ user_id, target_id }) => ({
  raw_info: [
    { col: '1', nm: '', type: 'qq', uid: String(user_id) },
    { jp: MALL, src: NUDGE, type: 'img' },
    { txt: '戳了戳', type: 'nor' },
    { col: '1', nm: '', tp: '0', type: 'qq', uid: String(target_id) },
    { txt: '', type: 'nor' },
  ],
}))

const withAction = adding(() => ({ action: '戳了戳', suffix: '', action_img_url: NUDGE }))

/**
 * A file from a friend as a notice, which go-cqhttp and Lagrange report; in the sandbox it is a message of one
 * segment.
 */
function offlineFile(body: EventBody): EventBody {
  const { user_id, message } = body as { readonly user_id?: number; readonly message?: Segments }
  const [file, ...more] = message ?? []
  if (file?.type !== 'file' || more.length > 0) return body
  const { file_id, name, file: named, file_size, url } = file.data as Fields
  return eventOf({
    post_type: 'notice',
    notice_type: 'offline_file',
    user_id,
    file: { id: file_id, name: name ?? named, size: Number(file_size), url },
  })
}

const withoutOwnFile: EventShape = (body) => (offlineFile(body) === body ? body : undefined)

/** Reports a reaction in an event of its own. */
function reaction(body: EventBody): EventBody {
  const { group_id, user_id, message_id, likes, is_add } = body as Fields
  const [{ emoji_id: code, count } = { emoji_id: '', count: 0 }] = likes as readonly {
    readonly emoji_id: string
    readonly count: number
  }[]
  const sub_type = is_add ? 'add' : 'remove'
  const head = { post_type: 'notice', notice_type: 'reaction', sub_type }
  return eventOf({ ...head, group_id, message_id, operator_id: user_id, code, count })
}

const groupNameChange: EventShape = (body) => {
  const { group_id, name_new: name } = body as Fields
  return eventOf({ post_type: 'notice', notice_type: 'group_name_change', group_id, name })
}

const groupDismiss: EventShape = (body) => {
  const { group_id, operator_id: user_id } = body as Fields
  return eventOf({ post_type: 'notice', notice_type: 'group_dismiss', group_id, user_id })
}

const withTip = adding(() => ({ tip: '' }))

/** NapCat repeats the id of a message as its sequence; the real one is in `real_seq`. */
const withIdAsSeq = adding(({ message_id }) => ({ message_seq: message_id }))

const napCatMessages: EventShapes = Object.fromEntries(
  ['private.friend', 'private.group', 'group.normal', 'group.anonymous'].flatMap((name) => [
    [`message.${name}`, withIdAsSeq],
    [`message_sent.${name}`, withIdAsSeq],
  ]),
)

export const eventShapes: Readonly<Record<Profile, EventShapes>> = {
  napcat: { ...napCatMessages, 'notice.notify.poke': withRawInfo },
  lagrange: {
    'message.private.friend': offlineFile,
    'notice.notify.poke': withAction,
    'notice.notify.group_name': groupNameChange,
    'notice.group_msg_emoji_like': reaction,
    'notice.group_recall': withTip,
    'notice.friend_recall': withTip,
  },
  llbot: {
    'notice.notify.poke': withRawInfo,
    'notice.group_decrease.disband': groupDismiss,
  },
  'go-cqhttp': {
    'message.private.friend': offlineFile,
    'message_sent.private.friend': withoutOwnFile,
  },
}
