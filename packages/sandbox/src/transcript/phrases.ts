import type { DeedArgs, DeedName } from '../deeds/deeds.js'

type KeysOf<T> = T extends unknown ? keyof T : never

/** Where a deed is done: in a group, in a chat of either kind, or in none. It follows from how it takes `group_id`. */
type PlaceOf<Args> = Args extends { readonly group_id: unknown }
  ? 'group'
  : 'group_id' extends KeysOf<Args>
    ? 'chat'
    : 'nowhere'

/**
 * One way to say a deed. `{by}` is who does it, `{user_id}` and the like are its args. `when` are args that this way says
 * without naming them.
 */
export interface Way<Args = object> {
  readonly en: string
  readonly zh: string
  readonly when?: { readonly [K in KeysOf<Args>]?: unknown }
}

interface Phrases<Args = object> {
  readonly in: PlaceOf<Args>
  /** The first that says all of it is written; all of them are read. */
  readonly ways: readonly [Way<Args>, ...Way<Args>[]]
}

type PhraseTable = { readonly [N in Exclude<DeedName, 'say'>]: Phrases<DeedArgs<N>> }

/** How each deed is said, in the words that are written and read. `say` has a form of its own: `Alice: 你好`. */
export const phrases = {
  forward: {
    in: 'chat',
    ways: [{ en: '{by} forwards {message_id}', zh: '{by} 转发 {message_id}' }],
  },
  speak: {
    in: 'group',
    ways: [{ en: '{by} has {character} say {text}', zh: '{by} 让 {character} 念 {text}' }],
  },
  recall: {
    in: 'nowhere',
    ways: [{ en: '{by} recalls {message_id}', zh: '{by} 撤回 {message_id}' }],
  },
  react: {
    in: 'nowhere',
    ways: [
      { en: '{by} reacts to {message_id} with {emoji_id}', zh: '{by} 给 {message_id} 贴表情 {emoji_id}' },
      {
        en: '{by} takes {emoji_id} back from {message_id}',
        zh: '{by} 取消 {message_id} 的表情 {emoji_id}',
        when: { set: false },
      },
    ],
  },
  essence: {
    in: 'nowhere',
    ways: [
      { en: '{by} makes {message_id} essence', zh: '{by} 设 {message_id} 为精华' },
      { en: '{by} takes {message_id} from essence', zh: '{by} 取消精华 {message_id}', when: { set: false } },
    ],
  },
  poke: {
    in: 'chat',
    ways: [{ en: '{by} pokes {user_id}', zh: '{by} 戳一戳 {user_id}' }],
  },
  type: {
    in: 'nowhere',
    ways: [{ en: '{by} types to {user_id}', zh: '{by} 正在给 {user_id} 输入' }],
  },
  silence: {
    in: 'group',
    ways: [{ en: '{by} silences {flag} for {duration} s', zh: '{by} 禁言匿名 {flag} {duration} 秒' }],
  },
  ban: {
    in: 'group',
    ways: [
      { en: '{by} unbans {user_id}', zh: '{by} 解除禁言 {user_id}', when: { duration: 0 } },
      { en: '{by} bans {user_id} for {duration} s', zh: '{by} 禁言 {user_id} {duration} 秒' },
    ],
  },
  ban_all: {
    in: 'group',
    ways: [
      { en: '{by} mutes everyone', zh: '{by} 开启全员禁言' },
      { en: '{by} unmutes everyone', zh: '{by} 关闭全员禁言', when: { enable: false } },
    ],
  },
  kick: {
    in: 'group',
    ways: [
      { en: '{by} kicks {user_id}', zh: '{by} 移出 {user_id}' },
      {
        en: '{by} kicks {user_id} for good',
        zh: '{by} 移出并拉黑 {user_id}',
        when: { reject_add_request: true },
      },
    ],
  },
  leave: {
    in: 'group',
    ways: [{ en: '{by} leaves', zh: '{by} 退群' }],
  },
  dismiss: {
    in: 'group',
    ways: [{ en: '{by} dismisses the group', zh: '{by} 解散本群' }],
  },
  join: {
    in: 'group',
    ways: [{ en: '{by} joins', zh: '{by} 入群' }],
  },
  request_join: {
    in: 'group',
    ways: [
      { en: '{by} asks to join', zh: '{by} 申请入群' },
      { en: '{by} asks to join saying {comment}', zh: '{by} 申请入群 留言 {comment}' },
    ],
  },
  invite: {
    in: 'group',
    ways: [{ en: '{by} invites {user_id}', zh: '{by} 邀请 {user_id}' }],
  },
  answer_request: {
    in: 'nowhere',
    ways: [
      { en: '{by} approves the request of {flag}', zh: '{by} 同意 {flag} 的请求' },
      { en: '{by} approves the request of {flag} as {remark}', zh: '{by} 同意 {flag} 的请求 备注 {remark}' },
      { en: '{by} refuses the request of {flag}', zh: '{by} 拒绝 {flag} 的请求', when: { approve: false } },
      {
        en: '{by} refuses the request of {flag} because {reason}',
        zh: '{by} 拒绝 {flag} 的请求 理由 {reason}',
        when: { approve: false },
      },
    ],
  },
  set_admin: {
    in: 'group',
    ways: [
      { en: '{by} makes {user_id} an admin', zh: '{by} 设 {user_id} 为管理员' },
      { en: '{by} makes {user_id} a member', zh: '{by} 取消 {user_id} 的管理员', when: { enable: false } },
    ],
  },
  set_card: {
    in: 'group',
    ways: [{ en: '{by} sets the card of {user_id} to {card}', zh: '{by} 设 {user_id} 的名片为 {card}' }],
  },
  set_title: {
    in: 'group',
    ways: [{ en: '{by} sets the title of {user_id} to {title}', zh: '{by} 设 {user_id} 的头衔为 {title}' }],
  },
  anonymous: {
    in: 'group',
    ways: [
      { en: '{by} allows anonymous messages', zh: '{by} 开启匿名聊天' },
      { en: '{by} forbids anonymous messages', zh: '{by} 关闭匿名聊天', when: { enable: false } },
    ],
  },
  rename_group: {
    in: 'group',
    ways: [{ en: '{by} renames the group to {group_name}', zh: '{by} 改群名为 {group_name}' }],
  },
  set_portrait: {
    in: 'group',
    ways: [{ en: '{by} sets the picture of the group to {file}', zh: '{by} 换群头像 {file}' }],
  },
  set_group_remark: {
    in: 'group',
    ways: [{ en: '{by} notes the group as {remark}', zh: '{by} 备注本群为 {remark}' }],
  },
  publish_notice: {
    in: 'group',
    ways: [
      { en: '{by} announces {content}', zh: '{by} 发布公告 {content}' },
      { en: '{by} announces {content} with {image}', zh: '{by} 发布公告 {content} 配图 {image}' },
    ],
  },
  delete_notice: {
    in: 'group',
    ways: [{ en: '{by} deletes the announcement {notice_id}', zh: '{by} 删除公告 {notice_id}' }],
  },
  sign: {
    in: 'group',
    ways: [{ en: '{by} signs in', zh: '{by} 打卡' }],
  },
  honor: {
    in: 'group',
    ways: [{ en: '{by} wins {honor_type}', zh: '{by} 获得荣誉 {honor_type}' }],
  },
  lucky_king: {
    in: 'group',
    ways: [{ en: '{by} makes {user_id} the lucky king', zh: '{by} 的红包 运气王是 {user_id}' }],
  },
  upload: {
    in: 'chat',
    ways: [
      { en: '{by} uploads {file}', zh: '{by} 上传 {file}' },
      { en: '{by} uploads {file} as {name}', zh: '{by} 上传 {file} 名为 {name}' },
      {
        en: '{by} uploads {file} as {name} into {folder_id}',
        zh: '{by} 上传 {file} 名为 {name} 到 {folder_id}',
      },
    ],
  },
  delete_file: {
    in: 'group',
    ways: [{ en: '{by} deletes the file {file_id}', zh: '{by} 删除文件 {file_id}' }],
  },
  move_file: {
    in: 'group',
    ways: [
      { en: '{by} moves the file {file_id} out', zh: '{by} 移出文件 {file_id}' },
      { en: '{by} moves the file {file_id} into {folder_id}', zh: '{by} 移动文件 {file_id} 到 {folder_id}' },
    ],
  },
  rename_file: {
    in: 'group',
    ways: [{ en: '{by} renames the file {file_id} to {name}', zh: '{by} 改文件 {file_id} 名为 {name}' }],
  },
  create_folder: {
    in: 'group',
    ways: [{ en: '{by} creates the folder {name}', zh: '{by} 新建文件夹 {name}' }],
  },
  delete_folder: {
    in: 'group',
    ways: [{ en: '{by} deletes the folder {folder_id}', zh: '{by} 删除文件夹 {folder_id}' }],
  },
  rename_folder: {
    in: 'group',
    ways: [
      { en: '{by} renames the folder {folder_id} to {name}', zh: '{by} 改文件夹 {folder_id} 名为 {name}' },
    ],
  },
  request_friend: {
    in: 'nowhere',
    ways: [
      { en: '{by} asks {user_id} to be friends', zh: '{by} 申请加 {user_id} 为好友' },
      {
        en: '{by} asks {user_id} to be friends saying {comment}',
        zh: '{by} 申请加 {user_id} 为好友 留言 {comment}',
      },
    ],
  },
  befriend: {
    in: 'nowhere',
    ways: [{ en: '{by} befriends {user_id}', zh: '{by} 加 {user_id} 为好友' }],
  },
  delete_friend: {
    in: 'nowhere',
    ways: [{ en: '{by} unfriends {user_id}', zh: '{by} 删除好友 {user_id}' }],
  },
  set_remark: {
    in: 'nowhere',
    ways: [{ en: '{by} notes {user_id} as {remark}', zh: '{by} 备注 {user_id} 为 {remark}' }],
  },
  like: {
    in: 'nowhere',
    ways: [
      { en: '{by} likes {user_id}', zh: '{by} 点赞 {user_id}' },
      { en: '{by} likes {user_id} {times} times', zh: '{by} 点赞 {user_id} {times} 次' },
    ],
  },
  set_profile: {
    in: 'nowhere',
    ways: [
      { en: '{by} takes the nickname {nickname}', zh: '{by} 改昵称为 {nickname}' },
      { en: '{by} sets the own sex to {sex}', zh: '{by} 改性别为 {sex}' },
      { en: '{by} sets the own signature to {longNick}', zh: '{by} 改签名为 {longNick}' },
    ],
  },
  set_avatar: {
    in: 'nowhere',
    ways: [{ en: '{by} sets the own picture to {file}', zh: '{by} 换头像 {file}' }],
  },
} as const satisfies PhraseTable

type Slots<Text extends string> = Text extends `${string}{${infer Slot}}${infer Rest}`
  ? Slot | Slots<Rest>
  : never

/** Words in braces that are no args of their deed. There must be none, which a test of the types proves. */
export type UnknownSlots<T = typeof phrases> = {
  [N in keyof T]: T[N] extends { readonly ways: readonly { readonly en: infer En; readonly zh: infer Zh }[] }
    ? Exclude<Slots<(En | Zh) & string>, 'by' | (N extends DeedName ? KeysOf<DeedArgs<N>> : never)>
    : never
}[keyof T]
