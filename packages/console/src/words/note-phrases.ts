import type { DeedName } from '@rookery/sandbox'
import type { PageLanguage } from './words.js'

/** Phrases for notes in the middle of a chat. `{by}` is the actor, `{user}` the target; other names are args. */
type Phrase = Readonly<Record<PageLanguage, string>>
type Args = Readonly<Record<string, unknown>>

/** Phrases by deed; `silent` for deeds without a note, or shown otherwise. */
const phrases: { readonly [N in DeedName]: 'silent' | ((args: Args) => Phrase) } = {
  say: 'silent',
  speak: 'silent',
  forward: 'silent',
  recall: 'silent',
  react: 'silent',
  type: 'silent',
  mute_anonymous: 'silent',
  anonymous: ({ enable }) =>
    enable === false
      ? { zh: '{by} 关闭了匿名聊天', en: '{by} forbade anonymous messages' }
      : { zh: '{by} 开启了匿名聊天', en: '{by} allowed anonymous messages' },
  answer_request: ({ approve }) =>
    approve === false
      ? { zh: '{by} 拒绝了 {user} 的入群请求', en: '{by} refused the request of {user}' }
      : { zh: '{by} 同意了 {user} 的入群请求', en: '{by} approved the request of {user}' },
  set_portrait: () => ({ zh: '{by} 修改了群头像', en: '{by} changed the group avatar' }),
  set_group_remark: 'silent',
  delete_notice: () => ({ zh: '{by} 删除了一条群公告', en: '{by} deleted a notice' }),
  delete_file: () => ({ zh: '{by} 删除了一个文件', en: '{by} deleted a file' }),
  move_file: 'silent',
  rename_file: 'silent',
  create_folder: () => ({ zh: '{by} 新建了文件夹 {name}', en: '{by} created the folder {name}' }),
  delete_folder: () => ({ zh: '{by} 删除了一个文件夹', en: '{by} deleted a folder' }),
  rename_folder: 'silent',
  set_remark: 'silent',
  like: () => ({ zh: '{by} 给 {user} 点了赞', en: '{by} liked the profile of {user}' }),
  set_profile: 'silent',
  set_avatar: 'silent',
  mute: ({ duration }) =>
    Number(duration) === 0
      ? { zh: '{by} 解除了 {user} 的禁言', en: '{by} unmuted {user}' }
      : { zh: '{by} 禁言 {user} {duration}', en: '{by} muted {user} for {duration}' },
  mute_all: ({ enable }) =>
    enable === false
      ? { zh: '{by} 关闭了全员禁言', en: '{by} unmuted the whole group' }
      : { zh: '{by} 开启了全员禁言', en: '{by} muted the whole group' },
  kick: () => ({ zh: '{by} 移出 {user}', en: '{by} kicked {user} from the group' }),
  leave: () => ({ zh: '{by} 退群了', en: '{by} left the group' }),
  dismiss: () => ({ zh: '{by} 解散了群聊', en: '{by} dismissed the group' }),
  join: () => ({ zh: '{by} 入群了', en: '{by} joined the group' }),
  request_join: () => ({ zh: '{by} 申请入群', en: '{by} asked to join the group' }),
  invite: () => ({ zh: '{by} 邀请 {user} 入群', en: '{by} invited {user} to the group' }),
  set_admin: ({ enable }) =>
    enable === false
      ? { zh: '{by} 取消了 {user} 的管理员', en: '{by} made {user} a member' }
      : { zh: '{by} 设 {user} 为管理员', en: '{by} made {user} an admin' },
  set_card: ({ card }) =>
    card
      ? { zh: '{by} 修改 {user} 的群名片为「{card}」', en: '{by} changed the card of {user} to “{card}”' }
      : { zh: '{by} 修改 {user} 的群名片为空', en: '{by} changed the card of {user} to nothing' },
  set_title: ({ title }) =>
    title
      ? { zh: '{by} 修改 {user} 的头衔为「{title}」', en: '{by} changed the title of {user} to “{title}”' }
      : { zh: '{by} 修改 {user} 的头衔为空', en: '{by} changed the title of {user} to nothing' },
  rename_group: () => ({
    zh: '{by} 修改群名为「{group_name}」',
    en: '{by} renamed the group to “{group_name}”',
  }),
  publish_notice: () => ({ zh: '{by} 发布群公告：{content}', en: '{by} published a notice: {content}' }),
  essence: ({ set }) =>
    set === false
      ? { zh: '{by} 取消了一条消息的精华', en: '{by} unmarked a message as essence' }
      : { zh: '{by} 设一条消息为精华', en: '{by} marked a message as essence' },
  poke: () => ({ zh: '{by} 戳了戳 {user}', en: '{by} poked {user}' }),
  sign: () => ({ zh: '{by} 打卡了', en: '{by} checked in' }),
  upload: () => ({ zh: '{by} 上传了文件 {name}', en: '{by} uploaded {name}' }),
  honor: () => ({ zh: '{user} 获得了群荣誉', en: '{user} won an honor' }),
  lucky_king: () => ({ zh: '{user} 成为了运气王', en: '{user} is the lucky king' }),
  befriend: () => ({ zh: '{by} 加 {user} 为好友', en: '{by} befriended {user}' }),
  request_friend: () => ({ zh: '{by} 申请加 {user} 为好友', en: '{by} asked {user} to be friends' }),
  delete_friend: () => ({ zh: '{by} 删除了好友 {user}', en: '{by} unfriended {user}' }),
}

/** The phrase for a deed; undefined if it has no note. */
export function notePhrase(name: string, args: Args, language: PageLanguage): string | undefined {
  const phrase = Object.hasOwn(phrases, name) ? phrases[name as DeedName] : 'silent'
  return phrase === 'silent' ? undefined : phrase(args)[language]
}
