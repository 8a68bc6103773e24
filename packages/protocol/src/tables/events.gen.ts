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
 * 有事件未能补发：客户端离线过久，或事件多次投递失败。
 *
 * Events were not delivered: the client was away for too long, or they failed too often.
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
  /** 缺失的事件数 / number of missing events */
  readonly count: number
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
  | PrivateMessageSentEvent
  | GroupMessageSentEvent
  | GroupIncreaseEvent
  | GroupDecreaseEvent
  | ClientStatusEvent
  | RookeryGapEvent
  | LifecycleEvent
  | HeartbeatEvent
  | BroadcastEvent
  | BroadcastCallbackEvent
