import { type ActionName, actionFacts, eventFacts } from '@rookery/protocol'
import { DEFAULT_PROFILE, type Profile } from '../world/profile.js'
import { foreignFields, isGivenBy, type SourcedField, withoutFields } from './foreign-fields.js'
import { userRecord } from './qq-records.js'

/** Converts the data of an answer to the shape of an implementation. Foreign fields are removed later. */
type AnswerShape = (data: never) => unknown

/** Shapes by action, for answers that differ by more than missing fields. */
type AnswerShapes = { readonly [N in ActionName]?: AnswerShape }

type Fields = Readonly<Record<string, unknown>>

/** QQ's own result for success, which NapCat passes on. */
const done = () => ({ result: 0, errMsg: '' })
const doneWithCode = () => ({ errCode: 0, errMsg: '' })
const ok = () => ({ ok: true })
const retOk = { retCode: 0, retMsg: 'ok', clientWording: '' } as const
const msgOk = () => ({ msg: 'ok' })

/** Reduces the answer to one of its fields. */
const only =
  (key: string): AnswerShape =>
  (data: Fields) =>
    data[key]

/** A message as in the events and `get_msg` of the implementation. */
function message(profile: Profile): (data: Fields) => unknown {
  const { data, ext_data = [] } = actionFacts.get_msg
  const { GroupMessageEvent, PrivateMessageEvent } = eventFacts
  const rows: readonly SourcedField[] = [
    ...(data as readonly SourcedField[]),
    ...ext_data,
    ...GroupMessageEvent.fields,
    ...PrivateMessageEvent.fields,
  ]
  const omission = foreignFields(rows.filter(isGivenBy(profile)), rows)
  const own = (fields: Fields): Fields =>
    profile === 'napcat' ? { ...fields, message_seq: fields.message_id } : fields
  return (fields) => (omission ? withoutFields(own(fields), omission) : own(fields))
}

/** Shapes of the actions that answer with messages. */
function messages(profile: Profile): AnswerShapes {
  const shape = message(profile)
  const history = ({ messages: all }: { readonly messages: readonly Fields[] }) => ({
    messages: all.map(shape),
  })
  return { get_msg: shape, get_group_msg_history: history, get_friend_msg_history: history }
}

interface Node extends Fields {
  readonly message: readonly { readonly type: string; readonly data: Fields }[]
}

/** Applies `shape` to the nodes of a merged forward. */
const nodes =
  (shape: (node: Node) => unknown): AnswerShape =>
  ({ messages: all }: { readonly messages: readonly Node[] }) => ({ messages: all.map(shape) })

const nodeOf =
  (...keys: readonly string[]) =>
  (node: Node): unknown => {
    const { user_id, nickname } = node.sender as Fields
    const kept = Object.fromEntries(keys.map((key) => [key, node[key]]))
    return { ...kept, sender: { user_id, nickname }, content: node.message.map(closed) }
  }

/** A nested merged forward, reduced to its id. */
const closed = (segment: Node['message'][number]) =>
  segment.type === 'forward' ? { ...segment, data: { id: segment.data.id } } : segment

/** A node as a message of its own. Forwards inside it are expanded, and have no id to request them by. */
const shapeNapCatMessage = message(DEFAULT_PROFILE)

function napCatNode({ content: _, ...node }: Node): unknown {
  const opened = node.message.map((segment) => {
    if (segment.type !== 'forward') return segment
    const inside = (segment.data.content ?? []) as readonly Node[]
    return { type: 'forward', data: { id: '', content: inside.map(napCatNode) } }
  })
  return shapeNapCatMessage({ ...node, message: opened })
}

/** A user, merged with QQ's own record. */
const napCatStranger = ({ nickname, long_nick, ...rest }: Fields) => ({
  ...userRecord,
  uid: String(rest.user_id),
  uin: String(rest.user_id),
  nick: nickname,
  longNick: long_nick,
  nickname,
  long_nick,
  ...rest,
})

/** The honors of a group; NapCat gives the current talkative member the same fields as former ones. */
const napCatHonors = ({ current_talkative, ...rest }: Fields) =>
  current_talkative === undefined
    ? rest
    : { ...rest, current_talkative: { ...(current_talkative as Fields), description: '' } }

const folderItem = ({ folder_id }: { readonly folder_id?: string }) => ({
  result: retOk,
  groupItem: { peerId: '', type: 2, folderInfo: folderRecord(folder_id ?? ''), fileInfo: null },
})

const folderRecord = (folderId: string) => ({
  folderId,
  parentFolderId: '/',
  folderName: '',
  createTime: 0,
  modifyTime: 0,
  createUin: '',
  creatorName: '',
  totalFileCount: 0,
  modifyUin: '',
  modifyName: '',
  usedSpace: '0',
})

const deletedFile = () => ({
  ...done(),
  transGroupFileResult: { result: retOk, successFileIdList: [], failFileIdList: [] },
})

/** Adds the name by which bots recognize an implementation. */
const named = (app_name: string) => (data: Fields) => ({ ...data, app_name })

export const answerShapes: Readonly<Record<Profile, AnswerShapes>> = {
  napcat: {
    ...messages('napcat'),
    get_version_info: named('NapCat.Onebot'),
    get_forward_msg: nodes(napCatNode),
    get_stranger_info: napCatStranger,
    get_group_honor_info: napCatHonors,
    get_rkey: only('rkeys'),
    ocr_image: only('texts'),
    '.ocr_image': only('texts'),
    get_online_clients: only('clients'),
    // NapCat invents one, whatever model is requested.
    _get_model_show: () => [{ variants: { model_show: 'napcat', need_pay: false } }],
    // NapCat does not learn the id of the voice message.
    send_group_ai_record: () => ({ message_id: 0 }),
    set_msg_emoji_like: done,
    delete_friend: done,
    set_input_status: done,
    set_qq_profile: done,
    set_group_portrait: done,
    _del_group_notice: done,
    set_essence_msg: doneWithCode,
    delete_essence_msg: doneWithCode,
    move_group_file: ok,
    rename_group_file: ok,
    delete_group_file: deletedFile,
    delete_group_folder: () => retOk,
    create_group_file_folder: folderItem,
  },
  lagrange: {
    ...messages('lagrange'),
    get_version_info: named('Lagrange.OneBot'),
    send_forward_msg: only('forward_id'),
    _send_group_notice: only('notice_id'),
    move_group_file: msgOk,
    delete_group_file: msgOk,
    create_group_file_folder: msgOk,
    rename_group_file_folder: msgOk,
  },
  llbot: {
    ...messages('llbot'),
    get_version_info: named('LLOneBot'),
    get_forward_msg: nodes(nodeOf('time', 'message_format', 'message_type')),
  },
  'go-cqhttp': {
    ...messages('go-cqhttp'),
    get_version_info: named('go-cqhttp'),
    get_forward_msg: nodes(nodeOf('time', 'group_id')),
  },
}
