import type { DeedName } from '@rookery/sandbox'
import type { Language } from './words.js'

/** What happened, told in the middle of the chat. `{by}` did it, to `{user}`; the rest are what the deed was given. */
type Phrase = Readonly<Record<Language, string>>
type Args = Readonly<Record<string, unknown>>

/** How each deed is told in a chat; a silent one does not show there, or shows as something else. */
const phrases: { readonly [N in DeedName]: 'silent' | ((args: Args) => Phrase) } = {
  say: 'silent',
  speak: 'silent',
  forward: 'silent',
  recall: 'silent',
  react: 'silent',
  type: 'silent',
  silence: 'silent',
  anonymous: ({ enable }) =>
    enable === false
      ? { zh: '{by} 关闭了匿名聊天', en: '{by} turned anonymous messages off' }
      : { zh: '{by} 开启了匿名聊天', en: '{by} turned anonymous messages on' },
  answer_request: ({ approve }) =>
    approve === false
      ? { zh: '{by} 拒绝了 {user} 的入群请求', en: '{by} refused the request of {user}' }
      : { zh: '{by} 同意了 {user} 的入群请求', en: '{by} accepted the request of {user}' },
  set_portrait: () => ({ zh: '{by} 更换了群头像', en: '{by} changed the picture of the group' }),
  set_group_remark: 'silent',
  delete_notice: () => ({ zh: '{by} 删除了一条群公告', en: '{by} removed a notice' }),
  delete_file: () => ({ zh: '{by} 删除了一个群文件', en: '{by} removed a file' }),
  move_file: 'silent',
  rename_file: 'silent',
  create_folder: () => ({ zh: '{by} 新建了文件夹 {name}', en: '{by} made the folder {name}' }),
  delete_folder: () => ({ zh: '{by} 删除了一个文件夹', en: '{by} removed a folder' }),
  rename_folder: 'silent',
  set_remark: 'silent',
  like: () => ({ zh: '{by} 给 {user} 点了赞', en: '{by} liked the profile of {user}' }),
  set_profile: 'silent',
  set_avatar: 'silent',
  ban: ({ duration }) =>
    Number(duration) === 0
      ? { zh: '{by} 解除了 {user} 的禁言', en: '{by} unmuted {user}' }
      : { zh: '{by} 将 {user} 禁言 {duration}', en: '{by} muted {user} for {duration}' },
  ban_all: ({ enable }) =>
    enable === false
      ? { zh: '{by} 关闭了全员禁言', en: '{by} unmuted everybody' }
      : { zh: '{by} 开启了全员禁言', en: '{by} muted everybody' },
  kick: () => ({ zh: '{by} 将 {user} 移出了群聊', en: '{by} removed {user} from the group' }),
  leave: () => ({ zh: '{by} 退出了群聊', en: '{by} left the group' }),
  dismiss: () => ({ zh: '{by} 解散了群聊', en: '{by} dismissed the group' }),
  join: () => ({ zh: '{by} 加入了群聊', en: '{by} joined the group' }),
  request_join: () => ({ zh: '{by} 申请加入群聊', en: '{by} asked to join the group' }),
  invite: () => ({ zh: '{by} 邀请 {user} 加入群聊', en: '{by} invited {user} to the group' }),
  set_admin: ({ enable }) =>
    enable === false
      ? { zh: '{by} 取消了 {user} 的管理员', en: '{by} removed {user} as admin' }
      : { zh: '{by} 将 {user} 设为管理员', en: '{by} made {user} an admin' },
  set_card: ({ card }) =>
    card
      ? { zh: '{by} 将 {user} 的群名片改为「{card}」', en: '{by} changed the card of {user} to “{card}”' }
      : { zh: '{by} 清除了 {user} 的群名片', en: '{by} removed the card of {user}' },
  set_title: ({ title }) =>
    title
      ? { zh: '{by} 授予 {user} 头衔「{title}」', en: '{by} gave {user} the title “{title}”' }
      : { zh: '{by} 取消了 {user} 的头衔', en: '{by} took the title of {user} away' },
  rename_group: () => ({
    zh: '{by} 将群名改为「{group_name}」',
    en: '{by} renamed the group to “{group_name}”',
  }),
  publish_notice: () => ({ zh: '{by} 发布了群公告：{content}', en: '{by} published a notice: {content}' }),
  essence: ({ set }) =>
    set === false
      ? { zh: '{by} 取消了一条精华消息', en: '{by} unmarked an essence message' }
      : { zh: '{by} 设置了一条精华消息', en: '{by} marked a message as essence' },
  poke: () => ({ zh: '{by} 戳了戳 {user}', en: '{by} poked {user}' }),
  sign: () => ({ zh: '{by} 打卡了', en: '{by} signed in' }),
  upload: () => ({ zh: '{by} 上传了文件 {name}', en: '{by} uploaded {name}' }),
  honor: () => ({ zh: '{user} 获得了群荣誉', en: '{user} got an honor' }),
  lucky_king: () => ({ zh: '{user} 成为了运气王', en: '{user} is the lucky king' }),
  befriend: () => ({ zh: '{by} 和 {user} 成为了好友', en: '{by} and {user} are friends now' }),
  request_friend: () => ({ zh: '{by} 申请加 {user} 为好友', en: '{by} asked {user} to be friends' }),
  delete_friend: () => ({ zh: '{by} 删除了好友 {user}', en: '{by} removed {user} as a friend' }),
}

/** The phrase for something that was done, or nothing where it does not show. */
export function notePhrase(name: string, args: Args, language: Language): string | undefined {
  const phrase = Object.hasOwn(phrases, name) ? phrases[name as DeedName] : 'silent'
  return phrase === 'silent' ? undefined : phrase(args)[language]
}
