// Written by `npm run gen` from the tables beside it. Do not edit.

import type { Id, JsonObject } from './base.js'
import type { MessageData } from './segments.gen.js'

/**
 * 收到私聊消息。
 *
 * A private message was received.
 *
 * onebot11, go-cqhttp, napcat, lagrange, llbot
 */
export interface PrivateMessageEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'message'
  /** 事件类型 / event type */
  readonly message_type: 'private'
  /**
   * friend：好友消息；group：群临时会话；other：其他
   *
   * friend: from a friend; group: a temporary chat through a group; other: any other
   */
  readonly sub_type: 'friend' | 'group' | 'other'
  /** 消息 ID / message id */
  readonly message_id: Id
  /** 发送者 QQ 号 / QQ number of the sender */
  readonly user_id: Id
  /**
   * 消息内容，按协议端的设置为字符串或消息段数组
   *
   * content: a string or segments, as the implementation is set
   */
  readonly message: MessageData
  /** CQ 码形式的原始内容 / content as CQ code, as it was received */
  readonly raw_message: string
  /** 字体 / font */
  readonly font: number
  /**
   * 发送者信息，尽力提供：任何字段都可能缺失或不是最新
   *
   * who sent it, best effort: any key may be missing or stale
   */
  readonly sender: {
    /** 发送者 QQ 号 / QQ number of the sender */
    readonly user_id?: Id
    /** 昵称 / nickname */
    readonly nickname?: string
    /** 性别 / sex */
    readonly sex?: 'male' | 'female' | 'unknown'
    /** 年龄 / age */
    readonly age?: number
    /** 临时会话来自的群 / group that a temporary chat comes from (go-cqhttp, llbot) */
    readonly group_id?: Id
    /** 群名片，私聊中为空 / group card, empty in private chats (napcat) */
    readonly card?: string
  }
  /**
   * 会话的另一方，即接收者
   *
   * the other side of the chat: who receives it
   *
   * go-cqhttp, napcat, lagrange, llbot
   */
  readonly target_id?: Id
  /** 临时会话的来源，0 为群 / origin of a temporary chat, 0 for a group (go-cqhttp, napcat, llbot) */
  readonly temp_source?: number
  /** 临时会话来自的群 / group that a temporary chat comes from (napcat) */
  readonly group_id?: Id
  /** message 字段的形式：数组或字符串 / form that message has (napcat, llbot) */
  readonly message_format?: 'array' | 'string'
  /**
   * 消息序号；NapCat 在此重复 message_id
   *
   * message sequence; NapCat repeats message_id here
   *
   * go-cqhttp, napcat, llbot
   */
  readonly message_seq?: number
  /** 与 message_id 相同 / the same as message_id (napcat) */
  readonly real_id?: Id
  /** 真实的消息序号 / real sequence (napcat) */
  readonly real_seq?: string
  /** 由机器人自己发送时为 self / self where the bot sent it (napcat) */
  readonly message_sent_type?: 'self'
  /** 未经转换的消息，仅供调试 / the unconverted message, for debugging only (napcat, llbot) */
  readonly raw?: JsonObject
  /** 十六进制的 protobuf，仅供调试 / protobuf in hexadecimal, for debugging only (llbot) */
  readonly raw_pb?: string
  /**
   * 消息气泡与字体样式 {bubble_id, pendant_id, font_id, font_effect_id, is_cs_font_effect_enabled, bubble_diy_text_id}
   *
   * bubble and font style {bubble_id, pendant_id, font_id, font_effect_id, is_cs_font_effect_enabled, bubble_diy_text_id}
   *
   * lagrange
   */
  readonly message_style?: JsonObject | null
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 收到群消息。
 *
 * A group message was received.
 *
 * onebot11, go-cqhttp, napcat, lagrange, llbot
 */
export interface GroupMessageEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'message'
  /** 事件类型 / event type */
  readonly message_type: 'group'
  /**
   * normal：普通消息；anonymous：匿名消息；notice：系统提示
   *
   * normal: an ordinary message; anonymous: an anonymous message; notice: a text of the system
   */
  readonly sub_type: 'normal' | 'anonymous' | 'notice'
  /** 消息 ID / message id */
  readonly message_id: Id
  /** 群号 / group number */
  readonly group_id: Id
  /** 发送者 QQ 号 / QQ number of the sender */
  readonly user_id: Id
  /**
   * 匿名信息，非匿名消息为 null；NapCat 与 LLBot 不上报
   *
   * who is anonymous, null for other messages; NapCat and LLBot leave it out
   */
  readonly anonymous?: {
    /** 匿名用户 ID / anonymous user id */
    readonly id?: Id
    /** 匿名用户名称 / anonymous name */
    readonly name?: string
    /** 匿名用户标识，用于 set_group_anonymous_ban / flag for set_group_anonymous_ban */
    readonly flag?: string
  } | null
  /**
   * 消息内容，按协议端的设置为字符串或消息段数组
   *
   * content: a string or segments, as the implementation is set
   */
  readonly message: MessageData
  /** CQ 码形式的原始内容 / content as CQ code, as it was received */
  readonly raw_message: string
  /** 字体 / font */
  readonly font: number
  /**
   * 发送者信息，尽力提供；对匿名消息没有意义
   *
   * who sent it, best effort; without meaning for anonymous senders
   */
  readonly sender: {
    /** 发送者 QQ 号 / QQ number of the sender */
    readonly user_id?: Id
    /** 昵称 / nickname */
    readonly nickname?: string
    /** 群名片 / group card */
    readonly card?: string
    /** 性别 / sex */
    readonly sex?: 'male' | 'female' | 'unknown'
    /** 年龄 / age */
    readonly age?: number
    /** 地区 / region */
    readonly area?: string
    /** 成员等级 / member level */
    readonly level?: string
    /** 在群中的身份：群主、管理员或普通成员 / role in the group */
    readonly role?: 'owner' | 'admin' | 'member'
    /** 专属头衔 / special title */
    readonly title?: string
  }
  /** 群名称 / group name (napcat, llbot) */
  readonly group_name?: string
  /** message 字段的形式：数组或字符串 / form that message has (napcat, llbot) */
  readonly message_format?: 'array' | 'string'
  /**
   * 消息序号；NapCat 在此重复 message_id
   *
   * message sequence; NapCat repeats message_id here
   *
   * go-cqhttp, napcat, llbot
   */
  readonly message_seq?: number
  /** 与 message_id 相同 / the same as message_id (napcat) */
  readonly real_id?: Id
  /** 真实的消息序号 / real sequence (napcat) */
  readonly real_seq?: string
  /** 由机器人自己发送时为 self / self where the bot sent it (napcat) */
  readonly message_sent_type?: 'self'
  /** 未经转换的消息，仅供调试 / the unconverted message, for debugging only (napcat, llbot) */
  readonly raw?: JsonObject
  /** 十六进制的 protobuf，仅供调试 / protobuf in hexadecimal, for debugging only (llbot) */
  readonly raw_pb?: string
  /**
   * 消息气泡与字体样式 {bubble_id, pendant_id, font_id, font_effect_id, is_cs_font_effect_enabled, bubble_diy_text_id}
   *
   * bubble and font style {bubble_id, pendant_id, font_id, font_effect_id, is_cs_font_effect_enabled, bubble_diy_text_id}
   *
   * lagrange
   */
  readonly message_style?: JsonObject | null
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 收到频道消息。
 *
 * A message of a guild was received.
 *
 * 没有 raw_message 和 font。
 *
 * There is no raw_message and no font.
 *
 * go-cqhttp
 */
export interface GuildMessageEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'message'
  /** 事件类型 / event type */
  readonly message_type: 'guild'
  /** channel：子频道消息 / channel: a message of a channel */
  readonly sub_type: 'channel'
  /** 频道 ID，uint64 的字符串形式 / guild id, a uint64 as a string */
  readonly guild_id: string
  /** 子频道 ID，uint64 的字符串形式 / channel id, a uint64 as a string */
  readonly channel_id: string
  /** 消息 ID，Base64 文本 / message id, base64 text */
  readonly message_id: string
  /**
   * 发送者的频道用户 ID（tiny_id），uint64 的字符串形式
   *
   * tiny id of the sender, a uint64 as a string
   */
  readonly user_id: string
  /** 机器人的频道用户 ID（tiny_id） / tiny id of the bot */
  readonly self_tiny_id: string
  /** 消息内容，其中 at 的 qq 是 tiny_id / content, in which at.qq holds a tiny id */
  readonly message: MessageData
  /** 发送者信息 / who sent it */
  readonly sender: {
    /** 频道用户 ID（tiny_id）的数字形式，通常大于 2^53 / the tiny id as a number, usually above 2^53 */
    readonly user_id: number | string
    /** 发送者的频道用户 ID（tiny_id） / tiny id of the sender */
    readonly tiny_id: string
    /** 昵称 / nickname */
    readonly nickname: string
  }
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 机器人自己发出了私聊消息。
 *
 * The bot itself sent a private message.
 *
 * 仅在开启上报自身消息时产生；不支持快速操作。
 *
 * Only where reporting of own messages is on; quick operations do not apply.
 *
 * go-cqhttp, napcat, llbot
 */
export interface PrivateMessageSentEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'message_sent'
  /** 事件类型 / event type */
  readonly message_type: 'private'
  /**
   * friend：发给好友；group：群临时会话
   *
   * friend: to a friend; group: in a temporary chat through a group
   */
  readonly sub_type: 'friend' | 'group'
  /** 消息 ID / message id */
  readonly message_id: Id
  /** 发送者 QQ 号 / QQ number of the sender */
  readonly user_id: Id
  /**
   * 消息内容，按协议端的设置为字符串或消息段数组
   *
   * content: a string or segments, as the implementation is set
   */
  readonly message: MessageData
  /** CQ 码形式的原始内容 / content as CQ code, as it was received */
  readonly raw_message: string
  /** 字体 / font */
  readonly font: number
  /**
   * 发送者信息，尽力提供：任何字段都可能缺失或不是最新
   *
   * who sent it, best effort: any key may be missing or stale
   */
  readonly sender: {
    /** 发送者 QQ 号 / QQ number of the sender */
    readonly user_id?: Id
    /** 昵称 / nickname */
    readonly nickname?: string
    /** 性别 / sex */
    readonly sex?: 'male' | 'female' | 'unknown'
    /** 年龄 / age */
    readonly age?: number
    /** 临时会话来自的群 / group that a temporary chat comes from (go-cqhttp, llbot) */
    readonly group_id?: Id
    /** 群名片，私聊中为空 / group card, empty in private chats (napcat) */
    readonly card?: string
  }
  /**
   * 会话的另一方，即接收者
   *
   * the other side of the chat: who receives it
   *
   * go-cqhttp, napcat, lagrange, llbot
   */
  readonly target_id?: Id
  /** 临时会话的来源，0 为群 / origin of a temporary chat, 0 for a group (go-cqhttp, napcat, llbot) */
  readonly temp_source?: number
  /** 临时会话来自的群 / group that a temporary chat comes from (napcat) */
  readonly group_id?: Id
  /** message 字段的形式：数组或字符串 / form that message has (napcat, llbot) */
  readonly message_format?: 'array' | 'string'
  /**
   * 消息序号；NapCat 在此重复 message_id
   *
   * message sequence; NapCat repeats message_id here
   *
   * go-cqhttp, napcat, llbot
   */
  readonly message_seq?: number
  /** 与 message_id 相同 / the same as message_id (napcat) */
  readonly real_id?: Id
  /** 真实的消息序号 / real sequence (napcat) */
  readonly real_seq?: string
  /** 由机器人自己发送时为 self / self where the bot sent it (napcat) */
  readonly message_sent_type?: 'self'
  /** 未经转换的消息，仅供调试 / the unconverted message, for debugging only (napcat, llbot) */
  readonly raw?: JsonObject
  /** 十六进制的 protobuf，仅供调试 / protobuf in hexadecimal, for debugging only (llbot) */
  readonly raw_pb?: string
  /**
   * 消息气泡与字体样式 {bubble_id, pendant_id, font_id, font_effect_id, is_cs_font_effect_enabled, bubble_diy_text_id}
   *
   * bubble and font style {bubble_id, pendant_id, font_id, font_effect_id, is_cs_font_effect_enabled, bubble_diy_text_id}
   *
   * lagrange
   */
  readonly message_style?: JsonObject | null
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 机器人自己发出了群消息。
 *
 * The bot itself sent a group message.
 *
 * 仅在开启上报自身消息时产生。
 *
 * Only where reporting of own messages is on.
 *
 * go-cqhttp, napcat, llbot
 */
export interface GroupMessageSentEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'message_sent'
  /** 事件类型 / event type */
  readonly message_type: 'group'
  /** normal：普通消息 / normal: an ordinary message */
  readonly sub_type: 'normal'
  /** 消息 ID / message id */
  readonly message_id: Id
  /** 群号 / group number */
  readonly group_id: Id
  /** 发送者 QQ 号 / QQ number of the sender */
  readonly user_id: Id
  /**
   * 匿名信息，非匿名消息为 null；NapCat 与 LLBot 不上报
   *
   * who is anonymous, null for other messages; NapCat and LLBot leave it out
   */
  readonly anonymous?: {
    /** 匿名用户 ID / anonymous user id */
    readonly id?: Id
    /** 匿名用户名称 / anonymous name */
    readonly name?: string
    /** 匿名用户标识，用于 set_group_anonymous_ban / flag for set_group_anonymous_ban */
    readonly flag?: string
  } | null
  /**
   * 消息内容，按协议端的设置为字符串或消息段数组
   *
   * content: a string or segments, as the implementation is set
   */
  readonly message: MessageData
  /** CQ 码形式的原始内容 / content as CQ code, as it was received */
  readonly raw_message: string
  /** 字体 / font */
  readonly font: number
  /**
   * 发送者信息，尽力提供；对匿名消息没有意义
   *
   * who sent it, best effort; without meaning for anonymous senders
   */
  readonly sender: {
    /** 发送者 QQ 号 / QQ number of the sender */
    readonly user_id?: Id
    /** 昵称 / nickname */
    readonly nickname?: string
    /** 群名片 / group card */
    readonly card?: string
    /** 性别 / sex */
    readonly sex?: 'male' | 'female' | 'unknown'
    /** 年龄 / age */
    readonly age?: number
    /** 地区 / region */
    readonly area?: string
    /** 成员等级 / member level */
    readonly level?: string
    /** 在群中的身份：群主、管理员或普通成员 / role in the group */
    readonly role?: 'owner' | 'admin' | 'member'
    /** 专属头衔 / special title */
    readonly title?: string
  }
  /** 群名称 / group name (napcat, llbot) */
  readonly group_name?: string
  /** message 字段的形式：数组或字符串 / form that message has (napcat, llbot) */
  readonly message_format?: 'array' | 'string'
  /**
   * 消息序号；NapCat 在此重复 message_id
   *
   * message sequence; NapCat repeats message_id here
   *
   * go-cqhttp, napcat, llbot
   */
  readonly message_seq?: number
  /** 与 message_id 相同 / the same as message_id (napcat) */
  readonly real_id?: Id
  /** 真实的消息序号 / real sequence (napcat) */
  readonly real_seq?: string
  /** 由机器人自己发送时为 self / self where the bot sent it (napcat) */
  readonly message_sent_type?: 'self'
  /** 未经转换的消息，仅供调试 / the unconverted message, for debugging only (napcat, llbot) */
  readonly raw?: JsonObject
  /** 十六进制的 protobuf，仅供调试 / protobuf in hexadecimal, for debugging only (llbot) */
  readonly raw_pb?: string
  /**
   * 消息气泡与字体样式 {bubble_id, pendant_id, font_id, font_effect_id, is_cs_font_effect_enabled, bubble_diy_text_id}
   *
   * bubble and font style {bubble_id, pendant_id, font_id, font_effect_id, is_cs_font_effect_enabled, bubble_diy_text_id}
   *
   * lagrange
   */
  readonly message_style?: JsonObject | null
  /** 群号 / the group number (napcat) */
  readonly target_id?: Id
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 群文件上传。
 *
 * A file was uploaded to a group.
 *
 * onebot11, go-cqhttp, napcat, lagrange, llbot
 */
export interface GroupUploadEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'group_upload'
  /** 群号 / group number */
  readonly group_id: Id
  /** 上传者 QQ 号 / QQ number of the uploader */
  readonly user_id: Id
  /** 文件信息 / the file */
  readonly file: {
    /** 文件 ID / file id */
    readonly id: string
    /** 文件名 / file name */
    readonly name: string
    /** 文件大小，单位字节 / size in bytes */
    readonly size: number
    /** 文件业务 ID（busid） / business id of the file */
    readonly busid: number
    /** 下载 URL / download URL (go-cqhttp, lagrange) */
    readonly url?: string
  }
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 群管理员变动。
 *
 * Somebody became an admin of a group, or is no longer one.
 *
 * onebot11, go-cqhttp, napcat, lagrange, llbot
 */
export interface GroupAdminEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'group_admin'
  /** set：成为管理员；unset：不再是管理员 / set: became an admin; unset: is no longer an admin */
  readonly sub_type: 'set' | 'unset'
  /** 群号 / group number */
  readonly group_id: Id
  /** 成员 QQ 号 / QQ number of the admin */
  readonly user_id: Id
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 群成员增加。
 *
 * Somebody joined a group.
 *
 * onebot11, go-cqhttp, napcat, lagrange, llbot
 */
export interface GroupIncreaseEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'group_increase'
  /** approve：管理员同意入群；invite：受邀入群 / approve: an admin approved; invite: was invited */
  readonly sub_type: 'approve' | 'invite'
  /** 群号 / group number */
  readonly group_id: Id
  /**
   * 操作者 QQ 号，未知时为 0（go-cqhttp 恒为 0）
   *
   * QQ number of the operator; 0 where unknown, always 0 from go-cqhttp
   */
  readonly operator_id: Id
  /** 入群者 QQ 号 / QQ number of who joined */
  readonly user_id: Id
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 群成员减少。
 *
 * Somebody left a group.
 *
 * onebot11, go-cqhttp, napcat, lagrange, llbot
 */
export interface GroupDecreaseEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'group_decrease'
  /**
   * leave：主动退群；kick：成员被移出群；kick_me：机器人被移出群；disband：群被解散
   *
   * leave: left; kick: a member was removed; kick_me: the bot was removed; disband: the group was disbanded
   */
  readonly sub_type: 'leave' | 'kick' | 'kick_me' | 'disband'
  /** 群号 / group number */
  readonly group_id: Id
  /**
   * 操作者 QQ 号；主动退群时与 user_id 相同，NapCat 与 Lagrange 可能为 0
   *
   * QQ number of the operator; equals user_id on leave, may be 0 from NapCat and Lagrange
   */
  readonly operator_id: Id
  /** 离群者 QQ 号 / QQ number of who left */
  readonly user_id: Id
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 群禁言。
 *
 * A member was muted or unmuted, or the whole group.
 *
 * onebot11, go-cqhttp, napcat, lagrange, llbot
 */
export interface GroupBanEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'group_ban'
  /** ban：禁言；lift_ban：解除禁言 / ban: muted; lift_ban: unmuted */
  readonly sub_type: 'ban' | 'lift_ban'
  /** 群号 / group number */
  readonly group_id: Id
  /** 操作者 QQ 号 / QQ number of the operator */
  readonly operator_id: Id
  /** 被禁言者 QQ 号，全员禁言为 0 / QQ number of who was muted; 0 for the whole group */
  readonly user_id: Id
  /**
   * 禁言时长，单位秒；解除时为 0，NapCat 与 Lagrange 的全员禁言为 -1
   *
   * how long, in seconds; 0 if lifted, -1 from NapCat and Lagrange for the whole group
   */
  readonly duration: number
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 群消息撤回。
 *
 * A message of a group was recalled.
 *
 * onebot11, go-cqhttp, napcat, lagrange, llbot
 */
export interface GroupRecallEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'group_recall'
  /** 群号 / group number */
  readonly group_id: Id
  /** 消息发送者 QQ 号 / QQ number of the author */
  readonly user_id: Id
  /** 撤回者 QQ 号 / QQ number of who recalled it */
  readonly operator_id: Id
  /** 被撤回的消息 ID / id of the recalled message */
  readonly message_id: Id
  /** 撤回提示的文字 / text of the recall tip (lagrange) */
  readonly tip?: string
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 群成员名片变更。
 *
 * The group card of a member was changed.
 *
 * go-cqhttp, napcat, llbot
 */
export interface GroupCardEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'group_card'
  /** 群号 / group number */
  readonly group_id: Id
  /** 成员 QQ 号 / QQ number of the member */
  readonly user_id: Id
  /** 新的群名片，没有则为空 / the new card, empty if none */
  readonly card_new: string
  /** 旧的群名片，没有则为空 / the old card, empty if none */
  readonly card_old: string
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 群名称变更（Lagrange）。
 *
 * A group was renamed (Lagrange).
 *
 * lagrange
 */
export interface GroupNameChangeEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'group_name_change'
  /** 群号 / group number */
  readonly group_id: Id
  /** 新群名 / new name of the group */
  readonly name: string
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 群被解散。
 *
 * A group was disbanded.
 *
 * llbot
 */
export interface GroupDismissEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'group_dismiss'
  /** 群号 / group number */
  readonly group_id: Id
  /** 操作者 QQ 号 / QQ number of the operator */
  readonly user_id: Id
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 精华消息变更。
 *
 * A message became an essence message, or is no longer one.
 *
 * go-cqhttp, napcat, lagrange, llbot
 */
export interface EssenceEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'essence'
  /**
   * add：设为精华；delete：移出精华（NapCat 只上报 add）
   *
   * add: became one; delete: is no longer one (NapCat sends add alone)
   */
  readonly sub_type: 'add' | 'delete'
  /** 群号 / group number */
  readonly group_id: Id
  /** 消息发送者 QQ 号 / QQ number of the author */
  readonly sender_id: Id
  /** 操作者 QQ 号 / QQ number of the operator */
  readonly operator_id: Id
  /** 消息 ID / message id */
  readonly message_id: Id
  /** 与 sender_id 相同 / the same as sender_id (napcat, llbot) */
  readonly user_id?: Id
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 群消息的表情回应。
 *
 * Somebody reacted to a message of a group with an emoji.
 *
 * napcat, llbot
 */
export interface GroupMsgEmojiLikeEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'group_msg_emoji_like'
  /** 群号 / group number */
  readonly group_id: Id
  /**
   * 回应者 QQ 号；回应他人消息时可能为空
   *
   * QQ number of who reacted; may be empty for messages of others
   */
  readonly user_id: Id
  /** 消息 ID / message id */
  readonly message_id: Id
  /** 表情回应 / reactions */
  readonly likes: readonly {
    /** 表情 ID / emoji id */
    readonly emoji_id: string
    /** 数量 / count */
    readonly count: number
  }[]
  /** true 为添加，false 为取消 / true if it was added, false if taken back */
  readonly is_add: boolean
  /** NapCat 声明了此字段但不填写 / declared by NapCat, but never filled (napcat) */
  readonly message_seq?: string
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 群消息的表情回应（Lagrange）。
 *
 * Somebody reacted to a message of a group with an emoji (Lagrange).
 *
 * lagrange
 */
export interface ReactionEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'reaction'
  /** add：添加回应；remove：取消回应 / add: added; remove: taken back */
  readonly sub_type: 'add' | 'remove'
  /** 群号 / group number */
  readonly group_id: Id
  /** 消息 ID / message id */
  readonly message_id: Id
  /** 回应者 QQ 号 / QQ number of who reacted */
  readonly operator_id: Id
  /** 表情的代码 / code of the emoji */
  readonly code: string
  /** 当前数量 / current count */
  readonly count: number
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 群内戳一戳。
 *
 * Somebody was poked in a group.
 *
 * onebot11, go-cqhttp, napcat, lagrange, llbot
 */
export interface GroupPokeEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'notify'
  /** poke：戳一戳 / poke: a poke */
  readonly sub_type: 'poke'
  /** 群号 / group number */
  readonly group_id: Id
  /** 戳人者 QQ 号 / QQ number of who poked */
  readonly user_id: Id
  /** 被戳者 QQ 号 / QQ number of who was poked */
  readonly target_id: Id
  /** 与 user_id 相同 / the same as user_id (go-cqhttp) */
  readonly sender_id?: Id
  /** 灰条的原始内容 / raw items of the gray tip (napcat, llbot) */
  readonly raw_info?: unknown
  /** 动作文字，如“戳了戳” / text of the verb (lagrange) */
  readonly action?: string
  /** 被戳者之后的文字 / text after who was poked (lagrange) */
  readonly suffix?: string
  /** 动作图片的 URL / URL of the image (lagrange) */
  readonly action_img_url?: string
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 好友戳一戳。
 *
 * Somebody was poked in a private chat.
 *
 * 没有 group_id。
 *
 * There is no group_id.
 *
 * go-cqhttp, napcat, lagrange, llbot
 */
export interface FriendPokeEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'notify'
  /** poke：戳一戳 / poke: a poke */
  readonly sub_type: 'poke'
  /** 戳人者 QQ 号（NapCat 恒为好友） / QQ number of who poked; from NapCat always the friend */
  readonly user_id: Id
  /** 戳人者 QQ 号 / QQ number of who poked (go-cqhttp, napcat, lagrange) */
  readonly sender_id?: Id
  /** 被戳者 QQ 号 / QQ number of who was poked */
  readonly target_id: Id
  /** 灰条的原始内容 / raw items of the gray tip (napcat, llbot) */
  readonly raw_info?: unknown
  /** 动作文字，如“戳了戳” / text of the verb (lagrange) */
  readonly action?: string
  /** 被戳者之后的文字 / text after who was poked (lagrange) */
  readonly suffix?: string
  /** 动作图片的 URL / URL of the image (lagrange) */
  readonly action_img_url?: string
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 戳一戳被撤回。
 *
 * A poke was recalled.
 *
 * llbot
 */
export interface PokeRecallEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'notify'
  /** poke_recall：撤回戳一戳 / poke_recall: a poke was recalled */
  readonly sub_type: 'poke_recall'
  /** 群号，仅在群里有 / group number, only in groups */
  readonly group_id?: Id
  /** 戳人者 QQ 号 / QQ number of who poked */
  readonly user_id: Id
  /** 被戳者 QQ 号 / QQ number of who was poked */
  readonly target_id: Id
  /** 灰条的原始内容 / raw items of the gray tip */
  readonly raw_info?: unknown
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 群红包运气王。
 *
 * A red packet of a group has its lucky king.
 *
 * onebot11, go-cqhttp
 */
export interface LuckyKingEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'notify'
  /** lucky_king：运气王 / lucky_king: a lucky king */
  readonly sub_type: 'lucky_king'
  /** 群号 / group number */
  readonly group_id: Id
  /** 红包发送者 QQ 号 / QQ number of who sent the red packet */
  readonly user_id: Id
  /** 运气王 QQ 号 / QQ number of the lucky king */
  readonly target_id: Id
  /** 与 user_id 相同 / the same as user_id (go-cqhttp) */
  readonly sender_id?: Id
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 群成员荣誉变更。
 *
 * A member of a group got an honor.
 *
 * onebot11, go-cqhttp
 */
export interface HonorEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'notify'
  /** honor：荣誉变更 / honor: an honor */
  readonly sub_type: 'honor'
  /** 群号 / group number */
  readonly group_id: Id
  /** 荣誉类型 / which honor */
  readonly honor_type: 'talkative' | 'performer' | 'emotion' | 'legend' | 'strong_newbie'
  /** 成员 QQ 号 / QQ number of the member */
  readonly user_id: Id
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 群成员专属头衔变更。
 *
 * The special title of a member was changed.
 *
 * go-cqhttp, napcat, llbot
 */
export interface TitleEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'notify'
  /** title：专属头衔变更 / title: a special title */
  readonly sub_type: 'title'
  /** 群号 / group number */
  readonly group_id: Id
  /** 成员 QQ 号 / QQ number of the member */
  readonly user_id: Id
  /** 新的专属头衔 / new special title */
  readonly title: string
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 群名称变更（NapCat）。
 *
 * A group was renamed (NapCat).
 *
 * napcat
 */
export interface GroupNameEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'notify'
  /** group_name：群名称变更 / group_name: a new group name */
  readonly sub_type: 'group_name'
  /** 群号 / group number */
  readonly group_id: Id
  /** 修改者 QQ 号 / QQ number of who renamed it */
  readonly user_id: Id
  /** 新群名 / new name of the group */
  readonly name_new: string
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 群内出现灰条提示。
 *
 * A gray tip was shown in a group.
 *
 * napcat
 */
export interface GrayTipEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'notify'
  /** gray_tip：灰条提示 / gray_tip: a gray tip */
  readonly sub_type: 'gray_tip'
  /** 群号 / group number */
  readonly group_id: Id
  /** 灰条的真正发送者 QQ 号 / QQ number of who really sent it */
  readonly user_id: Id
  /** 消息 ID，可用于撤回 / message id, with which it can be recalled */
  readonly message_id: Id
  /** 业务 ID / business id */
  readonly busi_id: string
  /** 灰条内容，JSON 文本 / content of the gray tip, JSON text */
  readonly content: string
  /** 原始信息 {msgSeq, msgTime, msgId, json} / raw data {msgSeq, msgTime, msgId, json} */
  readonly raw_info: unknown
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 对方的输入状态变化。
 *
 * The typing status of a friend has changed.
 *
 * napcat
 */
export interface InputStatusEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'notify'
  /** input_status：输入状态 / input_status: a typing status */
  readonly sub_type: 'input_status'
  /** 状态文字 / status text */
  readonly status_text: string
  /** 状态代码 / status code */
  readonly event_type: number
  /** 好友 QQ 号 / QQ number of the friend */
  readonly user_id: Id
  /** 恒为 0 / always 0 */
  readonly group_id: Id
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 名片被点赞。
 *
 * The profile of the bot was liked.
 *
 * napcat, llbot
 */
export interface ProfileLikeEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'notify'
  /** profile_like：名片点赞 / profile_like: likes of the profile */
  readonly sub_type: 'profile_like'
  /** 点赞者 QQ 号 / QQ number of who liked */
  readonly operator_id: Id
  /** 点赞者昵称 / nickname of who liked */
  readonly operator_nick: string
  /** 点赞次数 / number of likes */
  readonly times: number
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 好友添加。
 *
 * A friend was added.
 *
 * Lagrange 在收到好友请求时就一并上报，此时尚未同意。
 *
 * Lagrange emits it together with the friend request, before that is accepted.
 *
 * onebot11, go-cqhttp, napcat, lagrange, llbot
 */
export interface FriendAddEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'friend_add'
  /** 新好友的 QQ 号 / QQ number of the new friend */
  readonly user_id: Id
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 好友消息撤回。
 *
 * A message of a private chat was recalled.
 *
 * onebot11, go-cqhttp, napcat, lagrange, llbot
 */
export interface FriendRecallEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'friend_recall'
  /** 好友 QQ 号 / QQ number of the friend */
  readonly user_id: Id
  /** 被撤回的消息 ID / id of the recalled message */
  readonly message_id: Id
  /** 撤回提示的文字 / text of the recall tip (lagrange) */
  readonly tip?: string
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 收到离线文件。
 *
 * An offline file was received.
 *
 * go-cqhttp, lagrange
 */
export interface OfflineFileEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'offline_file'
  /** 发送者 QQ 号 / QQ number of the sender */
  readonly user_id: Id
  /** 文件信息 / the file */
  readonly file: {
    /** 文件名 / file name */
    readonly name: string
    /** 文件大小，单位字节 / size in bytes */
    readonly size: number
    /** 下载 URL / download URL */
    readonly url: string
    /** 文件 ID / file id (lagrange) */
    readonly id?: string
    /** 文件哈希 / hash of the file (lagrange) */
    readonly hash?: string
  }
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 闪传文件的传输状态变化。
 *
 * A flash transfer started, moved on or finished.
 *
 * llbot
 */
export interface FlashFileEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'flash_file'
  /**
   * downloading：下载中；uploading：上传中；downloaded：下载完成；uploaded：上传完成
   *
   * downloading: being downloaded; uploading: being uploaded; downloaded: was downloaded; uploaded: was uploaded
   */
  readonly sub_type: 'downloading' | 'uploading' | 'downloaded' | 'uploaded'
  /** 文件集标题 / title of the file set */
  readonly title: string
  /** 分享链接 / share link */
  readonly share_link: string
  /** 闪传文件集 ID / flash-transfer file set id */
  readonly file_set_id: string
  /** 文件列表 {name, size, path?}，完成时为空 / files {name, size, path?}; empty when finished */
  readonly files: readonly unknown[]
  /** 已下载的字节数，仅下载中有 / bytes downloaded, only while downloading */
  readonly downloaded_size?: number
  /** 已上传的字节数，仅上传中有 / bytes uploaded, only while uploading */
  readonly uploaded_size?: number
  /** 总字节数，仅传输中有 / bytes in all, only while running */
  readonly total_size?: number
  /** 速度，单位字节每秒，仅传输中有 / bytes per second, only while running */
  readonly speed?: number
  /** 预计剩余秒数，仅传输中有 / estimated seconds left, only while running */
  readonly remain_seconds?: number
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 对方取消了在线文件。
 *
 * A friend cancelled an online file.
 *
 * napcat
 */
export interface OnlineFileReceiveEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'online_file_receive'
  /** cancel：对方取消发送 / cancel: the sender cancelled it */
  readonly sub_type: 'cancel'
  /** 好友 QQ 号 / QQ number of the friend */
  readonly peer_id: Id
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 对方接收或拒绝了在线文件。
 *
 * A friend accepted or refused an online file.
 *
 * napcat
 */
export interface OnlineFileSendEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'online_file_send'
  /** receive：对方已接收；refuse：对方已拒绝 / receive: it was accepted; refuse: it was refused */
  readonly sub_type: 'receive' | 'refuse'
  /** 好友 QQ 号 / QQ number of the friend */
  readonly peer_id: Id
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 频道消息的表情回应更新。
 *
 * The reactions to a message of a guild have changed.
 *
 * go-cqhttp
 */
export interface MessageReactionsUpdatedEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'message_reactions_updated'
  /** 频道 ID / guild id */
  readonly guild_id: string
  /** 子频道 ID / channel id */
  readonly channel_id: string
  /** 操作者的频道用户 ID（tiny_id） / tiny id of the operator */
  readonly operator_id: string
  /** 机器人的频道用户 ID（tiny_id） / tiny id of the bot */
  readonly self_tiny_id: string
  /**
   * 操作者的频道用户 ID（tiny_id）的数字形式（文档写作字符串）
   *
   * tiny id of the operator as a number; documented as a string
   */
  readonly user_id: number | string
  /** 消息 ID / message id */
  readonly message_id: string
  /** 当前的表情回应 / the reactions now */
  readonly current_reactions: readonly {
    /** 表情 ID / emoji id */
    readonly emoji_id: string
    /** 表情序号 / index of the emoji */
    readonly emoji_index: number
    /** 表情类型 / emoji type */
    readonly emoji_type: number
    /** 表情名称 / name of the emoji */
    readonly emoji_name: string
    /** 数量 / count */
    readonly count: number
    /** 机器人是否已回应 / the bot reacted with it */
    readonly clicked: boolean
  }[]
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 频道消息撤回。
 *
 * A message of a guild was recalled.
 *
 * go-cqhttp
 */
export interface GuildChannelRecallEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'guild_channel_recall'
  /** 频道 ID / guild id */
  readonly guild_id: string
  /** 子频道 ID / channel id */
  readonly channel_id: string
  /** 操作者的频道用户 ID（tiny_id） / tiny id of the operator */
  readonly operator_id: string
  /** 机器人的频道用户 ID（tiny_id） / tiny id of the bot */
  readonly self_tiny_id: string
  /**
   * 操作者的频道用户 ID（tiny_id）的数字形式（文档写作字符串）
   *
   * tiny id of the operator as a number; documented as a string
   */
  readonly user_id: number | string
  /** 消息 ID / message id */
  readonly message_id: string
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 子频道创建。
 *
 * A channel of a guild was created.
 *
 * go-cqhttp
 */
export interface ChannelCreatedEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'channel_created'
  /** 频道 ID / guild id */
  readonly guild_id: string
  /** 子频道 ID / channel id */
  readonly channel_id: string
  /** 操作者的频道用户 ID（tiny_id） / tiny id of the operator */
  readonly operator_id: string
  /** 机器人的频道用户 ID（tiny_id） / tiny id of the bot */
  readonly self_tiny_id: string
  /**
   * 操作者的频道用户 ID（tiny_id）的数字形式（文档写作字符串）
   *
   * tiny id of the operator as a number; documented as a string
   */
  readonly user_id: number | string
  /**
   * 子频道信息 {owner_guild_id, channel_id, channel_type, channel_name, create_time, creator_tiny_id, talk_permission, visible_type, current_slow_mode, slow_modes}
   *
   * the channel {owner_guild_id, channel_id, channel_type, channel_name, create_time, creator_tiny_id, talk_permission, visible_type, current_slow_mode, slow_modes}
   */
  readonly channel_info: JsonObject
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 子频道删除。
 *
 * A channel of a guild was deleted.
 *
 * go-cqhttp
 */
export interface ChannelDestroyedEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'channel_destroyed'
  /** 频道 ID / guild id */
  readonly guild_id: string
  /** 子频道 ID / channel id */
  readonly channel_id: string
  /** 操作者的频道用户 ID（tiny_id） / tiny id of the operator */
  readonly operator_id: string
  /** 机器人的频道用户 ID（tiny_id） / tiny id of the bot */
  readonly self_tiny_id: string
  /**
   * 操作者的频道用户 ID（tiny_id）的数字形式（文档写作字符串）
   *
   * tiny id of the operator as a number; documented as a string
   */
  readonly user_id: number | string
  /**
   * 子频道信息 {owner_guild_id, channel_id, channel_type, channel_name, create_time, creator_tiny_id, talk_permission, visible_type, current_slow_mode, slow_modes}
   *
   * the channel {owner_guild_id, channel_id, channel_type, channel_name, create_time, creator_tiny_id, talk_permission, visible_type, current_slow_mode, slow_modes}
   */
  readonly channel_info: JsonObject
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 子频道信息更新。
 *
 * A channel of a guild was changed.
 *
 * go-cqhttp
 */
export interface ChannelUpdatedEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'channel_updated'
  /** 频道 ID / guild id */
  readonly guild_id: string
  /** 子频道 ID / channel id */
  readonly channel_id: string
  /** 操作者的频道用户 ID（tiny_id） / tiny id of the operator */
  readonly operator_id: string
  /** 机器人的频道用户 ID（tiny_id） / tiny id of the bot */
  readonly self_tiny_id: string
  /**
   * 操作者的频道用户 ID（tiny_id）的数字形式（文档写作字符串）
   *
   * tiny id of the operator as a number; documented as a string
   */
  readonly user_id: number | string
  /**
   * 更新前的子频道信息，字段与 channel_created 的 channel_info 相同
   *
   * the channel before, with the keys of channel_info in channel_created
   */
  readonly old_info: JsonObject
  /**
   * 更新后的子频道信息，字段与 channel_created 的 channel_info 相同
   *
   * the channel after, with the keys of channel_info in channel_created
   */
  readonly new_info: JsonObject
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 机器人的账号已上线。
 *
 * The account of the bot came online.
 *
 * lagrange
 */
export interface BotOnlineEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'bot_online'
  /** 上线原因 / why it came online */
  readonly reason: 'Login' | 'Reconnect'
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 机器人的账号已离线。
 *
 * The account of the bot went offline.
 *
 * napcat, lagrange
 */
export interface BotOfflineEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'bot_offline'
  /** 机器人 QQ 号 / QQ number of the bot (napcat) */
  readonly user_id?: Id
  /** 原因的标题 / title of the reason */
  readonly tag: string
  /** 原因的说明 / text of the reason */
  readonly message: string
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 账号在其他设备上线或下线。
 *
 * The account came online or went offline on another device.
 *
 * perpetua 与 Rookery 用同一 notice_type 表示客户端上下线，以 self_client 和 client.app_id 的类型区分。
 *
 * perpetua and Rookery use the same notice_type for clients; tell them apart by self_client and by the type of client.app_id.
 *
 * go-cqhttp
 */
export interface DeviceStatusEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'client_status'
  /** QQ 客户端 / the QQ client */
  readonly client: {
    /** 设备的客户端 ID / client id of the device */
    readonly app_id: Id
    /** 设备名称 / device name */
    readonly device_name: string
    /** 设备类型 / device kind */
    readonly device_kind: string
  }
  /** 当前是否在线 / is online now */
  readonly online: boolean
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 有客户端上线或下线。
 *
 * A client came online or went offline.
 *
 * time 的单位是秒；perpetua 的代码发送毫秒。
 *
 * time is in seconds; the code of perpetua sends milliseconds.
 *
 * go-cqhttp 用同一 notice_type 表示 QQ 设备上下线，它没有 self_client，且 client.app_id 是数字。
 *
 * go-cqhttp uses the same notice_type for QQ devices: without self_client, and with a number in client.app_id.
 *
 * perpetua, rookery
 */
export interface ClientStatusEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'client_status'
  /** 状态变化的客户端 / the client whose status changed */
  readonly client: {
    /** 客户端 ID（UUID） / client id, a uuid */
    readonly app_id: string
    /** 客户端名称，未设置时没有这个字段 / client name, absent where none was set */
    readonly client_name?: string
  }
  /** 当前是否在线 / is online now */
  readonly online: boolean
  /** 是否就是收到该事件的客户端自己 / it is the very client that receives the event */
  readonly self_client: boolean
}

/**
 * 有事件未能补发：客户端离线过久、事件多次投递失败，或 QQ 那边的消息没能全部取回。
 *
 * Events were not delivered: the client was away for too long, they failed too often, or could not be fetched from QQ.
 *
 * rookery
 */
export interface RookeryGapEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'notice'
  /** 事件类型 / event type */
  readonly notice_type: 'rookery_gap'
  /** 缺失的第一个事件的时间，Unix 时间戳，单位秒 / time of the first missing event, unix seconds */
  readonly from_time: number
  /** 缺失的最后一个事件的时间，Unix 时间戳，单位秒 / time of the last missing event, unix seconds */
  readonly to_time: number
  /** 缺失的事件数；0 表示不清楚有多少 / number of missing events; 0 if it is not known */
  readonly count: number
  /** 缺口在某个群里时，群号 / group in which they are missing, if it is in one */
  readonly group_id?: Id
  /**
   * 缺口在和某人的私聊里时，对方 QQ 号
   *
   * other side of the private chat in which they are missing, if it is in one
   */
  readonly user_id?: Id
}

/**
 * 加好友请求。
 *
 * Somebody asks to become a friend.
 *
 * onebot11, go-cqhttp, napcat, lagrange, llbot
 */
export interface FriendRequestEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'request'
  /** 事件类型 / event type */
  readonly request_type: 'friend'
  /** 请求者 QQ 号 / QQ number of who asks */
  readonly user_id: Id
  /** 验证信息 / text of the request */
  readonly comment: string
  /** 请求标识，用于 set_friend_add_request / flag for set_friend_add_request */
  readonly flag: string
  /** 对方找到机器人的途径 / how they found the bot (llbot) */
  readonly via?: string
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 加群请求或入群邀请。
 *
 * Somebody asks to join a group, or invites the bot to one.
 *
 * onebot11, go-cqhttp, napcat, lagrange, llbot
 */
export interface GroupRequestEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'request'
  /** 事件类型 / event type */
  readonly request_type: 'group'
  /**
   * add：有人申请加群；invite：机器人被邀请入群
   *
   * add: somebody asks to join; invite: the bot is invited
   */
  readonly sub_type: 'add' | 'invite'
  /** 群号 / group number */
  readonly group_id: Id
  /** 请求者或邀请者 QQ 号 / QQ number of who asks or invites */
  readonly user_id: Id
  /**
   * 验证信息，可能为空，Lagrange 可能为 null
   *
   * text of the request; may be empty, from Lagrange null
   */
  readonly comment: string | null
  /** 请求标识，用于 set_group_add_request / flag for set_group_add_request */
  readonly flag: string
  /** 邀请者 QQ 号，没有则为 0 / QQ number of the inviter; 0 if none (go-cqhttp, lagrange, llbot) */
  readonly invitor_id?: Id
  /** 邀请来自的群号 / number of the group that the invitation came from (llbot) */
  readonly source_group_id?: Id
  /**
   * Rookery 的事件编号，连接时用 seq=1 索取
   *
   * id that Rookery gives the event, for clients that ask by seq=1
   */
  readonly rookery_id?: string
}

/**
 * 生命周期：启用、停用或连接成功。
 *
 * The life cycle: enabled, disabled or connected.
 *
 * Lagrange 也会通过 HTTP POST 上报 connect；go-cqhttp、NapCat、Lagrange 和 LLBot 从不上报 enable 与 disable。
 *
 * Lagrange also posts connect over HTTP POST; go-cqhttp, NapCat, Lagrange and LLBot never send enable or disable.
 *
 * onebot11, go-cqhttp, napcat, lagrange, llbot
 */
export interface LifecycleEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'meta_event'
  /** 事件类型 / event type */
  readonly meta_event_type: 'lifecycle'
  /**
   * enable：OneBot 启用，仅用于 HTTP POST；disable：OneBot 停用，仅用于 HTTP POST；connect：WebSocket 连接成功，仅用于 WebSocket
   *
   * enable: OneBot was enabled; only over HTTP POST; disable: OneBot was disabled; only over HTTP POST; connect: the WebSocket is connected; only over WebSocket
   */
  readonly sub_type: 'enable' | 'disable' | 'connect'
  /**
   * 恒为 2，仅出现在正向 WebSocket 连接成功时
   *
   * always 2, only when a forward WebSocket connects
   *
   * go-cqhttp
   */
  readonly _post_method?: number
}

/**
 * 心跳。
 *
 * A heartbeat.
 *
 * onebot11, go-cqhttp, napcat, lagrange, llbot
 */
export interface HeartbeatEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'meta_event'
  /** 事件类型 / event type */
  readonly meta_event_type: 'heartbeat'
  /** 运行状态，与 get_status 的结果相同 / the status, as get_status answers it */
  readonly status: {
    /** QQ 是否在线，无法得知时为 null / QQ is online; null where that is unknown */
    readonly online: boolean | null
    /** 一切正常 / everything works */
    readonly good: boolean
    /** 恒为 true / always true (go-cqhttp, lagrange) */
    readonly app_initialized?: boolean
    /** 恒为 true / always true (go-cqhttp, lagrange) */
    readonly app_enabled?: boolean
    /** 恒为 null / always null (go-cqhttp) */
    readonly plugins_good?: boolean | null
    /** 恒为 true / always true (go-cqhttp, lagrange) */
    readonly app_good?: boolean
    /**
     * 运行统计 {packet_received, packet_sent, packet_lost, message_received, message_sent, disconnect_times, lost_times, last_message_time}
     *
     * statistics {packet_received, packet_sent, packet_lost, message_received, message_sent, disconnect_times, lost_times, last_message_time}
     *
     * go-cqhttp
     */
    readonly stat?: JsonObject
  }
  /** 距下一次心跳的时间，单位毫秒 / milliseconds until the next heartbeat */
  readonly interval: number
}

/**
 * 收到其他客户端广播的数据。
 *
 * Another client sent a broadcast.
 *
 * 只送达 send_broadcast_data 所指的客户端，从不送给发送者自己。
 *
 * Delivered to the clients that send_broadcast_data names, never to the sender.
 *
 * perpetua, rookery
 */
export interface BroadcastEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'distributed'
  /** 事件类型 / event type */
  readonly distributed_type: 'broadcast'
  /** 发送数据的客户端 / the client that sent the data */
  readonly client: {
    /** 客户端 ID（UUID） / client id, a uuid */
    readonly app_id: string
    /** 客户端名称，未设置时没有这个字段 / client name, absent where none was set */
    readonly client_name?: string
  }
  /** 广播的 ID / id of the broadcast */
  readonly uuid: string
  /** 收到的数据 / payload */
  readonly data: string
}

/**
 * 收到其他客户端对广播的回应。
 *
 * Another client answered a broadcast.
 *
 * 只送达 send_broadcast_data_callback 所指的客户端。
 *
 * Delivered to the client that send_broadcast_data_callback names.
 *
 * perpetua, rookery
 */
export interface BroadcastCallbackEvent {
  /** 事件发生的时间，Unix 时间戳，单位秒 / when it happened, unix seconds */
  readonly time: number
  /** 收到事件的机器人 QQ 号 / QQ number of the bot that received it */
  readonly self_id: Id
  /** 上报类型 / event class */
  readonly post_type: 'distributed'
  /** 事件类型 / event type */
  readonly distributed_type: 'broadcast_callback'
  /** 发送数据的客户端 / the client that sent the data */
  readonly client: {
    /** 客户端 ID（UUID） / client id, a uuid */
    readonly app_id: string
    /** 客户端名称，未设置时没有这个字段 / client name, absent where none was set */
    readonly client_name?: string
  }
  /** 广播的 ID / id of the broadcast */
  readonly uuid: string
  /** 收到的数据 / payload */
  readonly data: string
}

/**
 * 所有已知的事件。
 *
 * Every known event.
 */
export type OneBotEvent =
  | PrivateMessageEvent
  | GroupMessageEvent
  | GuildMessageEvent
  | PrivateMessageSentEvent
  | GroupMessageSentEvent
  | GroupUploadEvent
  | GroupAdminEvent
  | GroupIncreaseEvent
  | GroupDecreaseEvent
  | GroupBanEvent
  | GroupRecallEvent
  | GroupCardEvent
  | GroupNameChangeEvent
  | GroupDismissEvent
  | EssenceEvent
  | GroupMsgEmojiLikeEvent
  | ReactionEvent
  | GroupPokeEvent
  | FriendPokeEvent
  | PokeRecallEvent
  | LuckyKingEvent
  | HonorEvent
  | TitleEvent
  | GroupNameEvent
  | GrayTipEvent
  | InputStatusEvent
  | ProfileLikeEvent
  | FriendAddEvent
  | FriendRecallEvent
  | OfflineFileEvent
  | FlashFileEvent
  | OnlineFileReceiveEvent
  | OnlineFileSendEvent
  | MessageReactionsUpdatedEvent
  | GuildChannelRecallEvent
  | ChannelCreatedEvent
  | ChannelDestroyedEvent
  | ChannelUpdatedEvent
  | BotOnlineEvent
  | BotOfflineEvent
  | DeviceStatusEvent
  | ClientStatusEvent
  | RookeryGapEvent
  | FriendRequestEvent
  | GroupRequestEvent
  | LifecycleEvent
  | HeartbeatEvent
  | BroadcastEvent
  | BroadcastCallbackEvent

/**
 * 以点分名称查找事件，如 notice.group_increase。
 *
 * The events by their dotted names, such as notice.group_increase.
 */
export interface EventTable {
  readonly 'message': PrivateMessageEvent | GroupMessageEvent | GuildMessageEvent
  readonly 'message.private': PrivateMessageEvent
  readonly 'message.private.friend': (PrivateMessageEvent & { readonly sub_type: 'friend' })
  readonly 'message.private.group': (PrivateMessageEvent & { readonly sub_type: 'group' })
  readonly 'message.private.other': (PrivateMessageEvent & { readonly sub_type: 'other' })
  readonly 'message.group': GroupMessageEvent
  readonly 'message.group.normal': (GroupMessageEvent & { readonly sub_type: 'normal' })
  readonly 'message.group.anonymous': (GroupMessageEvent & { readonly sub_type: 'anonymous' })
  readonly 'message.group.notice': (GroupMessageEvent & { readonly sub_type: 'notice' })
  readonly 'message.guild': GuildMessageEvent
  readonly 'message.guild.channel': GuildMessageEvent
  readonly 'message_sent': PrivateMessageSentEvent | GroupMessageSentEvent
  readonly 'message_sent.private': PrivateMessageSentEvent
  readonly 'message_sent.private.friend': (PrivateMessageSentEvent & { readonly sub_type: 'friend' })
  readonly 'message_sent.private.group': (PrivateMessageSentEvent & { readonly sub_type: 'group' })
  readonly 'message_sent.group': GroupMessageSentEvent
  readonly 'message_sent.group.normal': GroupMessageSentEvent
  readonly 'notice': GroupUploadEvent | GroupAdminEvent | GroupIncreaseEvent | GroupDecreaseEvent | GroupBanEvent | GroupRecallEvent | GroupCardEvent | GroupNameChangeEvent | GroupDismissEvent | EssenceEvent | GroupMsgEmojiLikeEvent | ReactionEvent | GroupPokeEvent | FriendPokeEvent | PokeRecallEvent | LuckyKingEvent | HonorEvent | TitleEvent | GroupNameEvent | GrayTipEvent | InputStatusEvent | ProfileLikeEvent | FriendAddEvent | FriendRecallEvent | OfflineFileEvent | FlashFileEvent | OnlineFileReceiveEvent | OnlineFileSendEvent | MessageReactionsUpdatedEvent | GuildChannelRecallEvent | ChannelCreatedEvent | ChannelDestroyedEvent | ChannelUpdatedEvent | BotOnlineEvent | BotOfflineEvent | DeviceStatusEvent | ClientStatusEvent | RookeryGapEvent
  readonly 'notice.group_upload': GroupUploadEvent
  readonly 'notice.group_admin': GroupAdminEvent
  readonly 'notice.group_admin.set': (GroupAdminEvent & { readonly sub_type: 'set' })
  readonly 'notice.group_admin.unset': (GroupAdminEvent & { readonly sub_type: 'unset' })
  readonly 'notice.group_increase': GroupIncreaseEvent
  readonly 'notice.group_increase.approve': (GroupIncreaseEvent & { readonly sub_type: 'approve' })
  readonly 'notice.group_increase.invite': (GroupIncreaseEvent & { readonly sub_type: 'invite' })
  readonly 'notice.group_decrease': GroupDecreaseEvent
  readonly 'notice.group_decrease.leave': (GroupDecreaseEvent & { readonly sub_type: 'leave' })
  readonly 'notice.group_decrease.kick': (GroupDecreaseEvent & { readonly sub_type: 'kick' })
  readonly 'notice.group_decrease.kick_me': (GroupDecreaseEvent & { readonly sub_type: 'kick_me' })
  readonly 'notice.group_decrease.disband': (GroupDecreaseEvent & { readonly sub_type: 'disband' })
  readonly 'notice.group_ban': GroupBanEvent
  readonly 'notice.group_ban.ban': (GroupBanEvent & { readonly sub_type: 'ban' })
  readonly 'notice.group_ban.lift_ban': (GroupBanEvent & { readonly sub_type: 'lift_ban' })
  readonly 'notice.group_recall': GroupRecallEvent
  readonly 'notice.group_card': GroupCardEvent
  readonly 'notice.group_name_change': GroupNameChangeEvent
  readonly 'notice.group_dismiss': GroupDismissEvent
  readonly 'notice.essence': EssenceEvent
  readonly 'notice.essence.add': (EssenceEvent & { readonly sub_type: 'add' })
  readonly 'notice.essence.delete': (EssenceEvent & { readonly sub_type: 'delete' })
  readonly 'notice.group_msg_emoji_like': GroupMsgEmojiLikeEvent
  readonly 'notice.reaction': ReactionEvent
  readonly 'notice.reaction.add': (ReactionEvent & { readonly sub_type: 'add' })
  readonly 'notice.reaction.remove': (ReactionEvent & { readonly sub_type: 'remove' })
  readonly 'notice.notify': GroupPokeEvent | FriendPokeEvent | PokeRecallEvent | LuckyKingEvent | HonorEvent | TitleEvent | GroupNameEvent | GrayTipEvent | InputStatusEvent | ProfileLikeEvent
  readonly 'notice.notify.poke': GroupPokeEvent | FriendPokeEvent
  readonly 'notice.notify.poke_recall': PokeRecallEvent
  readonly 'notice.notify.lucky_king': LuckyKingEvent
  readonly 'notice.notify.honor': HonorEvent
  readonly 'notice.notify.title': TitleEvent
  readonly 'notice.notify.group_name': GroupNameEvent
  readonly 'notice.notify.gray_tip': GrayTipEvent
  readonly 'notice.notify.input_status': InputStatusEvent
  readonly 'notice.notify.profile_like': ProfileLikeEvent
  readonly 'notice.friend_add': FriendAddEvent
  readonly 'notice.friend_recall': FriendRecallEvent
  readonly 'notice.offline_file': OfflineFileEvent
  readonly 'notice.flash_file': FlashFileEvent
  readonly 'notice.flash_file.downloading': (FlashFileEvent & { readonly sub_type: 'downloading' })
  readonly 'notice.flash_file.uploading': (FlashFileEvent & { readonly sub_type: 'uploading' })
  readonly 'notice.flash_file.downloaded': (FlashFileEvent & { readonly sub_type: 'downloaded' })
  readonly 'notice.flash_file.uploaded': (FlashFileEvent & { readonly sub_type: 'uploaded' })
  readonly 'notice.online_file_receive': OnlineFileReceiveEvent
  readonly 'notice.online_file_receive.cancel': OnlineFileReceiveEvent
  readonly 'notice.online_file_send': OnlineFileSendEvent
  readonly 'notice.online_file_send.receive': (OnlineFileSendEvent & { readonly sub_type: 'receive' })
  readonly 'notice.online_file_send.refuse': (OnlineFileSendEvent & { readonly sub_type: 'refuse' })
  readonly 'notice.message_reactions_updated': MessageReactionsUpdatedEvent
  readonly 'notice.guild_channel_recall': GuildChannelRecallEvent
  readonly 'notice.channel_created': ChannelCreatedEvent
  readonly 'notice.channel_destroyed': ChannelDestroyedEvent
  readonly 'notice.channel_updated': ChannelUpdatedEvent
  readonly 'notice.bot_online': BotOnlineEvent
  readonly 'notice.bot_offline': BotOfflineEvent
  readonly 'notice.client_status': DeviceStatusEvent | ClientStatusEvent
  readonly 'notice.rookery_gap': RookeryGapEvent
  readonly 'request': FriendRequestEvent | GroupRequestEvent
  readonly 'request.friend': FriendRequestEvent
  readonly 'request.group': GroupRequestEvent
  readonly 'request.group.add': (GroupRequestEvent & { readonly sub_type: 'add' })
  readonly 'request.group.invite': (GroupRequestEvent & { readonly sub_type: 'invite' })
  readonly 'meta_event': LifecycleEvent | HeartbeatEvent
  readonly 'meta_event.lifecycle': LifecycleEvent
  readonly 'meta_event.lifecycle.enable': (LifecycleEvent & { readonly sub_type: 'enable' })
  readonly 'meta_event.lifecycle.disable': (LifecycleEvent & { readonly sub_type: 'disable' })
  readonly 'meta_event.lifecycle.connect': (LifecycleEvent & { readonly sub_type: 'connect' })
  readonly 'meta_event.heartbeat': HeartbeatEvent
  readonly 'distributed': BroadcastEvent | BroadcastCallbackEvent
  readonly 'distributed.broadcast': BroadcastEvent
  readonly 'distributed.broadcast_callback': BroadcastCallbackEvent
}
