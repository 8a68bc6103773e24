import type { DeedArgs, DeedName } from '../deeds/deeds.js'

type KeysOf<T> = T extends unknown ? keyof T : never

/** Place of a deed: a group, a chat of either kind, or none. It follows from how the args declare `group_id`. */
type PlaceOf<Args> = Args extends { readonly group_id: unknown }
  ? 'group'
  : 'group_id' extends KeysOf<Args>
    ? 'chat'
    : 'nowhere'

/**
 * A phrase for a deed. `{by}` is the actor, `{user_id}` and the like are args. `when` holds args that the phrase
 * implies without naming them.
 */
export interface Way<Args = object> {
  readonly en: string
  readonly zh: string
  readonly when?: { readonly [K in KeysOf<Args>]?: unknown }
}

interface Phrases<Args = object> {
  readonly in: PlaceOf<Args>
  /** The first that expresses all args is written; all of them are read. */
  readonly ways: readonly [Way<Args>, ...Way<Args>[]]
}

type PhraseTable = { readonly [N in Exclude<DeedName, 'say'>]: Phrases<DeedArgs<N>> }

/** Phrases of each deed, for writing and reading. `say` has a form of its own: `Alice: 你好`. */
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
      { en: '{by} reacts to {message_id} with {emoji_id}', zh: '{by} 用 {emoji_id} 回应 {message_id}' },
      {
        en: '{by} takes the reaction {emoji_id} back from {message_id}',
        zh: '{by} 取消对 {message_id} 的回应 {emoji_id}',
        when: { set: false },
      },
    ],
  },
  essence: {
    in: 'nowhere',
    ways: [
      { en: '{by} marks {message_id} as essence', zh: '{by} 设 {message_id} 为精华' },
      {
        en: '{by} unmarks {message_id} as essence',
        zh: '{by} 取消 {message_id} 的精华',
        when: { set: false },
      },
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
  mute_anonymous: {
    in: 'group',
    ways: [
      { en: '{by} mutes the anonymous {flag} for {duration} s', zh: '{by} 禁言匿名 {flag} {duration} 秒' },
    ],
  },
  mute: {
    in: 'group',
    ways: [
      { en: '{by} unmutes {user_id}', zh: '{by} 解除 {user_id} 的禁言', when: { duration: 0 } },
      { en: '{by} mutes {user_id} for {duration} s', zh: '{by} 禁言 {user_id} {duration} 秒' },
    ],
  },
  mute_all: {
    in: 'group',
    ways: [
      { en: '{by} mutes the whole group', zh: '{by} 开启全员禁言' },
      { en: '{by} unmutes the whole group', zh: '{by} 关闭全员禁言', when: { enable: false } },
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
    ways: [{ en: '{by} dismisses the group', zh: '{by} 解散群聊' }],
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
    ways: [{ en: '{by} invites {user_id}', zh: '{by} 邀请 {user_id} 入群' }],
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
    ways: [
      { en: '{by} changes the card of {user_id} to {card}', zh: '{by} 修改 {user_id} 的群名片为 {card}' },
    ],
  },
  set_title: {
    in: 'group',
    ways: [
      { en: '{by} changes the title of {user_id} to {title}', zh: '{by} 修改 {user_id} 的头衔为 {title}' },
    ],
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
    ways: [{ en: '{by} renames the group to {group_name}', zh: '{by} 修改群名为 {group_name}' }],
  },
  set_portrait: {
    in: 'group',
    ways: [{ en: '{by} changes the group avatar to {file}', zh: '{by} 修改群头像为 {file}' }],
  },
  set_group_remark: {
    in: 'group',
    ways: [{ en: '{by} changes the remark of the group to {remark}', zh: '{by} 修改群备注为 {remark}' }],
  },
  publish_notice: {
    in: 'group',
    ways: [
      { en: '{by} publishes the notice {content}', zh: '{by} 发布群公告 {content}' },
      {
        en: '{by} publishes the notice {content} with {image}',
        zh: '{by} 发布群公告 {content} 配图 {image}',
      },
    ],
  },
  delete_notice: {
    in: 'group',
    ways: [{ en: '{by} deletes the notice {notice_id}', zh: '{by} 删除群公告 {notice_id}' }],
  },
  sign: {
    in: 'group',
    ways: [{ en: '{by} checks in', zh: '{by} 打卡' }],
  },
  honor: {
    in: 'group',
    ways: [{ en: '{by} wins {honor_type}', zh: '{by} 获得群荣誉 {honor_type}' }],
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
      { en: '{by} moves the file {file_id} out of its folder', zh: '{by} 移动文件 {file_id} 到根目录' },
      { en: '{by} moves the file {file_id} into {folder_id}', zh: '{by} 移动文件 {file_id} 到 {folder_id}' },
    ],
  },
  rename_file: {
    in: 'group',
    ways: [{ en: '{by} renames the file {file_id} to {name}', zh: '{by} 重命名文件 {file_id} 为 {name}' }],
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
      { en: '{by} renames the folder {folder_id} to {name}', zh: '{by} 重命名文件夹 {folder_id} 为 {name}' },
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
    ways: [
      { en: '{by} changes the remark of {user_id} to {remark}', zh: '{by} 修改 {user_id} 的备注为 {remark}' },
    ],
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
      { en: '{by} changes nickname to {nickname}', zh: '{by} 修改昵称为 {nickname}' },
      { en: '{by} changes sex to {sex}', zh: '{by} 修改性别为 {sex}' },
      { en: '{by} changes signature to {longNick}', zh: '{by} 修改签名为 {longNick}' },
    ],
  },
  set_avatar: {
    in: 'nowhere',
    ways: [{ en: '{by} changes avatar to {file}', zh: '{by} 修改头像为 {file}' }],
  },
} as const satisfies PhraseTable

type Slots<Text extends string> = Text extends `${string}{${infer Slot}}${infer Rest}`
  ? Slot | Slots<Rest>
  : never

/** Placeholders that are not args of their deed. There must be none, which a type test proves. */
export type UnknownSlots<T = typeof phrases> = {
  [N in keyof T]: T[N] extends { readonly ways: readonly { readonly en: infer En; readonly zh: infer Zh }[] }
    ? Exclude<Slots<(En | Zh) & string>, 'by' | (N extends DeedName ? KeysOf<DeedArgs<N>> : never)>
    : never
}[keyof T]
