// Written by `npm run gen` from the tables beside it. Do not edit.

import type { Id, IdInput, JsonObject } from './base.js'
import type { MessageData, Sendable } from './segments.gen.js'

/**
 * 所有已知的动作：参数与结果。
 *
 * Every known action: its parameters and its result.
 */
export interface ActionTable {
  /**
   * 发送消息，按 message_type 或所给的号码决定发给好友还是群。
   *
   * Send a message to a user or a group, as message_type or the given id says.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly send_msg: {
    readonly params: {
      /** 消息类型；不填则按所给的号码判断 / kind of target; without it, the given id tells */
      readonly message_type?: 'private' | 'group'
      /** 对方 QQ 号 / QQ number of the recipient */
      readonly user_id?: IdInput
      /** 群号 / group number */
      readonly group_id?: IdInput
      /** 要发送的内容 / content to send */
      readonly message: Sendable
      /**
       * 是否作为纯文本发送（不解析 CQ 码），仅当 message 是字符串时有效
       *
       * send as plain text, without reading CQ codes; only where message is a string
       *
       * @defaultValue false
       */
      readonly auto_escape?: boolean
      /** 合并转发卡片的标题 / title of a merged-forward card (napcat) */
      readonly source?: string
      /**
       * 合并转发卡片的预览行，每项为 {text}
       *
       * preview lines of a merged-forward card, each {text}
       *
       * napcat
       */
      readonly news?: readonly JsonObject[]
      /** 合并转发卡片底部的摘要 / summary below a merged-forward card (napcat) */
      readonly summary?: string
      /**
       * 合并转发卡片在会话列表中显示的文字
       *
       * text that the chat list shows for a merged-forward card
       *
       * napcat
       */
      readonly prompt?: string
      /** 超时时间 / timeout (napcat) */
      readonly timeout?: number
      /** 消息气泡与字体样式 / bubble and font style (lagrange) */
      readonly message_style?: JsonObject | null
    }
    readonly result: {
      /** 所发消息的 ID / id of the message that was sent */
      readonly message_id: Id
      /** 发送合并转发时的转发 ID / forward id, where nodes were sent (napcat) */
      readonly res_id?: string
      /** 发送合并转发时的转发 ID / forward id, where nodes were sent (napcat) */
      readonly forward_id?: string
    }
  }
  /**
   * 发送私聊消息。
   *
   * Send a private message.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly send_private_msg: {
    readonly params: {
      /** 对方 QQ 号 / QQ number of the recipient */
      readonly user_id: IdInput
      /** 要发送的内容 / content to send */
      readonly message: Sendable
      /**
       * 是否作为纯文本发送（不解析 CQ 码），仅当 message 是字符串时有效
       *
       * send as plain text, without reading CQ codes; only where message is a string
       *
       * @defaultValue false
       */
      readonly auto_escape?: boolean
      /** 发起临时会话的群号 / group through which a temporary chat goes (go-cqhttp, napcat, llbot) */
      readonly group_id?: IdInput
      /** 会话类型：私聊或群聊 / private or group chat (napcat, llbot) */
      readonly message_type?: 'private' | 'group'
      /** 合并转发卡片的标题 / title of a merged-forward card (napcat) */
      readonly source?: string
      /**
       * 合并转发卡片的预览行，每项为 {text}
       *
       * preview lines of a merged-forward card, each {text}
       *
       * napcat
       */
      readonly news?: readonly JsonObject[]
      /** 合并转发卡片底部的摘要 / summary below a merged-forward card (napcat) */
      readonly summary?: string
      /**
       * 合并转发卡片在会话列表中显示的文字
       *
       * text that the chat list shows for a merged-forward card
       *
       * napcat
       */
      readonly prompt?: string
      /** 超时时间 / timeout (napcat) */
      readonly timeout?: number
      /** 消息气泡与字体样式 / bubble and font style (lagrange) */
      readonly message_style?: JsonObject | null
    }
    readonly result: {
      /** 所发消息的 ID / id of the message that was sent */
      readonly message_id: Id
      /** 发送合并转发时的转发 ID / forward id, where nodes were sent (napcat) */
      readonly res_id?: string
      /** 发送合并转发时的转发 ID / forward id, where nodes were sent (napcat) */
      readonly forward_id?: string
    }
  }
  /**
   * 发送群消息。
   *
   * Send a group message.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly send_group_msg: {
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 要发送的内容 / content to send */
      readonly message: Sendable
      /**
       * 是否作为纯文本发送（不解析 CQ 码），仅当 message 是字符串时有效
       *
       * send as plain text, without reading CQ codes; only where message is a string
       *
       * @defaultValue false
       */
      readonly auto_escape?: boolean
      /** 会话类型：私聊或群聊 / private or group chat (napcat, llbot) */
      readonly message_type?: 'private' | 'group'
      /** QQ 号 / QQ number (napcat, llbot) */
      readonly user_id?: IdInput
      /** 合并转发卡片的标题 / title of a merged-forward card (napcat) */
      readonly source?: string
      /**
       * 合并转发卡片的预览行，每项为 {text}
       *
       * preview lines of a merged-forward card, each {text}
       *
       * napcat
       */
      readonly news?: readonly JsonObject[]
      /** 合并转发卡片底部的摘要 / summary below a merged-forward card (napcat) */
      readonly summary?: string
      /**
       * 合并转发卡片在会话列表中显示的文字
       *
       * text that the chat list shows for a merged-forward card
       *
       * napcat
       */
      readonly prompt?: string
      /** 超时时间 / timeout (napcat) */
      readonly timeout?: number
      /** 消息气泡与字体样式 / bubble and font style (lagrange) */
      readonly message_style?: JsonObject | null
    }
    readonly result: {
      /** 所发消息的 ID / id of the message that was sent */
      readonly message_id: Id
      /** 发送合并转发时的转发 ID / forward id, where nodes were sent (napcat) */
      readonly res_id?: string
      /** 发送合并转发时的转发 ID / forward id, where nodes were sent (napcat) */
      readonly forward_id?: string
    }
  }
  /**
   * 撤回消息。
   *
   * Recall a message.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly delete_msg: {
    readonly params: {
      /** 消息 ID / message id */
      readonly message_id: IdInput
    }
    readonly result: null
  }
  /**
   * 按 ID 获取一条消息。
   *
   * Fetch one message by its id.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly get_msg: {
    readonly params: {
      /** 消息 ID / message id */
      readonly message_id: IdInput
    }
    readonly result: {
      /** 发送时间，Unix 时间戳 / unix time of sending */
      readonly time: number
      /** 消息类型，与消息事件相同 / kind of message, as in message events */
      readonly message_type: string
      /** 消息 ID / message id */
      readonly message_id: Id
      /** 消息真实 ID / real message id */
      readonly real_id: Id
      /** 发送者信息，与消息事件相同 / who sent it, as in message events */
      readonly sender: JsonObject
      /** 消息内容 / content */
      readonly message: MessageData
      /** 消息序号 / message sequence (go-cqhttp, napcat, llbot) */
      readonly message_seq?: number
      /** 十六进制的消息 ID / message id in hexadecimal (go-cqhttp) */
      readonly message_id_v2?: string
      /** 是否为群消息 / is a group message (go-cqhttp) */
      readonly group?: boolean
      /** 群号 / group number (go-cqhttp, napcat, llbot) */
      readonly group_id?: Id
      /** CQ 码形式的原始内容 / content as CQ code (napcat, llbot) */
      readonly raw_message?: string
      /** 字体 / font (napcat, llbot) */
      readonly font?: number
      /** 发送者 QQ 号 / QQ number of the sender (napcat, llbot) */
      readonly user_id?: Id
      /** 表情回应 / reactions (napcat) */
      readonly emoji_likes_list?: readonly unknown[]
    }
  }
  /**
   * 获取当前登录的账号。
   *
   * Get the account that is logged in.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly get_login_info: {
    readonly params: {}
    readonly result: {
      /** 机器人 QQ 号 / QQ number of the bot */
      readonly user_id: Id
      /** 机器人昵称 / nickname of the bot */
      readonly nickname: string
    }
  }
  /**
   * 获取运行状态，各协议端可能另加字段。
   *
   * Get the running status; implementations may add fields.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly get_status: {
    readonly params: {}
    readonly result: {
      /** QQ 是否在线，无法得知时为 null / QQ is online; null where that is unknown */
      readonly online: boolean | null
      /** 一切正常且 QQ 在线 / everything works and QQ is online */
      readonly good: boolean
      /** 协议端自行添加的字段 / what an implementation adds */
      readonly [key: string]: unknown
      /** 恒为 true / always true (go-cqhttp, lagrange) */
      readonly app_initialized?: boolean
      /** 恒为 true / always true (go-cqhttp, lagrange) */
      readonly app_enabled?: boolean
      /**
       * go-cqhttp 为 null，Lagrange 为 true
       *
       * null from go-cqhttp, true from Lagrange
       *
       * go-cqhttp, lagrange
       */
      readonly plugins_good?: boolean | null
      /** 恒为 true / always true (go-cqhttp, lagrange) */
      readonly app_good?: boolean
      /** 运行统计；NapCat 为空对象 / statistics; NapCat sends an empty object (go-cqhttp, napcat, llbot) */
      readonly stat?: JsonObject
      /** 内存占用，单位字节 / memory in use, in bytes (lagrange) */
      readonly memory?: number
    }
  }
  /**
   * 获取版本信息，各协议端可能另加字段。
   *
   * Get version information; implementations may add fields.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly get_version_info: {
    readonly params: {}
    readonly result: {
      /** 协议端标识 / name of the implementation */
      readonly app_name: string
      /** 协议端版本 / version of the implementation */
      readonly app_version: string
      /** OneBot 标准版本，如 v11 / version of the OneBot standard, such as v11 */
      readonly protocol_version: string
      /** 协议端自行添加的字段 / what an implementation adds */
      readonly [key: string]: unknown
      /** 协议端全名 / full name of the implementation (go-cqhttp) */
      readonly app_full_name?: string
      /** NT 协议版本 / NT protocol (lagrange) */
      readonly nt_protocol?: string
    }
  }
  /**
   * 获取群信息。
   *
   * Get one group.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly get_group_info: {
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /**
       * 是否跳过缓存（较慢，但数据更新）
       *
       * bypass the cache: slower, but fresh
       *
       * @defaultValue false
       */
      readonly no_cache?: boolean
    }
    readonly result: {
      /** 群号 / group number */
      readonly group_id: Id
      /** 群名称 / group name */
      readonly group_name: string
      /** 当前成员数 / number of members */
      readonly member_count: number
      /** 成员数上限 / most members that it can have */
      readonly max_member_count: number
      /** 建群时间，Unix 时间戳 / unix time of creation (go-cqhttp, llbot) */
      readonly group_create_time?: number
      /** 群等级 / group level (go-cqhttp) */
      readonly group_level?: number
      /**
       * 群简介（go-cqhttp 仅在搜索结果中提供）
       *
       * group memo; from go-cqhttp only in search results
       *
       * go-cqhttp, llbot
       */
      readonly group_memo?: string
      /** 全员禁言状态 / whole-group mute state (napcat) */
      readonly group_all_shut?: number
      /** 群备注 / own remark about the group (napcat) */
      readonly group_remark?: string
      /** 群备注 / own remark about the group (llbot) */
      readonly remark_name?: string
      /** 群主 QQ 号 / QQ number of the owner (llbot) */
      readonly owner_id?: Id
      /** 是否置顶 / pinned to the top (llbot) */
      readonly is_top?: boolean
      /** 全员禁言的结束时间 / end of the whole-group mute (llbot) */
      readonly shut_up_all_timestamp?: number
      /** 机器人被禁言的结束时间 / end of the mute of the bot (llbot) */
      readonly shut_up_me_timestamp?: number
    }
  }
  /**
   * 获取群列表。
   *
   * List the groups of the account.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly get_group_list: {
    readonly params: {
      /**
       * 是否跳过缓存
       *
       * bypass the cache
       *
       * go-cqhttp, napcat, lagrange, llbot
       *
       * @defaultValue false
       */
      readonly no_cache?: string | boolean
    }
    readonly result: readonly {
      /** 群号 / group number */
      readonly group_id: Id
      /** 群名称 / group name */
      readonly group_name: string
      /** 当前成员数 / number of members */
      readonly member_count: number
      /** 成员数上限 / most members that it can have */
      readonly max_member_count: number
      /** 建群时间，Unix 时间戳 / unix time of creation (go-cqhttp, llbot) */
      readonly group_create_time?: number
      /** 群等级 / group level (go-cqhttp) */
      readonly group_level?: number
      /**
       * 群简介（go-cqhttp 仅在搜索结果中提供）
       *
       * group memo; from go-cqhttp only in search results
       *
       * go-cqhttp, llbot
       */
      readonly group_memo?: string
      /** 全员禁言状态 / whole-group mute state (napcat) */
      readonly group_all_shut?: number
      /** 群备注 / own remark about the group (napcat) */
      readonly group_remark?: string
      /** 群备注 / own remark about the group (llbot) */
      readonly remark_name?: string
      /** 群主 QQ 号 / QQ number of the owner (llbot) */
      readonly owner_id?: Id
      /** 是否置顶 / pinned to the top (llbot) */
      readonly is_top?: boolean
      /** 全员禁言的结束时间 / end of the whole-group mute (llbot) */
      readonly shut_up_all_timestamp?: number
      /** 机器人被禁言的结束时间 / end of the mute of the bot (llbot) */
      readonly shut_up_me_timestamp?: number
    }[]
  }
  /**
   * 获取群成员信息。
   *
   * Get one member of a group.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly get_group_member_info: {
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 成员 QQ 号 / QQ number of the member */
      readonly user_id: IdInput
      /**
       * 是否跳过缓存（较慢，但数据更新）
       *
       * bypass the cache: slower, but fresh
       *
       * @defaultValue false
       */
      readonly no_cache?: boolean
    }
    readonly result: {
      /** 群号 / group number */
      readonly group_id: Id
      /** 成员 QQ 号 / QQ number of the member */
      readonly user_id: Id
      /** QQ 昵称 / QQ nickname */
      readonly nickname: string
      /** 群名片 / group card, the name within the group */
      readonly card: string
      /** 性别 / sex */
      readonly sex: 'male' | 'female' | 'unknown'
      /** 年龄 / age */
      readonly age: number
      /** 地区，成员列表中可能没有 / region; may be missing from a list */
      readonly area: string
      /** 入群时间，Unix 时间戳 / unix time of joining */
      readonly join_time: number
      /** 最后发言时间，Unix 时间戳 / unix time of the last message */
      readonly last_sent_time: number
      /** 成员等级 / member level */
      readonly level: string
      /** 在群中的身份：群主、管理员或普通成员 / role in the group */
      readonly role: 'owner' | 'admin' | 'member'
      /** 是否有不良记录 / has a bad record */
      readonly unfriendly: boolean
      /** 专属头衔，成员列表中可能没有 / special title; may be missing from a list */
      readonly title: string
      /** 专属头衔的过期时间，Unix 时间戳 / unix time at which the title expires */
      readonly title_expire_time: number
      /** 是否允许修改群名片 / the card may be changed */
      readonly card_changeable: boolean
      /** 禁言结束时间，Unix 时间戳 / unix time at which a mute ends (go-cqhttp, napcat, llbot) */
      readonly shut_up_timestamp?: number
      /** QQ 等级 / QQ level (napcat, llbot) */
      readonly qq_level?: number
      /** 是否为机器人 / is a bot (napcat, llbot) */
      readonly is_robot?: boolean
      /** Q 龄 / age of the account (napcat, llbot) */
      readonly qage?: number
      /** 显示的名字：群名片，没有则为昵称 / name to show: the card, else the nickname (llbot) */
      readonly card_or_nickname?: string
    }
  }
  /**
   * 获取群成员列表；与 get_group_member_info 相比，部分字段可能缺失。
   *
   * List the members of a group; fields of get_group_member_info may be missing.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly get_group_member_list: {
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /**
       * 是否跳过缓存
       *
       * bypass the cache
       *
       * go-cqhttp, napcat, lagrange, llbot
       *
       * @defaultValue false
       */
      readonly no_cache?: string | boolean
    }
    readonly result: readonly {
      /** 群号 / group number */
      readonly group_id: Id
      /** 成员 QQ 号 / QQ number of the member */
      readonly user_id: Id
      /** QQ 昵称 / QQ nickname */
      readonly nickname: string
      /** 群名片 / group card, the name within the group */
      readonly card: string
      /** 性别 / sex */
      readonly sex: 'male' | 'female' | 'unknown'
      /** 年龄 / age */
      readonly age: number
      /** 地区，成员列表中可能没有 / region; may be missing from a list */
      readonly area: string
      /** 入群时间，Unix 时间戳 / unix time of joining */
      readonly join_time: number
      /** 最后发言时间，Unix 时间戳 / unix time of the last message */
      readonly last_sent_time: number
      /** 成员等级 / member level */
      readonly level: string
      /** 在群中的身份：群主、管理员或普通成员 / role in the group */
      readonly role: 'owner' | 'admin' | 'member'
      /** 是否有不良记录 / has a bad record */
      readonly unfriendly: boolean
      /** 专属头衔，成员列表中可能没有 / special title; may be missing from a list */
      readonly title: string
      /** 专属头衔的过期时间，Unix 时间戳 / unix time at which the title expires */
      readonly title_expire_time: number
      /** 是否允许修改群名片 / the card may be changed */
      readonly card_changeable: boolean
      /** 禁言结束时间，Unix 时间戳 / unix time at which a mute ends (go-cqhttp, napcat, llbot) */
      readonly shut_up_timestamp?: number
      /** QQ 等级 / QQ level (napcat, llbot) */
      readonly qq_level?: number
      /** 是否为机器人 / is a bot (napcat, llbot) */
      readonly is_robot?: boolean
      /** Q 龄 / age of the account (napcat, llbot) */
      readonly qage?: number
      /** 显示的名字：群名片，没有则为昵称 / name to show: the card, else the nickname (llbot) */
      readonly card_or_nickname?: string
    }[]
  }
  /**
   * 获取好友列表。
   *
   * List the friends of the account.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly get_friend_list: {
    readonly params: {
      /** 是否跳过缓存 / bypass the cache (napcat) */
      readonly no_cache?: string | boolean
    }
    readonly result: readonly {
      /** QQ 号 / QQ number */
      readonly user_id: Id
      /** 昵称 / nickname */
      readonly nickname: string
      /** 备注名 / own remark about the friend */
      readonly remark: string
      /** 用户的 QID / the QID of the user (lagrange) */
      readonly q_id?: string
      /** 所在的好友分组 {group_id, group_name} / friend category {group_id, group_name} (lagrange) */
      readonly group?: JsonObject
      /** 性别 / sex (napcat, llbot) */
      readonly sex?: string
      /** 年龄 / age (napcat, llbot) */
      readonly age?: number
      /** 出生年份 / year of birth (napcat, llbot) */
      readonly birthday_year?: number
      /** 出生月份 / month of birth (napcat, llbot) */
      readonly birthday_month?: number
      /** 出生日 / day of birth (napcat, llbot) */
      readonly birthday_day?: number
      /** 用户的 QID / the QID of the user (napcat, llbot) */
      readonly qid?: string
      /** 个性签名 / signature (llbot) */
      readonly long_nick?: string
      /** QQ 等级 / QQ level (napcat) */
      readonly level?: number
      /** 手机号 / phone number (napcat) */
      readonly phone_num?: string
      /** 邮箱 / email (napcat) */
      readonly email?: string
      /** 好友分组 ID / category id (napcat) */
      readonly category_id?: Id
      /** 好友分组名称 / category name (napcat) */
      readonly categoryName?: string
      /** 好友分组 ID / category id (napcat) */
      readonly categoryId?: number
      /** 登录天数 / days logged in (napcat) */
      readonly login_days?: number
    }[]
  }
  /**
   * 重启协议端。重启是异步的，响应状态为 async。
   *
   * Restart the implementation. That happens later, so the status of the reply is async.
   *
   * perpetua 与 Rookery 会自行处理：由它们启动的协议端由它们重启。
   *
   * perpetua and Rookery take it themselves, and restart an implementation that they started.
   *
   * onebot11-public, napcat, lagrange, llbot, perpetua, rookery
   */
  readonly set_restart: {
    readonly params: {
      /**
       * 等待多少毫秒后重启
       *
       * milliseconds to wait first
       *
       * @defaultValue 0
       */
      readonly delay?: number
    }
    readonly result: null
  }
  /**
   * 设置当前客户端的名称，不得与其他客户端重名。
   *
   * Name the calling client; no other client may have that name.
   *
   * perpetua 的文档写明没有返回数据，其代码返回 {}。
   *
   * perpetua documents no data, and its code returns {}.
   *
   * perpetua, rookery
   */
  readonly set_client_name: {
    readonly params: {
      /** 客户端名称，全局唯一 / name of the client, unique among all */
      readonly name: string
    }
    readonly result: null
  }
  /**
   * 向其他客户端发送数据，对方会收到 distributed/broadcast 事件。
   *
   * Send data to other clients, which receive it as distributed/broadcast.
   *
   * perpetua 文档要求填写 clients，其代码在缺少 clients 时谁也不发；它只返回 uuid。
   *
   * perpetua documents clients as required, and its code sends to nobody without it; it answers uuid alone.
   *
   * perpetua, rookery
   */
  readonly send_broadcast_data: {
    readonly params: {
      /**
       * 接收数据的客户端；不填为其他所有客户端，空数组视为错误
       *
       * who receives it; without it every other client, and an empty array is an error
       */
      readonly clients?: readonly {
        /** 客户端 ID / client id */
        readonly app_id?: string
        /** 客户端名称 / client name */
        readonly client_name?: string
      }[]
      /**
       * 要发送的数据
       *
       * payload
       *
       * @defaultValue ''
       */
      readonly data?: string
    }
    readonly result: {
      /** 本次广播的 ID / id of this broadcast */
      readonly uuid: string
      /** 已送达的客户端 / clients that it was delivered to */
      readonly delivered: readonly {
        /** 客户端 ID / client id */
        readonly app_id: string
        /** 客户端名称，未设置时没有这个字段 / client name, absent where none was set */
        readonly client_name?: string
      }[]
      /** 不在线的客户端 / clients that are offline */
      readonly offline: readonly {
        /** 客户端 ID / client id */
        readonly app_id: string
        /** 客户端名称，未设置时没有这个字段 / client name, absent where none was set */
        readonly client_name?: string
      }[]
      /** 不存在的客户端，按请求中的写法列出 / clients that do not exist, as the call named them */
      readonly unknown: readonly {
        /** 客户端 ID / client id */
        readonly app_id?: string
        /** 客户端名称 / client name */
        readonly client_name?: string
      }[]
    }
  }
  /**
   * 回应一次广播，广播的发送者会收到 distributed/broadcast_callback 事件。
   *
   * Answer a broadcast; its sender receives distributed/broadcast_callback.
   *
   * perpetua 的文档写明没有返回数据，其代码返回 {}。
   *
   * perpetua documents no data, and its code returns {}.
   *
   * perpetua, rookery
   */
  readonly send_broadcast_data_callback: {
    readonly params: {
      /**
       * 广播的发送者，写出 app_id 或 client_name 之一即可
       *
       * who sent the broadcast; either key identifies it
       */
      readonly client: {
        /** 客户端 ID / client id */
        readonly app_id?: string
        /** 客户端名称 / client name */
        readonly client_name?: string
      }
      /**
       * 广播事件中的 uuid；不填为该客户端最近的一次广播
       *
       * uuid of the broadcast event; without it, the last broadcast from that client
       */
      readonly uuid?: string
      /**
       * 要发送的数据
       *
       * payload
       *
       * @defaultValue ''
       */
      readonly data?: string
    }
    readonly result: null
  }
  /**
   * 为当前客户端新开一个 WebSocket 端口，并返回端口号。
   *
   * Open a WebSocket port for this client alone and return its number.
   *
   * perpetua, rookery
   */
  readonly get_ws_port: {
    readonly params: {}
    readonly result: {
      /** 供客户端连接的 WebSocket 端口 / WebSocket port to connect to */
      readonly port: number
    }
  }
  /**
   * 列出当前在线的客户端。
   *
   * List the clients that are online.
   *
   * go-cqhttp 与 NapCat 用同一名称列出账号登录的设备；客户端列表在 GET /api/get_online_clients。
   *
   * go-cqhttp and NapCat list the devices of the account under the same name; the clients are at GET /api/get_online_clients.
   *
   * go-cqhttp, napcat, perpetua, rookery
   */
  readonly get_online_clients: {
    readonly params: {
      /** 是否跳过缓存 / bypass the cache (go-cqhttp) */
      readonly no_cache?: boolean
    }
    readonly result: {
      /** 在线的客户端 / clients that are online */
      readonly clients: readonly {
        /** 客户端 ID / client id */
        readonly app_id: string
        /** 客户端名称，未设置时没有这个字段 / client name, absent where none was set */
        readonly client_name?: string
      }[]
    }
  }
  /**
   * 对事件执行快速操作，供 SDK 和框架在 WebSocket 上使用。
   *
   * Run a quick operation for an event; made for SDKs and frameworks on WebSocket.
   *
   * onebot11-hidden, go-cqhttp, napcat, llbot
   */
  readonly '.handle_quick_operation': {
    readonly params: {
      /** 事件对象，可以只保留必要的字段 / the event; it may be trimmed */
      readonly context: JsonObject
      /** 快速操作对象 / the quick operation */
      readonly operation: JsonObject
    }
    readonly result: null
  }
}
