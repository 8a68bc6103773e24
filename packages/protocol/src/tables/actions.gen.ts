// Written by `npm run gen` from the tables beside it. Do not edit.

import type { Id, IdInput, JsonObject } from './base.js'
import type { MessageData, Segment, Sendable, UnknownSegment } from './segments.gen.js'

/**
 * 所有已知的动作：由谁提供（by）、参数、结果，以及返回不同结果的协议端（variants）。
 *
 * Every known action: who has it, its parameters, its result, and the results of those that answer otherwise.
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
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 消息类型；不填则按所给的号码判断 / kind of target; without it, the given id tells */
      readonly message_type?: 'private' | 'group'
      /**
       * 对方 QQ 号
       *
       * QQ number of the recipient
       *
       * 必填的条件：message_type is private
       *
       * required when message_type is private
       */
      readonly user_id?: IdInput
      /**
       * 群号
       *
       * group number
       *
       * 必填的条件：message_type is group
       *
       * required when message_type is group
       */
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
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
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
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
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
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
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
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
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
   * 获取群历史消息。
   *
   * Get the history of a group.
   *
   * go-cqhttp, napcat, lagrange, llbot
   */
  readonly get_group_msg_history: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 起始的消息序号 / message sequence to start from (go-cqhttp, napcat, llbot) */
      readonly message_seq?: number | string
      /**
       * 获取的数量
       *
       * how many to get
       *
       * napcat, lagrange, llbot
       *
       * @defaultValue 20
       */
      readonly count?: number | string
      /**
       * 是否倒序
       *
       * reverse order
       *
       * napcat
       *
       * @defaultValue false
       */
      readonly reverse_order?: boolean
      /**
       * 是否跳过媒体 URL 的解析
       *
       * do not resolve the URLs of media
       *
       * napcat
       *
       * @defaultValue false
       */
      readonly disable_get_url?: boolean
      /**
       * 是否展开合并转发
       *
       * expand merged forwards
       *
       * napcat
       *
       * @defaultValue true
       */
      readonly parse_mult_msg?: boolean
      /**
       * 是否跳过较慢的引用消息查询
       *
       * skip the slow lookup of quoted messages
       *
       * napcat
       *
       * @defaultValue false
       */
      readonly quick_reply?: boolean
      /**
       * 是否倒序（旧名称）
       *
       * reverse order (legacy name)
       *
       * napcat, llbot
       *
       * @defaultValue false
       */
      readonly reverseOrder?: string | boolean
      /** 从这条消息开始 / message to start from (lagrange) */
      readonly message_id?: IdInput
    }
    readonly result: {
      /** 消息事件列表 / message events */
      readonly messages: readonly unknown[]
    }
  }
  /**
   * 获取私聊历史消息。
   *
   * Get the history of a private chat.
   *
   * napcat, lagrange, llbot
   */
  readonly get_friend_msg_history: {
    readonly by: 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** QQ 号 / QQ number */
      readonly user_id: IdInput
      /** 起始的消息序号 / message sequence to start from (napcat, llbot) */
      readonly message_seq?: number | string
      /**
       * 获取的数量
       *
       * how many to get
       *
       * @defaultValue 20
       */
      readonly count?: number | string
      /**
       * 是否倒序
       *
       * reverse order
       *
       * napcat
       *
       * @defaultValue false
       */
      readonly reverse_order?: boolean
      /**
       * 是否跳过媒体 URL 的解析
       *
       * do not resolve the URLs of media
       *
       * napcat
       *
       * @defaultValue false
       */
      readonly disable_get_url?: boolean
      /**
       * 是否展开合并转发
       *
       * expand merged forwards
       *
       * napcat
       *
       * @defaultValue true
       */
      readonly parse_mult_msg?: boolean
      /**
       * 是否跳过较慢的引用消息查询
       *
       * skip the slow lookup of quoted messages
       *
       * napcat
       *
       * @defaultValue false
       */
      readonly quick_reply?: boolean
      /**
       * 是否倒序（旧名称）
       *
       * reverse order (legacy name)
       *
       * napcat, llbot
       *
       * @defaultValue false
       */
      readonly reverseOrder?: string | boolean
      /** 从这条消息开始 / message to start from (lagrange) */
      readonly message_id?: IdInput
    }
    readonly result: {
      /** 消息事件列表 / message events */
      readonly messages: readonly unknown[]
    }
  }
  /**
   * 获取最近会话列表。
   *
   * List the recent conversations.
   *
   * napcat
   */
  readonly get_recent_contact: {
    readonly by: 'napcat'
    readonly params: {
      /**
       * 获取的数量
       *
       * how many to get
       *
       * @defaultValue 10
       */
      readonly count?: number | string
    }
    readonly result: readonly {
      /** 最新的消息事件（字段名的拼写如此） / latest message event; the key is misspelt by NapCat */
      readonly lastestMsg: unknown
      /** 会话对方的号码 / number of the other side */
      readonly peerUin: string
      /** 备注名 / own remark */
      readonly remark: string
      /** 消息时间 / message time */
      readonly msgTime: string
      /** 会话类型代码 / chat type code */
      readonly chatType: number
      /** 内部消息 ID / internal message id */
      readonly msgId: string
      /** 发送者昵称 / nickname of the sender */
      readonly sendNickName: string
      /** 发送者群名片 / group card of the sender */
      readonly sendMemberName: string
      /** 会话对方的名字 / name of the other side */
      readonly peerName: string
    }[]
  }
  /**
   * 将一条消息转发给好友。
   *
   * Forward one message to a friend.
   *
   * napcat, llbot
   */
  readonly forward_friend_single_msg: {
    readonly by: 'napcat' | 'llbot'
    readonly params: {
      /** 消息 ID / message id */
      readonly message_id: IdInput
      /** 群号 / group number */
      readonly group_id?: IdInput
      /** 好友 QQ 号 / QQ number of the friend */
      readonly user_id?: IdInput
    }
    readonly result: null
    readonly variants: {
      readonly llbot: {
        /** 新消息的 ID / id of the new message */
        readonly message_id: Id
      }
    }
  }
  /**
   * 将一条消息转发到群。
   *
   * Forward one message to a group.
   *
   * napcat, llbot
   */
  readonly forward_group_single_msg: {
    readonly by: 'napcat' | 'llbot'
    readonly params: {
      /** 消息 ID / message id */
      readonly message_id: IdInput
      /** 群号 / group number */
      readonly group_id?: IdInput
      /** QQ 号 / QQ number */
      readonly user_id?: IdInput
    }
    readonly result: null
    readonly variants: {
      readonly llbot: {
        /** 新消息的 ID / id of the new message */
        readonly message_id: Id
      }
    }
  }
  /**
   * 将消息标记为已读。
   *
   * Mark a message as read.
   *
   * go-cqhttp, napcat, lagrange, llbot
   */
  readonly mark_msg_as_read: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /**
       * 消息 ID
       *
       * message id
       *
       * 必填于 go-cqhttp、lagrange、llbot
       *
       * required by go-cqhttp, lagrange, llbot
       */
      readonly message_id?: IdInput
      /** QQ 号 / QQ number (napcat) */
      readonly user_id?: IdInput
      /** 群号 / group number (napcat) */
      readonly group_id?: IdInput
    }
    readonly result: null
  }
  /**
   * 将群聊标记为已读。
   *
   * Mark a group chat as read.
   *
   * napcat
   */
  readonly mark_group_msg_as_read: {
    readonly by: 'napcat'
    readonly params: {
      /** QQ 号 / QQ number */
      readonly user_id?: IdInput
      /** 群号 / group number */
      readonly group_id?: IdInput
      /** 消息 ID / message id */
      readonly message_id?: IdInput
    }
    readonly result: null
  }
  /**
   * 将私聊标记为已读。
   *
   * Mark a private chat as read.
   *
   * napcat
   */
  readonly mark_private_msg_as_read: {
    readonly by: 'napcat'
    readonly params: {
      /** QQ 号 / QQ number */
      readonly user_id?: IdInput
      /** 群号 / group number */
      readonly group_id?: IdInput
      /** 消息 ID / message id */
      readonly message_id?: IdInput
    }
    readonly result: null
  }
  /**
   * 将所有会话标记为已读。
   *
   * Mark every conversation as read.
   *
   * napcat
   */
  readonly _mark_all_as_read: {
    readonly by: 'napcat'
    readonly params: {}
    readonly result: null
  }
  /**
   * 点击官方机器人消息中的按钮。
   *
   * Press a button of an official bot's inline keyboard.
   *
   * napcat
   */
  readonly click_inline_keyboard_button: {
    readonly by: 'napcat'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 官方机器人的 App ID / app id of the official bot */
      readonly bot_appid: string
      /**
       * 按钮 ID
       *
       * button id
       *
       * @defaultValue ''
       */
      readonly button_id?: string
      /**
       * 按钮的回调数据
       *
       * callback data of the button
       *
       * @defaultValue ''
       */
      readonly callback_data?: string
      /**
       * 消息序号
       *
       * message sequence
       *
       * @defaultValue '10086'
       */
      readonly msg_seq?: string
    }
    readonly result: {
      /** 结果代码 / result code */
      readonly result: number
      /** 错误信息 / error text */
      readonly errMsg: string
      /** 按钮状态 / status of the button */
      readonly status: number
      /** 提示文字 / text of the prompt */
      readonly promptText: string
      /** 提示类型 / kind of the prompt */
      readonly promptType: number
      /** 提示图标 / icon of the prompt */
      readonly promptIcon: number
    }
  }
  /**
   * 获取合并转发的内容。
   *
   * Fetch the content of a merged forward.
   *
   * 标准的参数名是 id，go-cqhttp 的是 message_id。
   *
   * The standard names the parameter id, go-cqhttp names it message_id.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly get_forward_msg: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 合并转发 ID / forward id */
      readonly id: string
      /**
       * 合并转发 ID 或消息 ID
       *
       * forward id or message id
       *
       * 也可写作 id
       *
       * also: id
       *
       * go-cqhttp, napcat, llbot
       */
      readonly message_id?: IdInput
    }
    readonly result: {
      /**
       * 消息内容，只有数组形式，每个消息段都是 node
       *
       * content, as an array in which every segment is a node
       */
      readonly message: MessageData
    }
    readonly variants: {
      readonly 'go-cqhttp': {
        /** 合并转发的节点 / nodes of the forward */
        readonly messages: readonly {
          readonly sender: {
            /** 发送者 QQ 号 / QQ number of the sender */
            readonly user_id: Id
            /** 发送者昵称 / nickname of the sender */
            readonly nickname: string
          }
          /** 发送时间，Unix 时间戳 / unix time of sending */
          readonly time: number
          /** 消息内容，或嵌套的节点 / content, or nested nodes */
          readonly content: MessageData | readonly unknown[]
          /** 群号 / group number */
          readonly group_id: Id
        }[]
      }
      readonly napcat: {
        /**
         * 完整的消息事件，数组形式；嵌套的合并转发在 forward.data.content 中
         *
         * full message events in array form; nested forwards are in forward.data.content
         */
        readonly messages: readonly unknown[]
      }
      readonly lagrange: {
        /**
         * node 消息段 {user_id: string, nickname, content}
         *
         * node segments {user_id: string, nickname, content}
         */
        readonly message: readonly Segment[]
      }
      readonly llbot: {
        /** 合并转发的节点 / nodes of the forward */
        readonly messages: readonly {
          /** 消息内容 / content */
          readonly content: MessageData
          readonly sender: {
            /** 发送者 QQ 号 / QQ number of the sender */
            readonly user_id: Id
            /** 发送者昵称 / nickname of the sender */
            readonly nickname: string
          }
          /** 发送时间，Unix 时间戳 / unix time of sending */
          readonly time: number
          /** 消息内容的形式：array 或 string / form of the content: array or string */
          readonly message_format: string
          /** 消息类型：private 或 group / private or group */
          readonly message_type: string
        }[]
      }
    }
  }
  /**
   * 发送合并转发，发送目标的判断与 send_msg 相同。
   *
   * Send a merged forward; its target is chosen as in send_msg.
   *
   * Lagrange 不理会发送目标：它只上传节点，返回 res_id 字符串。
   *
   * Lagrange ignores the target: it uploads the nodes and returns the res id as a string.
   *
   * 至少填写其一：messages、message
   *
   * at least one of: messages, message
   *
   * go-cqhttp, napcat, lagrange, llbot
   */
  readonly send_forward_msg: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /**
       * 群号
       *
       * group number
       *
       * 必填的条件：target is a group
       *
       * required when target is a group
       *
       * go-cqhttp, napcat, llbot
       */
      readonly group_id?: IdInput
      /**
       * 对方 QQ 号
       *
       * QQ number of the recipient
       *
       * 必填的条件：target is a user
       *
       * required when target is a user
       *
       * go-cqhttp, napcat, llbot
       */
      readonly user_id?: IdInput
      /** 合并转发的节点（node 消息段） / the nodes, each a node segment */
      readonly messages?: readonly (Segment | UnknownSegment)[]
      /** 会话类型：私聊或群聊 / private or group chat (go-cqhttp, napcat, llbot) */
      readonly message_type?: 'private' | 'group'
      /** 合并转发的节点，同 messages / the nodes, like messages (napcat, llbot) */
      readonly message?: Sendable
      /**
       * 是否作为纯文本发送（不解析 CQ 码）
       *
       * send a string as plain text, without reading CQ codes
       *
       * napcat
       */
      readonly auto_escape?: string | boolean
      /** 合并转发卡片的标题 / title of a merged-forward card (napcat, llbot) */
      readonly source?: string
      /**
       * 合并转发卡片的预览行，每项为 {text}
       *
       * preview lines of a merged-forward card, each {text}
       *
       * napcat, llbot
       */
      readonly news?: readonly JsonObject[]
      /** 合并转发卡片底部的摘要 / summary below a merged-forward card (napcat, llbot) */
      readonly summary?: string
      /**
       * 合并转发卡片在会话列表中显示的文字
       *
       * text that the chat list shows for a merged-forward card
       *
       * napcat, llbot
       */
      readonly prompt?: string
      /** 超时时间 / timeout (napcat) */
      readonly timeout?: number
    }
    readonly result: {
      /** 所发消息的 ID / id of the message that was sent */
      readonly message_id: Id
      /** 合并转发 ID（res_id） / forward id, the res id */
      readonly forward_id: string
    }
    readonly variants: {
      readonly lagrange: string
      readonly napcat: {
        /** 所发消息的 ID / id of the message that was sent */
        readonly message_id: Id
        /** 合并转发 ID / forward id */
        readonly res_id?: string
        /** 合并转发 ID / forward id */
        readonly forward_id?: string
      }
    }
  }
  /**
   * 发送群合并转发。
   *
   * Send a merged forward to a group.
   *
   * 至少填写其一：messages、message
   *
   * at least one of: messages, message
   *
   * go-cqhttp, napcat, lagrange, llbot
   */
  readonly send_group_forward_msg: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 合并转发的节点（node 消息段） / the nodes, each a node segment */
      readonly messages?: readonly (Segment | UnknownSegment)[]
      /** 会话类型：私聊或群聊 / private or group chat (napcat, llbot) */
      readonly message_type?: 'private' | 'group'
      /** QQ 号 / QQ number (napcat, llbot) */
      readonly user_id?: IdInput
      /** 合并转发的节点，同 messages / the nodes, like messages (napcat, llbot) */
      readonly message?: Sendable
      /**
       * 是否作为纯文本发送（不解析 CQ 码）
       *
       * send a string as plain text, without reading CQ codes
       *
       * napcat
       */
      readonly auto_escape?: string | boolean
      /** 合并转发卡片的标题 / title of a merged-forward card (napcat, llbot) */
      readonly source?: string
      /**
       * 合并转发卡片的预览行，每项为 {text}
       *
       * preview lines of a merged-forward card, each {text}
       *
       * napcat, llbot
       */
      readonly news?: readonly JsonObject[]
      /** 合并转发卡片底部的摘要 / summary below a merged-forward card (napcat, llbot) */
      readonly summary?: string
      /**
       * 合并转发卡片在会话列表中显示的文字
       *
       * text that the chat list shows for a merged-forward card
       *
       * napcat, llbot
       */
      readonly prompt?: string
      /** 超时时间 / timeout (napcat) */
      readonly timeout?: number
    }
    readonly result: {
      /** 所发消息的 ID / id of the message that was sent */
      readonly message_id: Id
      /** 合并转发 ID（res_id） / forward id, the res id */
      readonly forward_id: string
    }
    readonly variants: {
      readonly napcat: {
        /** 所发消息的 ID / id of the message that was sent */
        readonly message_id: Id
        /** 合并转发 ID / forward id */
        readonly res_id?: string
        /** 合并转发 ID / forward id */
        readonly forward_id?: string
      }
    }
  }
  /**
   * 发送私聊合并转发。
   *
   * Send a merged forward to a user.
   *
   * 至少填写其一：messages、message
   *
   * at least one of: messages, message
   *
   * go-cqhttp, napcat, lagrange, llbot
   */
  readonly send_private_forward_msg: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 对方 QQ 号 / QQ number of the recipient */
      readonly user_id: IdInput
      /** 合并转发的节点（node 消息段） / the nodes, each a node segment */
      readonly messages?: readonly (Segment | UnknownSegment)[]
      /** 会话类型：私聊或群聊 / private or group chat (napcat, llbot) */
      readonly message_type?: 'private' | 'group'
      /** 群号 / group number (napcat, llbot) */
      readonly group_id?: IdInput
      /** 合并转发的节点，同 messages / the nodes, like messages (napcat, llbot) */
      readonly message?: Sendable
      /**
       * 是否作为纯文本发送（不解析 CQ 码）
       *
       * send a string as plain text, without reading CQ codes
       *
       * napcat
       */
      readonly auto_escape?: string | boolean
      /** 合并转发卡片的标题 / title of a merged-forward card (napcat, llbot) */
      readonly source?: string
      /**
       * 合并转发卡片的预览行，每项为 {text}
       *
       * preview lines of a merged-forward card, each {text}
       *
       * napcat, llbot
       */
      readonly news?: readonly JsonObject[]
      /** 合并转发卡片底部的摘要 / summary below a merged-forward card (napcat, llbot) */
      readonly summary?: string
      /**
       * 合并转发卡片在会话列表中显示的文字
       *
       * text that the chat list shows for a merged-forward card
       *
       * napcat, llbot
       */
      readonly prompt?: string
      /** 超时时间 / timeout (napcat) */
      readonly timeout?: number
    }
    readonly result: {
      /** 所发消息的 ID / id of the message that was sent */
      readonly message_id: Id
      /** 合并转发 ID（res_id） / forward id, the res id */
      readonly forward_id: string
    }
    readonly variants: {
      readonly napcat: {
        /** 所发消息的 ID / id of the message that was sent */
        readonly message_id: Id
        /** 合并转发 ID / forward id */
        readonly res_id?: string
        /** 合并转发 ID / forward id */
        readonly forward_id?: string
      }
    }
  }
  /**
   * 添加或取消表情回应。
   *
   * Add an emoji reaction or take it back.
   *
   * napcat, llbot
   */
  readonly set_msg_emoji_like: {
    readonly by: 'napcat' | 'llbot'
    readonly params: {
      /** 消息 ID / message id */
      readonly message_id: IdInput
      /** 表情 ID / emoji id */
      readonly emoji_id: IdInput
      /**
       * true 为添加，false 为取消
       *
       * true adds, false takes back
       *
       * @defaultValue true
       */
      readonly set?: string | boolean
    }
    readonly result: null
    readonly variants: {
      readonly napcat: {
        /** 结果代码 / result code */
        readonly result: number
        /** 错误信息 / error text */
        readonly errMsg: string
      }
    }
  }
  /**
   * 取消表情回应。
   *
   * Take back an emoji reaction.
   *
   * llbot
   */
  readonly unset_msg_emoji_like: {
    readonly by: 'llbot'
    readonly params: {
      /** 消息 ID / message id */
      readonly message_id: IdInput
      /** 表情 ID / emoji id */
      readonly emoji_id: IdInput
      /**
       * true 为添加，false 为取消
       *
       * true adds, false takes back
       *
       * @defaultValue true
       */
      readonly set?: string | boolean
    }
    readonly result: null
  }
  /**
   * 添加或取消表情回应（Lagrange）。
   *
   * Add an emoji reaction or take it back (Lagrange).
   *
   * lagrange
   */
  readonly set_group_reaction: {
    readonly by: 'lagrange'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 消息 ID / message id */
      readonly message_id: IdInput
      /** 表情的代码 / code of the emoji */
      readonly code: string
      /**
       * true 为添加，false 为取消
       *
       * true adds, false takes back
       *
       * @defaultValue true
       */
      readonly is_add?: boolean
    }
    readonly result: null
  }
  /**
   * 获取以某个表情回应消息的用户。
   *
   * List the users who reacted with an emoji.
   *
   * napcat
   */
  readonly get_emoji_likes: {
    readonly by: 'napcat'
    readonly params: {
      /** 群号 / group number */
      readonly group_id?: IdInput
      /** 消息 ID / message id */
      readonly message_id: IdInput
      /** 表情 ID / emoji id */
      readonly emoji_id: string
      /** 表情类型 / emoji type */
      readonly emoji_type?: string
      /**
       * 获取的数量
       *
       * how many to get
       *
       * @defaultValue 0
       */
      readonly count?: number
    }
    readonly result: {
      /** 回应的用户 / users who reacted */
      readonly emoji_like_list: readonly {
        /** QQ 号 / QQ number */
        readonly user_id: string
        /** 昵称 / nickname */
        readonly nick_name: string
      }[]
    }
  }
  /**
   * 分页获取以某个表情回应消息的用户。
   *
   * List the users who reacted with an emoji, page by page.
   *
   * napcat, llbot
   */
  readonly fetch_emoji_like: {
    readonly by: 'napcat' | 'llbot'
    readonly params: {
      /** 消息 ID / message id */
      readonly message_id: IdInput
      /**
       * 表情 ID
       *
       * emoji id
       *
       * 必填于 napcat
       *
       * required by napcat
       */
      readonly emojiId?: number | string
      /**
       * 表情类型
       *
       * emoji type
       *
       * 必填于 napcat
       *
       * required by napcat
       *
       * napcat
       */
      readonly emojiType?: number | string
      /**
       * 获取的数量
       *
       * how many to get
       *
       * @defaultValue 20
       */
      readonly count?: number | string
      /**
       * 翻页用的 cookie
       *
       * cookie of the page
       *
       * @defaultValue ''
       */
      readonly cookie?: string
      /** 表情 ID / emoji id (llbot) */
      readonly emoji_id?: IdInput
    }
    readonly result: {
      /** 回应的用户 / users who reacted */
      readonly emojiLikesList: readonly {
        /** 用户 ID / user id */
        readonly tinyId: string
        /** 昵称 / nickname */
        readonly nickName: string
        /** 头像 URL / avatar URL */
        readonly headUrl: string
      }[]
      /** 下一页的 cookie / cookie of the next page */
      readonly cookie: string
      /** 是否为最后一页 / is the last page */
      readonly isLastPage: boolean
      /** 是否为第一页 / is the first page */
      readonly isFirstPage: boolean
      /** 结果代码 / result code */
      readonly result: number
      /** 错误信息 / error text */
      readonly errMsg: string
    }
  }
  /**
   * 在私聊中参与表情接龙。
   *
   * Join an emoji chain in a private chat.
   *
   * lagrange
   */
  readonly '.join_friend_emoji_chain': {
    readonly by: 'lagrange'
    readonly params: {
      /** QQ 号 / QQ number */
      readonly user_id: IdInput
      /** 消息 ID / message id */
      readonly message_id: IdInput
      /** 表情 ID / emoji id */
      readonly emoji_id: IdInput
    }
    readonly result: null
  }
  /**
   * 在群聊中参与表情接龙。
   *
   * Join an emoji chain in a group.
   *
   * lagrange
   */
  readonly '.join_group_emoji_chain': {
    readonly by: 'lagrange'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 消息 ID / message id */
      readonly message_id: IdInput
      /** 表情 ID / emoji id */
      readonly emoji_id: IdInput
    }
    readonly result: null
  }
  /**
   * 戳一戳：填了 group_id 则在群里，否则在私聊中。
   *
   * Poke: in a group if group_id is given, else a friend.
   *
   * napcat, lagrange, llbot
   */
  readonly send_poke: {
    readonly by: 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id?: IdInput
      /** QQ 号 / QQ number */
      readonly user_id: IdInput
      /** 被戳者 QQ 号，默认为 user_id / QQ number of who is poked; by default user_id */
      readonly target_id?: IdInput
    }
    readonly result: null
  }
  /**
   * 在私聊中戳一戳。
   *
   * Poke a friend.
   *
   * napcat, lagrange, llbot
   */
  readonly friend_poke: {
    readonly by: 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 群号 / group number (napcat, lagrange) */
      readonly group_id?: IdInput
      /** QQ 号 / QQ number */
      readonly user_id: IdInput
      /** 被戳者 QQ 号，默认为 user_id / QQ number of who is poked; by default user_id */
      readonly target_id?: IdInput
    }
    readonly result: null
  }
  /**
   * 在群里戳一戳成员。
   *
   * Poke a member of a group.
   *
   * napcat, lagrange, llbot
   */
  readonly group_poke: {
    readonly by: 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /**
       * 群号
       *
       * group number
       *
       * 必填于 llbot
       *
       * required by llbot
       */
      readonly group_id?: IdInput
      /** QQ 号 / QQ number */
      readonly user_id: IdInput
      /** 被戳者 QQ 号，默认为 user_id / QQ number of who is poked; by default user_id (napcat, lagrange) */
      readonly target_id?: IdInput
    }
    readonly result: null
  }
  /**
   * 获取好友列表。
   *
   * List the friends of the account.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly get_friend_list: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
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
   * 按分组获取好友列表。
   *
   * List the friends by category.
   *
   * napcat, llbot
   */
  readonly get_friends_with_category: {
    readonly by: 'napcat' | 'llbot'
    readonly params: {}
    readonly result: readonly {
      /** 好友分组 ID / id of the friend category */
      readonly categoryId: number
      /** 分组的排序 / sort order */
      readonly categorySortId: number
      /** 好友分组名称 / name of the friend category */
      readonly categoryName: string
      /** 分组内的好友数 / number of friends in it */
      readonly categoryMbCount: number
      /** 在线好友数 / number of friends online */
      readonly onlineCount: number
      /** 好友列表，与 get_friend_list 相同 / friends, as get_friend_list gives them */
      readonly buddyList: readonly unknown[]
    }[]
  }
  /**
   * 获取陌生人信息，任何用户都可以查询。
   *
   * Get information about any user.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly get_stranger_info: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** QQ 号 / QQ number */
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
      /** QQ 号 / QQ number */
      readonly user_id: Id
      /** 昵称 / nickname */
      readonly nickname: string
      /** 性别 / sex */
      readonly sex: 'male' | 'female' | 'unknown'
      /** 年龄 / age */
      readonly age: number
      /**
       * 用户的 QID（Lagrange 的字段是 q_id）
       *
       * the QID of the user (Lagrange: q_id)
       *
       * go-cqhttp, napcat, llbot
       */
      readonly qid?: string
      /** QQ 等级（NapCat 的字段是 qqLevel） / QQ level (NapCat: qqLevel) (go-cqhttp, lagrange, llbot) */
      readonly level?: number
      /** 登录天数 / days logged in (go-cqhttp, napcat, llbot) */
      readonly login_days?: number
      /**
       * 个性签名（NapCat 与 LLBot 的字段是 long_nick）
       *
       * signature (NapCat and LLBot: long_nick)
       *
       * go-cqhttp, lagrange
       */
      readonly sign?: string
      /** VIP 等级 / VIP level (go-cqhttp, napcat, llbot) */
      readonly vip_level?: number
      /** 备注名 / own remark about the user (napcat, llbot) */
      readonly remark?: string
      /**
       * 注册时间，Unix 时间戳（Lagrange 的字段是 RegisterTime）
       *
       * unix time of registration (Lagrange: RegisterTime)
       *
       * napcat, llbot
       */
      readonly reg_time?: number
      /** 头像 URL / avatar URL (lagrange) */
      readonly avatar?: string
      /**
       * 在线状态：Lagrange 为对象，NapCat 为数字
       *
       * status: an object from Lagrange, a number from NapCat
       *
       * napcat, lagrange
       */
      readonly status?: unknown
      /** 业务列表 / list of businesses (lagrange) */
      readonly Business?: readonly unknown[]
    }
  }
  /**
   * 给好友的名片点赞。
   *
   * Give likes to the profile of a friend.
   *
   * onebot11-public, napcat, lagrange, llbot
   */
  readonly send_like: {
    readonly by: 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 对方 QQ 号 / QQ number of the friend */
      readonly user_id: IdInput
      /**
       * 点赞次数，每天每个好友最多 10 次
       *
       * number of likes; at most 10 per friend per day
       *
       * @defaultValue 1
       */
      readonly times?: number
    }
    readonly result: null
  }
  /**
   * 获取名片点赞列表。
   *
   * Get the likes of a profile.
   *
   * napcat, llbot
   */
  readonly get_profile_like: {
    readonly by: 'napcat' | 'llbot'
    readonly params: {
      /** QQ 号 / QQ number (napcat) */
      readonly user_id?: IdInput
      /**
       * 起始位置
       *
       * offset
       *
       * @defaultValue 0
       */
      readonly start?: number | string
      /**
       * 获取的数量
       *
       * how many to get
       *
       * @defaultValue napcat: 10, llbot: 20
       */
      readonly count?: number | string
    }
    readonly result: {
      /** 内部 UID / internal uid */
      readonly uid: string
      /** 时间，Unix 时间戳 / unix time */
      readonly time: string
      /** 收到的点赞 / likes received */
      readonly favoriteInfo: JsonObject
      /** 送出的点赞 / likes given */
      readonly voteInfo: JsonObject
    }
    readonly variants: {
      readonly llbot: {
        /** 用户列表 / users */
        readonly users: readonly unknown[]
        /** 下一页的起始位置 / offset of the next page */
        readonly nextStart: number
      }
    }
  }
  /**
   * 获取给机器人点赞的用户。
   *
   * List the users who liked the bot.
   *
   * llbot
   */
  readonly get_profile_like_me: {
    readonly by: 'llbot'
    readonly params: {
      /**
       * 起始位置
       *
       * offset
       *
       * @defaultValue 0
       */
      readonly start?: number | string
      /**
       * 获取的数量
       *
       * how many to get
       *
       * @defaultValue 20
       */
      readonly count?: number | string
    }
    readonly result: {
      /** 用户列表 / users */
      readonly users: readonly unknown[]
      /** 下一页的起始位置 / offset of the next page */
      readonly nextStart: number
    }
  }
  /**
   * 获取用户的名片点赞数。
   *
   * Count the likes of a user's profile.
   *
   * llbot
   */
  readonly get_profile_like_count: {
    readonly by: 'llbot'
    readonly params: {
      /** QQ 号 / QQ number */
      readonly user_id: IdInput
    }
    readonly result: {
      /** 点赞数 / number of likes */
      readonly count: number
    }
  }
  /**
   * 删除好友。
   *
   * Delete a friend.
   *
   * go-cqhttp, napcat, lagrange, llbot
   */
  readonly delete_friend: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /**
       * QQ 号
       *
       * QQ number
       *
       * 也可写作 id
       *
       * also: id
       *
       * 必填于 go-cqhttp、lagrange、llbot
       *
       * required by go-cqhttp, lagrange, llbot
       */
      readonly user_id?: IdInput
      /** 好友 QQ 号 / QQ number of the friend (napcat) */
      readonly friend_id?: IdInput
      /** 是否同时拉黑 / also block the friend (napcat) */
      readonly temp_block?: boolean
      /** 是否双向删除 / delete on both sides (napcat) */
      readonly temp_both_del?: boolean
      /**
       * 是否同时拉黑
       *
       * also block the friend
       *
       * lagrange
       *
       * @defaultValue false
       */
      readonly block?: boolean
    }
    readonly result: null
    readonly variants: {
      readonly napcat: {
        /** 结果代码 / result code */
        readonly result: number
        /** 错误信息 / error text */
        readonly errMsg: string
      }
    }
  }
  /**
   * 设置好友备注。
   *
   * Set the remark about a friend.
   *
   * napcat, llbot
   */
  readonly set_friend_remark: {
    readonly by: 'napcat' | 'llbot'
    readonly params: {
      /** QQ 号 / QQ number */
      readonly user_id: IdInput
      /**
       * 备注名，为空表示删除
       *
       * the remark; empty removes it
       *
       * 必填于 napcat
       *
       * required by napcat
       *
       * @defaultValue ''
       */
      readonly remark?: string
    }
    readonly result: null
  }
  /**
   * 设置好友所在的分组。
   *
   * Move a friend to another category.
   *
   * llbot
   */
  readonly set_friend_category: {
    readonly by: 'llbot'
    readonly params: {
      /** QQ 号 / QQ number */
      readonly user_id: IdInput
      /** 好友分组 ID / id of the friend category */
      readonly category_id: IdInput
    }
    readonly result: null
  }
  /**
   * 获取单向好友列表。
   *
   * List the one-way friends.
   *
   * go-cqhttp, napcat
   */
  readonly get_unidirectional_friend_list: {
    readonly by: 'go-cqhttp' | 'napcat'
    readonly params: {}
    readonly result: readonly {
      /** 昵称 / nickname */
      readonly nickname: string
      /** QQ 号 / QQ number */
      readonly user_id: Id
      /** 添加来源 / how they were added */
      readonly source: string
    }[]
  }
  /**
   * 删除单向好友。
   *
   * Delete a one-way friend.
   *
   * go-cqhttp
   */
  readonly delete_unidirectional_friend: {
    readonly by: 'go-cqhttp'
    readonly params: {
      /** QQ 号 / QQ number */
      readonly user_id: IdInput
    }
    readonly result: null
  }
  /**
   * 获取用户的在线状态。
   *
   * Get the online status of a user.
   *
   * napcat
   */
  readonly nc_get_user_status: {
    readonly by: 'napcat'
    readonly params: {
      /** QQ 号 / QQ number */
      readonly user_id: IdInput
    }
    readonly result: {
      /** 在线状态代码 / online status code */
      readonly status: number
      /** 扩展在线状态代码 / code of the extended online status */
      readonly ext_status: number
    }
  }
  /**
   * 设置对方看到的输入状态。
   *
   * Set the typing status that a user is shown.
   *
   * napcat, llbot
   */
  readonly set_input_status: {
    readonly by: 'napcat' | 'llbot'
    readonly params: {
      /** QQ 号 / QQ number */
      readonly user_id: IdInput
      /** 输入状态代码 / code of the typing status */
      readonly event_type: number | string
    }
    readonly result: null
    readonly variants: {
      readonly napcat: {
        /** 结果代码 / result code */
        readonly result: number
        /** 错误信息 / error text */
        readonly errMsg: string
      }
    }
  }
  /**
   * 获取用户或群的头像 URL。
   *
   * Get the avatar URL of a user or a group.
   *
   * llbot
   */
  readonly get_qq_avatar: {
    readonly by: 'llbot'
    readonly params: {
      /** QQ 号 / QQ number */
      readonly user_id?: IdInput
      /** 群号 / group number */
      readonly group_id?: IdInput
    }
    readonly result: {
      /** 头像 URL / avatar URL */
      readonly url: string
    }
  }
  /**
   * 处理加好友请求。
   *
   * Answer a friend request.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly set_friend_add_request: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 请求事件中的 flag / flag of the request event */
      readonly flag: string
      /**
       * 是否同意
       *
       * accept (true) or refuse
       *
       * @defaultValue true
       */
      readonly approve?: boolean
      /**
       * 添加后的好友备注，仅在同意时有效
       *
       * remark about the new friend, only when accepting
       *
       * @defaultValue ''
       */
      readonly remark?: string
      /** 拒绝的理由 / reason of a refusal (lagrange) */
      readonly reason?: string
    }
    readonly result: null
  }
  /**
   * 处理加群请求或入群邀请。
   *
   * Answer a request to join a group, or an invitation.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly set_group_add_request: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 请求事件中的 flag / flag of the request event */
      readonly flag: string
      /**
       * 须与请求事件的 sub_type 一致
       *
       * must equal sub_type of the request event
       *
       * 也可写作 type
       *
       * also: type
       */
      readonly sub_type: 'add' | 'invite'
      /**
       * 是否同意
       *
       * accept (true) or refuse
       *
       * @defaultValue true
       */
      readonly approve?: boolean
      /**
       * 拒绝的理由，仅在拒绝时有效
       *
       * reason of a refusal, only when refusing
       *
       * @defaultValue ''
       */
      readonly reason?: string
      /**
       * 查找请求时获取的数量
       *
       * how many requests are searched for the flag
       *
       * napcat
       *
       * @defaultValue 100
       */
      readonly count?: number
    }
    readonly result: null
  }
  /**
   * 获取加群请求和入群邀请列表。
   *
   * List requests to join groups, and invitations.
   *
   * 列表为空时 go-cqhttp 返回 null；NapCat 还会返回 InvitedRequest。
   *
   * go-cqhttp answers null for an empty list; NapCat also emits InvitedRequest.
   *
   * go-cqhttp, napcat, llbot
   */
  readonly get_group_system_msg: {
    readonly by: 'go-cqhttp' | 'napcat' | 'llbot'
    readonly params: {
      /**
       * 获取的数量
       *
       * how many to get
       *
       * napcat
       *
       * @defaultValue 50
       */
      readonly count?: number | string
    }
    readonly result: {
      /** 入群邀请列表 / invitations */
      readonly invited_requests: readonly {
        /** 请求 ID / request id */
        readonly request_id: Id
        /** 邀请者 QQ 号 / QQ number of the inviter */
        readonly invitor_uin: number
        /** 邀请者昵称 / nickname of the inviter */
        readonly invitor_nick: string
        /** 群号 / group number */
        readonly group_id: Id
        /** 群名称 / group name */
        readonly group_name: string
        /** 是否已处理 / was handled */
        readonly checked: boolean
        /** 处理者 QQ 号，未处理为 0 / QQ number of who handled it; 0 if nobody did */
        readonly actor: number
      }[] | null
      /** 加群请求列表 / requests to join */
      readonly join_requests: readonly {
        /** 请求 ID / request id */
        readonly request_id: Id
        /** 请求者 QQ 号 / QQ number of the requester */
        readonly requester_uin: number
        /** 请求者昵称 / nickname of the requester */
        readonly requester_nick: string
        /** 验证信息 / text of the request */
        readonly message: string
        /** 群号 / group number */
        readonly group_id: Id
        /** 群名称 / group name */
        readonly group_name: string
        /** 是否已处理 / was handled */
        readonly checked: boolean
        /** 处理者 QQ 号，未处理为 0 / QQ number of who handled it; 0 if nobody did */
        readonly actor: number
      }[] | null
    }
  }
  /**
   * 以请求事件的形式获取待处理的加群请求。
   *
   * List the pending group requests, each as a request event.
   *
   * lagrange
   */
  readonly get_group_requests: {
    readonly by: 'lagrange'
    readonly params: {}
    readonly result: readonly JsonObject[]
  }
  /**
   * 获取被过滤的加群请求列表。
   *
   * List the join requests that were filtered out.
   *
   * LLBot 总是失败，并提示改用 get_group_system_msg。
   *
   * LLBot always fails and points to get_group_system_msg.
   *
   * napcat, llbot
   */
  readonly get_group_ignore_add_request: {
    readonly by: 'napcat' | 'llbot'
    readonly params: {}
    readonly result: readonly {
      /** 请求 ID / request id */
      readonly request_id: Id
      /** 邀请者 QQ 号 / QQ number of the inviter */
      readonly invitor_uin: number
      /** 邀请者昵称 / nickname of the inviter */
      readonly invitor_nick?: string
      /** 群号 / group number */
      readonly group_id: Id
      /** 验证信息 / text of the request */
      readonly message?: string
      /** 群名称 / group name */
      readonly group_name?: string
      /** 是否已处理 / was handled */
      readonly checked: boolean
      /** 处理者 QQ 号 / QQ number of who handled it */
      readonly actor: number
      /** 请求者昵称 / nickname of the requester */
      readonly requester_nick?: string
    }[]
    readonly variants: {
      readonly llbot: unknown
    }
  }
  /**
   * 获取被忽略的群通知。
   *
   * List the group notices that were ignored.
   *
   * napcat
   */
  readonly get_group_ignored_notifies: {
    readonly by: 'napcat'
    readonly params: {}
    readonly result: {
      /** 入群邀请列表 / invitations */
      readonly invited_requests: readonly unknown[]
      /** 与 invited_requests 相同（旧字段） / the same as invited_requests, under its old key */
      readonly InvitedRequest: readonly unknown[]
      /** 加群请求列表 / requests to join */
      readonly join_requests: readonly unknown[]
    }
  }
  /**
   * 获取可疑的好友申请列表。
   *
   * List suspicious friend requests.
   *
   * napcat, llbot
   */
  readonly get_doubt_friends_add_request: {
    readonly by: 'napcat' | 'llbot'
    readonly params: {
      /**
       * 获取的数量
       *
       * how many to get
       *
       * @defaultValue 50
       */
      readonly count?: number | string
    }
    readonly result: readonly {
      /** 请求的 flag / flag of the request */
      readonly flag: string
      /** QQ 号 / QQ number */
      readonly uin: string
      /** 昵称 / nickname */
      readonly nick: string
      /** 请求来源 / where the request comes from */
      readonly source: string
      /** 可疑的原因 / why it is suspicious */
      readonly reason: string
      /** 验证信息 / text of the request */
      readonly msg: string
      /** 群号 / group number */
      readonly group_code: string
      /** 请求时间，Unix 时间戳 / unix time of the request */
      readonly time: string
      /** 恒为 doubt / always doubt */
      readonly type: string
    }[]
  }
  /**
   * 处理可疑的好友申请。
   *
   * Answer a suspicious friend request.
   *
   * napcat, llbot
   */
  readonly set_doubt_friends_add_request: {
    readonly by: 'napcat' | 'llbot'
    readonly params: {
      /** 请求的 flag / flag of the request */
      readonly flag: string
      /**
       * 是否同意
       *
       * accept (true) or refuse
       *
       * napcat
       *
       * @defaultValue true
       */
      readonly approve?: boolean
    }
    readonly result: null
  }
  /**
   * 获取群信息。
   *
   * Get one group.
   *
   * 默认值不同的协议端：llbot: no_cache: true
   *
   * with other defaults: llbot: no_cache: true
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly get_group_info: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
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
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
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
   * 获取群的扩展信息。
   *
   * Get extended information about a group.
   *
   * napcat
   */
  readonly get_group_info_ex: {
    readonly by: 'napcat'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
    }
    readonly result: {
      /** 群号 / group number */
      readonly groupCode: string
      /** 结果代码 / result code */
      readonly resultCode: number
      /** QQ 的扩展记录 / QQ's record beside */
      readonly extInfo: JsonObject
    }
  }
  /**
   * 获取群的详细信息。
   *
   * Get details of a group.
   *
   * napcat
   */
  readonly get_group_detail_info: {
    readonly by: 'napcat'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
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
      /** 全员禁言状态 / whole-group mute state */
      readonly group_all_shut: number
      /** 群备注 / own remark about the group */
      readonly group_remark: string
    }
  }
  /**
   * 修改群名称。
   *
   * Rename a group.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly set_group_name: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 新群名 / new name of the group */
      readonly group_name: string
    }
    readonly result: null
  }
  /**
   * 设置群头像。
   *
   * Set the avatar of a group.
   *
   * go-cqhttp, napcat, lagrange, llbot
   */
  readonly set_group_portrait: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /**
       * 文件：路径、file:// URI、http(s) URL 或 base64://
       *
       * file: path, file:// URI, http(s) URL or base64://
       */
      readonly file: string
      /** 是否使用已下载的缓存，0 或 1 / use what was downloaded before, 0 or 1 (go-cqhttp) */
      readonly cache?: string
    }
    readonly result: null
    readonly variants: {
      readonly napcat: {
        /** 结果代码 / result code */
        readonly result: number
        /** 错误信息 / error text */
        readonly errMsg: string
      }
    }
  }
  /**
   * 设置群备注。
   *
   * Set the bot's own remark about a group.
   *
   * napcat, llbot
   */
  readonly set_group_remark: {
    readonly by: 'napcat' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /**
       * 群备注
       *
       * own remark about the group
       *
       * 必填于 napcat
       *
       * required by napcat
       */
      readonly remark?: string
    }
    readonly result: null
  }
  /**
   * 退出或解散群。
   *
   * Leave a group, or disband it.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly set_group_leave: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /**
       * 是否解散群；机器人是群主时，填 true 才能解散
       *
       * disband the group, which only its owner can do
       *
       * @defaultValue false
       */
      readonly is_dismiss?: boolean
    }
    readonly result: null
  }
  /**
   * 允许或禁止群内匿名聊天。
   *
   * Allow or forbid anonymous chat in a group.
   *
   * onebot11-public, go-cqhttp
   */
  readonly set_group_anonymous: {
    readonly by: 'go-cqhttp'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /**
       * true 为允许，false 为禁止
       *
       * true allows, false forbids
       *
       * @defaultValue true
       */
      readonly enable?: boolean
    }
    readonly result: null
  }
  /**
   * 设置加群方式。
   *
   * Set how users may join a group.
   *
   * napcat
   */
  readonly set_group_add_option: {
    readonly by: 'napcat'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 加群方式代码 / code of how to join */
      readonly add_type: number
      /** 加群问题 / question to those who join */
      readonly group_question?: string
      /** 加群问题的答案 / answer to the question */
      readonly group_answer?: string
    }
    readonly result: null
  }
  /**
   * 设置机器人入群的方式。
   *
   * Set how bots may join a group.
   *
   * napcat
   */
  readonly set_group_robot_add_option: {
    readonly by: 'napcat'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 机器人入群开关 / switch for bots as members */
      readonly robot_member_switch?: number
      /** 机器人入群审核开关 / switch for the review of bots that join */
      readonly robot_member_examine?: number
    }
    readonly result: null
  }
  /**
   * 设置群的搜索选项。
   *
   * Set how a group can be found.
   *
   * napcat
   */
  readonly set_group_search: {
    readonly by: 'napcat'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 搜索开关（含义不明） / search switch (meaning unknown) */
      readonly no_code_finger_open?: number
      /** 搜索开关（含义不明） / search switch (meaning unknown) */
      readonly no_finger_open?: number
    }
    readonly result: null
  }
  /**
   * 设置群消息的接收方式。
   *
   * Set how the messages of a group are received.
   *
   * llbot
   */
  readonly set_group_msg_mask: {
    readonly by: 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 接收方式，1 至 4 / how to receive, 1 to 4 */
      readonly mask: number | string
    }
    readonly result: null
  }
  /**
   * 设置成员邀请好友入群的方式。
   *
   * Set how members may invite others.
   *
   * napcat
   */
  readonly set_group_member_invite_policy: {
    readonly by: 'napcat'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 邀请方式：禁止、需审核、无需审核、100 人以下无需审核 / how members may invite */
      readonly policy: 'disabled' | 'require_approval' | 'no_approval' | 'no_approval_under_100'
    }
    readonly result: null
  }
  /**
   * 设置群成员的权限。
   *
   * Set what members may do.
   *
   * napcat
   */
  readonly set_group_member_permissions: {
    readonly by: 'napcat'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 是否允许成员上传相册 / members may upload to the album */
      readonly allow_member_upload_album?: boolean
      /** 是否允许成员发起临时会话 / members may start temporary chats */
      readonly allow_member_temporary_session?: boolean
      /** 是否允许成员发起新的群聊 / members may create new groups */
      readonly allow_member_create_group?: boolean
    }
    readonly result: null
  }
  /**
   * 设置新成员能否查看历史消息。
   *
   * Set whether new members see the history.
   *
   * napcat
   */
  readonly set_group_new_member_history_visibility: {
    readonly by: 'napcat'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 是否可见 / they see it */
      readonly visible: boolean
    }
    readonly result: null
  }
  /**
   * 启用或停用群内的官方机器人，返回机器人的号码。
   *
   * Enable or disable an official bot in a group; returns the number of that bot.
   *
   * lagrange
   */
  readonly set_group_bot_status: {
    readonly by: 'lagrange'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 官方机器人的号码 / number of the official bot */
      readonly bot_id: IdInput
      /** 1 为启用，0 为停用 / 1 enables, 0 disables */
      readonly enable: number
    }
    readonly result: number
  }
  /**
   * 向群内的官方机器人发送回调，返回机器人的号码。
   *
   * Send a callback to an official bot in a group; returns the number of that bot.
   *
   * lagrange
   */
  readonly send_group_bot_callback: {
    readonly by: 'lagrange'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 官方机器人的号码 / number of the official bot */
      readonly bot_id: IdInput
      /** 回调数据 1 / callback data 1 */
      readonly data_1?: string
      /** 回调数据 2 / callback data 2 */
      readonly data_2?: string
    }
    readonly result: number
  }
  /**
   * 获取 @全体成员 的剩余次数。
   *
   * Get how often everyone may still be mentioned.
   *
   * go-cqhttp, napcat, llbot
   */
  readonly get_group_at_all_remain: {
    readonly by: 'go-cqhttp' | 'napcat' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
    }
    readonly result: {
      /** 能否 @全体成员 / everyone may be mentioned */
      readonly can_at_all: boolean
      /**
       * 群内所有管理员当天剩余的 @全体成员 次数
       *
       * how often everyone may still be mentioned in the group today
       */
      readonly remain_at_all_count_for_group: number
      /** 机器人当天剩余的 @全体成员 次数 / how often the bot may still mention everyone today */
      readonly remain_at_all_count_for_uin: number
    }
  }
  /**
   * 群打卡。
   *
   * Check in to a group.
   *
   * go-cqhttp, napcat, llbot
   */
  readonly send_group_sign: {
    readonly by: 'go-cqhttp' | 'napcat' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
    }
    readonly result: null
  }
  /**
   * 群打卡。
   *
   * Check in to a group.
   *
   * napcat
   */
  readonly set_group_sign: {
    readonly by: 'napcat'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
    }
    readonly result: null
  }
  /**
   * 获取今日群打卡列表。
   *
   * List who checked in to a group today.
   *
   * napcat, llbot
   */
  readonly get_group_signed_list: {
    readonly by: 'napcat' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
    }
    readonly result: readonly {
      /** QQ 号 / QQ number */
      readonly user_id: Id
      /** 昵称 / nickname */
      readonly nick: string
      /** 打卡时间，Unix 时间戳 / unix time of the check-in */
      readonly time: number
      /** 排名 / rank */
      readonly rank: number
    }[]
  }
  /**
   * 获取群成员信息。
   *
   * Get one member of a group.
   *
   * 默认值不同的协议端：napcat: no_cache: true
   *
   * with other defaults: napcat: no_cache: true
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly get_group_member_info: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
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
      /** Q 龄 / age of the account (llbot) */
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
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
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
      /** Q 龄 / age of the account (llbot) */
      readonly qage?: number
      /** 显示的名字：群名片，没有则为昵称 / name to show: the card, else the nickname (llbot) */
      readonly card_or_nickname?: string
    }[]
  }
  /**
   * 获取群荣誉信息。
   *
   * Get the honors of a group.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly get_group_honor_info: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 要获取的荣誉类型 / which honor to get; all gets every one */
      readonly type: 'talkative' | 'performer' | 'legend' | 'strong_newbie' | 'emotion' | 'all'
    }
    readonly result: {
      /** 群号 / group number */
      readonly group_id: Id
      /**
       * 当前龙王，仅 type 为 talkative 或 all 时有
       *
       * the most talkative member now; only for type talkative or all
       */
      readonly current_talkative?: {
        /** QQ 号 / QQ number */
        readonly user_id: Id
        /** 昵称 / nickname */
        readonly nickname: string
        /** 头像 URL / avatar URL */
        readonly avatar: string
        /** 持续天数 / for how many days */
        readonly day_count: number
      }
      /**
       * 历史龙王，仅 type 为 talkative 或 all 时有
       *
       * most talkative members of the past; only for type talkative or all
       */
      readonly talkative_list?: readonly {
        /** QQ 号 / QQ number */
        readonly user_id: Id
        /** 昵称 / nickname */
        readonly nickname: string
        /** 头像 URL / avatar URL */
        readonly avatar: string
        /** 荣誉描述 / description of the honor */
        readonly description: string
      }[]
      /** 群聊之火，仅 type 为 performer 或 all 时有 / performers; only for type performer or all */
      readonly performer_list?: readonly {
        /** QQ 号 / QQ number */
        readonly user_id: Id
        /** 昵称 / nickname */
        readonly nickname: string
        /** 头像 URL / avatar URL */
        readonly avatar: string
        /** 荣誉描述 / description of the honor */
        readonly description: string
      }[]
      /** 群聊炽焰，仅 type 为 legend 或 all 时有 / legends; only for type legend or all */
      readonly legend_list?: readonly {
        /** QQ 号 / QQ number */
        readonly user_id: Id
        /** 昵称 / nickname */
        readonly nickname: string
        /** 头像 URL / avatar URL */
        readonly avatar: string
        /** 荣誉描述 / description of the honor */
        readonly description: string
      }[]
      /**
       * 冒尖小春笋，仅 type 为 strong_newbie 或 all 时有
       *
       * strong newbies; only for type strong_newbie or all
       */
      readonly strong_newbie_list?: readonly {
        /** QQ 号 / QQ number */
        readonly user_id: Id
        /** 昵称 / nickname */
        readonly nickname: string
        /** 头像 URL / avatar URL */
        readonly avatar: string
        /** 荣誉描述 / description of the honor */
        readonly description: string
      }[]
      /** 快乐之源，仅 type 为 emotion 或 all 时有 / sources of joy; only for type emotion or all */
      readonly emotion_list?: readonly {
        /** QQ 号 / QQ number */
        readonly user_id: Id
        /** 昵称 / nickname */
        readonly nickname: string
        /** 头像 URL / avatar URL */
        readonly avatar: string
        /** 荣誉描述 / description of the honor */
        readonly description: string
      }[]
    }
  }
  /**
   * 获取群内被禁言的成员列表。
   *
   * List the muted members of a group.
   *
   * napcat, llbot
   */
  readonly get_group_shut_list: {
    readonly by: 'napcat' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
    }
    readonly result: readonly {
      /** 内部 UID / internal uid */
      readonly uid: string
      /** QQ 号 / QQ number */
      readonly uin: string
      /** 昵称 / nickname */
      readonly nick: string
      /** 群名片 / group card */
      readonly cardName: string
      /** 群身份代码 / code of the role */
      readonly role: number
      /** 禁言结束时间，Unix 时间戳 / unix time at which the mute ends */
      readonly shutUpTime: number
      /** 成员等级 / member level */
      readonly memberRealLevel: number
      /** 专属头衔 / special title */
      readonly memberSpecialTitle: string
      /** 加入时间，Unix 时间戳 / unix time of joining */
      readonly joinTime: number
      /** 最后发言时间，Unix 时间戳 / unix time of the last message */
      readonly lastSpeakTime: number
    }[]
  }
  /**
   * 将成员移出群。
   *
   * Remove a member from a group.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly set_group_kick: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 要移出的成员的 QQ 号 / QQ number of the member to remove */
      readonly user_id: IdInput
      /**
       * 是否拒绝其再次加群
       *
       * also refuse to let them join again
       *
       * @defaultValue false
       */
      readonly reject_add_request?: boolean
      /** 移出时附带的消息 / message that goes with the removal (go-cqhttp) */
      readonly message?: string
    }
    readonly result: null
  }
  /**
   * 批量移出群成员。
   *
   * Remove several members from a group.
   *
   * napcat
   */
  readonly set_group_kick_members: {
    readonly by: 'napcat'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 成员的 QQ 号列表 / QQ numbers of the members */
      readonly user_id: readonly IdInput[]
      /** 是否拒绝其再次加群 / also refuse to let them join again */
      readonly reject_add_request?: string | boolean
    }
    readonly result: null
  }
  /**
   * 批量移出群成员。
   *
   * Remove several members from a group.
   *
   * llbot
   */
  readonly batch_delete_group_member: {
    readonly by: 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 成员的 QQ 号列表 / QQ numbers of the members */
      readonly user_ids: readonly IdInput[]
    }
    readonly result: null
  }
  /**
   * 禁言群成员。
   *
   * Mute one member of a group.
   *
   * 默认值不同的协议端：napcat: duration: 0, lagrange: duration: 0
   *
   * with other defaults: napcat: duration: 0, lagrange: duration: 0
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly set_group_ban: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 要禁言的成员的 QQ 号 / QQ number of the member to mute */
      readonly user_id: IdInput
      /**
       * 禁言时长，单位秒，0 表示解除禁言
       *
       * how long, in seconds; 0 lifts the mute
       *
       * @defaultValue 1800
       */
      readonly duration?: number
    }
    readonly result: null
  }
  /**
   * 禁言匿名用户。
   *
   * Mute an anonymous user of a group.
   *
   * 至少填写其一：anonymous、anonymous_flag
   *
   * at least one of: anonymous, anonymous_flag
   *
   * 默认值不同的协议端：go-cqhttp: duration: 0
   *
   * with other defaults: go-cqhttp: duration: 0
   *
   * onebot11-public, go-cqhttp
   */
  readonly set_group_anonymous_ban: {
    readonly by: 'go-cqhttp'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /**
       * 群消息事件中的 anonymous 对象；两者都填时以它为准
       *
       * the anonymous object of the group message event; it wins if the flag is given as well
       */
      readonly anonymous?: JsonObject | null
      /**
       * 群消息事件中匿名用户的 flag
       *
       * flag of the anonymous user, from the group message event
       *
       * 也可写作 flag
       *
       * also: flag
       */
      readonly anonymous_flag?: string
      /**
       * 禁言时长，单位秒；匿名用户的禁言无法解除
       *
       * how long, in seconds; the mute of an anonymous user cannot be lifted
       *
       * @defaultValue 1800
       */
      readonly duration?: number
    }
    readonly result: null
  }
  /**
   * 开启或关闭全员禁言。
   *
   * Mute or unmute the whole group.
   *
   * 默认值不同的协议端：lagrange: enable: false
   *
   * with other defaults: lagrange: enable: false
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly set_group_whole_ban: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /**
       * true 为开启全员禁言，false 为关闭
       *
       * true mutes, false unmutes
       *
       * @defaultValue true
       */
      readonly enable?: boolean
    }
    readonly result: null
  }
  /**
   * 设置或取消群管理员。
   *
   * Make a member an admin of the group, or no longer one.
   *
   * 默认值不同的协议端：lagrange: enable: false, napcat: enable: false
   *
   * with other defaults: lagrange: enable: false, napcat: enable: false
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly set_group_admin: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 要设置的成员的 QQ 号 / QQ number of the member */
      readonly user_id: IdInput
      /**
       * true 为设置，false 为取消
       *
       * true makes an admin, false revokes
       *
       * @defaultValue true
       */
      readonly enable?: boolean
    }
    readonly result: null
  }
  /**
   * 设置成员的群名片。
   *
   * Set the group card of a member.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly set_group_card: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 要设置的成员的 QQ 号 / QQ number of the member */
      readonly user_id: IdInput
      /**
       * 群名片，不填或为空表示删除群名片
       *
       * the new card; empty or absent removes it
       *
       * @defaultValue ''
       */
      readonly card?: string
    }
    readonly result: null
  }
  /**
   * 设置成员的专属头衔。
   *
   * Set the special title of a member.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly set_group_special_title: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 要设置的成员的 QQ 号 / QQ number of the member */
      readonly user_id: IdInput
      /**
       * 专属头衔，不填或为空表示删除专属头衔
       *
       * the new title; empty or absent removes it
       *
       * @defaultValue ''
       */
      readonly special_title?: string
      /**
       * 专属头衔的有效期，单位秒，-1 表示永久；据称没有效果
       *
       * how long, in seconds, -1 is forever; reported to have no effect
       *
       * @defaultValue -1
       */
      readonly duration?: number
    }
    readonly result: null
  }
  /**
   * 获取群公告列表。
   *
   * List the announcements of a group.
   *
   * go-cqhttp, napcat, lagrange, llbot
   */
  readonly _get_group_notice: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
    }
    readonly result: readonly {
      /** 公告 ID / announcement id */
      readonly notice_id: string
      /** 发布者 QQ 号 / QQ number of the publisher */
      readonly sender_id: Id
      /** 发布时间，Unix 时间戳 / unix time of publishing */
      readonly publish_time: number
      readonly message: {
        /** 公告内容 / text of the announcement */
        readonly text: string
        /** 公告图片 {id, height, width}，值均为字符串 / images {id, height, width}, all strings */
        readonly images: readonly unknown[]
      }
    }[]
  }
  /**
   * 发布群公告。
   *
   * Publish a group announcement.
   *
   * go-cqhttp, napcat, lagrange, llbot
   */
  readonly _send_group_notice: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 公告内容 / text of the announcement */
      readonly content: string
      /** 公告图片 / image of the announcement */
      readonly image?: string
      /**
       * 是否置顶
       *
       * pin it to the top
       *
       * napcat, llbot
       *
       * @defaultValue napcat: 0, llbot: false
       */
      readonly pinned?: number | string | boolean
      /**
       * 公告类型代码
       *
       * announcement type code
       *
       * napcat
       *
       * @defaultValue 1
       */
      readonly type?: number | string
      /**
       * 是否需要成员确认收到
       *
       * readers must confirm
       *
       * napcat, llbot
       *
       * @defaultValue napcat: 1, llbot: true
       */
      readonly confirm_required?: number | string | boolean
      /**
       * 是否引导成员修改群名片
       *
       * prompt members to edit their group card
       *
       * napcat, llbot
       *
       * @defaultValue napcat: 0, llbot: false
       */
      readonly is_show_edit_card?: number | string | boolean
      /**
       * 弹窗类型
       *
       * popup type
       *
       * napcat
       *
       * @defaultValue 0
       */
      readonly tip_window_type?: number | string
      /**
       * 是否弹窗显示
       *
       * show it in a popup
       *
       * llbot
       *
       * @defaultValue false
       */
      readonly tip_window?: string | boolean
      /**
       * 是否发送给新成员
       *
       * send it to new members
       *
       * llbot
       *
       * @defaultValue false
       */
      readonly send_new_member?: string | boolean
    }
    readonly result: {
      /** 公告 ID / announcement id */
      readonly notice_id: string
    }
    readonly variants: {
      readonly napcat: null
      readonly llbot: null
      readonly lagrange: string
    }
  }
  /**
   * 删除群公告。
   *
   * Delete a group announcement.
   *
   * go-cqhttp, napcat, lagrange
   */
  readonly _del_group_notice: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 公告 ID / announcement id */
      readonly notice_id: string
    }
    readonly result: null
    readonly variants: {
      readonly napcat: {
        /** 结果代码 / result code */
        readonly result: number
        /** 错误信息 / error text */
        readonly errMsg: string
      }
    }
  }
  /**
   * 删除群公告（LLBot 的名称）。
   *
   * Delete a group announcement, by LLBot's name.
   *
   * llbot
   */
  readonly _delete_group_notice: {
    readonly by: 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 公告 ID / announcement id */
      readonly notice_id: string
    }
    readonly result: null
  }
  /**
   * 获取精华消息列表。
   *
   * List the essence messages of a group.
   *
   * go-cqhttp, napcat, lagrange, llbot
   */
  readonly get_essence_msg_list: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
    }
    readonly result: readonly {
      /** 发送者 QQ 号 / QQ number of the sender */
      readonly sender_id: Id
      /** 发送者昵称 / nickname of the sender */
      readonly sender_nick: string
      /** 发送时间，Unix 时间戳 / unix time of sending */
      readonly sender_time: number
      /** 操作者 QQ 号 / QQ number of the operator */
      readonly operator_id: Id
      /** 操作者昵称 / nickname of the operator */
      readonly operator_nick: string
      /** 设置时间，Unix 时间戳 / unix time of setting */
      readonly operator_time: number
      /** 消息 ID / message id */
      readonly message_id: Id
    }[]
    readonly variants: {
      readonly lagrange: readonly {
        /** 发送者 QQ 号 / QQ number of the sender */
        readonly sender_id: Id
        /** 发送者昵称 / nickname of the sender */
        readonly sender_nick: string
        /** 发送时间，Unix 时间戳 / unix time of sending */
        readonly sender_time: number
        /** 操作者 QQ 号 / QQ number of the operator */
        readonly operator_id: Id
        /** 操作者昵称 / nickname of the operator */
        readonly operator_nick: string
        /** 设置时间，Unix 时间戳 / unix time of setting */
        readonly operator_time: number
        /** 消息 ID / message id */
        readonly message_id: Id
        /** 消息内容 / content */
        readonly content: readonly Segment[]
      }[]
      readonly napcat: readonly {
        /** 消息序号 / message sequence */
        readonly msg_seq: number
        /** 消息随机数 / random number of the message */
        readonly msg_random: number
        /** 发送者 QQ 号 / QQ number of the sender */
        readonly sender_id: Id
        /** 发送者昵称 / nickname of the sender */
        readonly sender_nick: string
        /** 操作者 QQ 号 / QQ number of the operator */
        readonly operator_id: Id
        /** 操作者昵称 / nickname of the operator */
        readonly operator_nick: string
        /** 消息 ID / message id */
        readonly message_id: Id
        /** 设置时间，Unix 时间戳 / unix time of setting */
        readonly operator_time: number
        /** 消息内容 / content */
        readonly content: readonly Segment[]
      }[]
    }
  }
  /**
   * 设置精华消息。
   *
   * Make a message an essence message.
   *
   * go-cqhttp, napcat, lagrange, llbot
   */
  readonly set_essence_msg: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 消息 ID / message id */
      readonly message_id: IdInput
    }
    readonly result: null
    readonly variants: {
      readonly napcat: {
        /** 结果代码 / result code */
        readonly errCode: number
        /** 错误信息 / error text */
        readonly errMsg: string
      }
    }
  }
  /**
   * 移出精华消息。
   *
   * Remove a message from the essence messages.
   *
   * go-cqhttp, napcat, lagrange, llbot
   */
  readonly delete_essence_msg: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /**
       * 消息 ID
       *
       * message id
       *
       * 必填于 go-cqhttp、lagrange、llbot
       *
       * required by go-cqhttp, lagrange, llbot
       */
      readonly message_id?: IdInput
      /** 消息序号 / message sequence (napcat) */
      readonly msg_seq?: string
      /** 消息随机数 / random number of the message (napcat) */
      readonly msg_random?: string
      /** 群号 / group number (napcat) */
      readonly group_id?: IdInput
    }
    readonly result: null
    readonly variants: {
      readonly napcat: {
        /** 结果代码 / result code */
        readonly errCode: number
        /** 错误信息 / error text */
        readonly errMsg: string
      }
    }
  }
  /**
   * 将消息设为群待办。
   *
   * Make a message the to-do of a group.
   *
   * napcat
   */
  readonly set_group_todo: {
    readonly by: 'napcat'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 消息 ID / message id */
      readonly message_id?: IdInput
      /** 消息序号 / message sequence */
      readonly message_seq?: string
    }
    readonly result: null
  }
  /**
   * 完成群待办。
   *
   * Complete the to-do of a group.
   *
   * napcat
   */
  readonly complete_group_todo: {
    readonly by: 'napcat'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 消息 ID / message id */
      readonly message_id?: IdInput
      /** 消息序号 / message sequence */
      readonly message_seq?: string
    }
    readonly result: null
  }
  /**
   * 取消群待办。
   *
   * Cancel the to-do of a group.
   *
   * napcat
   */
  readonly cancel_group_todo: {
    readonly by: 'napcat'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 消息 ID / message id */
      readonly message_id?: IdInput
      /** 消息序号 / message sequence */
      readonly message_seq?: string
    }
    readonly result: null
  }
  /**
   * 获取群文件根目录的文件列表。
   *
   * List what is in the root folder of a group.
   *
   * go-cqhttp, napcat, lagrange, llbot
   */
  readonly get_group_root_files: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /**
       * 最多列出的文件数
       *
       * most files to list
       *
       * napcat
       *
       * @defaultValue 50
       */
      readonly file_count?: number | string
      /** 文件夹 ID / folder id (lagrange) */
      readonly folder_id?: string
    }
    readonly result: {
      /** 文件列表 / files */
      readonly files: readonly {
        /** 群号 / group number */
        readonly group_id: Id
        /** 文件 ID / file id */
        readonly file_id: string
        /** 文件名 / file name */
        readonly file_name: string
        /** 文件业务 ID（busid） / business id of the file */
        readonly busid: number
        /** 文件大小，单位字节 / size in bytes */
        readonly file_size: number
        /** 上传时间，Unix 时间戳 / unix time of uploading */
        readonly upload_time: number
        /** 过期时间，Unix 时间戳，0 为永久文件 / unix time of expiry; 0 for a permanent file */
        readonly dead_time: number
        /** 修改时间，Unix 时间戳 / unix time of the last change */
        readonly modify_time: number
        /** 下载次数 / how often it was downloaded */
        readonly download_times: number
        /** 上传者 QQ 号 / QQ number of the uploader */
        readonly uploader: number
        /** 上传者名字 / name of the uploader */
        readonly uploader_name: string
      }[]
      /** 子文件夹列表 / sub-folders */
      readonly folders: readonly {
        /** 群号 / group number */
        readonly group_id: Id
        /** 文件夹 ID / folder id */
        readonly folder_id: string
        /** 文件夹名称 / folder name */
        readonly folder_name: string
        /** 创建时间，Unix 时间戳 / unix time of creation */
        readonly create_time: number
        /** 创建者 QQ 号 / QQ number of the creator */
        readonly creator: number
        /** 创建者名字（Lagrange 的字段是 create_name） / name of the creator (Lagrange: create_name) */
        readonly creator_name: string
        /** 其中的文件数 / number of files in it */
        readonly total_file_count: number
      }[]
    }
  }
  /**
   * 获取群文件夹中的文件列表。
   *
   * List what is in a folder of a group.
   *
   * go-cqhttp, napcat, lagrange, llbot
   */
  readonly get_group_files_by_folder: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /**
       * 文件夹 ID
       *
       * folder id
       *
       * 必填于 go-cqhttp、llbot
       *
       * required by go-cqhttp, llbot
       */
      readonly folder_id?: string
      /** 文件夹 ID / folder id (napcat) */
      readonly folder?: string
      /**
       * 最多列出的文件数
       *
       * most files to list
       *
       * napcat
       *
       * @defaultValue 50
       */
      readonly file_count?: number | string
    }
    readonly result: {
      /** 文件列表 / files */
      readonly files: readonly {
        /** 群号 / group number */
        readonly group_id: Id
        /** 文件 ID / file id */
        readonly file_id: string
        /** 文件名 / file name */
        readonly file_name: string
        /** 文件业务 ID（busid） / business id of the file */
        readonly busid: number
        /** 文件大小，单位字节 / size in bytes */
        readonly file_size: number
        /** 上传时间，Unix 时间戳 / unix time of uploading */
        readonly upload_time: number
        /** 过期时间，Unix 时间戳，0 为永久文件 / unix time of expiry; 0 for a permanent file */
        readonly dead_time: number
        /** 修改时间，Unix 时间戳 / unix time of the last change */
        readonly modify_time: number
        /** 下载次数 / how often it was downloaded */
        readonly download_times: number
        /** 上传者 QQ 号 / QQ number of the uploader */
        readonly uploader: number
        /** 上传者名字 / name of the uploader */
        readonly uploader_name: string
      }[]
      /** 子文件夹列表 / sub-folders */
      readonly folders: readonly {
        /** 群号 / group number */
        readonly group_id: Id
        /** 文件夹 ID / folder id */
        readonly folder_id: string
        /** 文件夹名称 / folder name */
        readonly folder_name: string
        /** 创建时间，Unix 时间戳 / unix time of creation */
        readonly create_time: number
        /** 创建者 QQ 号 / QQ number of the creator */
        readonly creator: number
        /** 创建者名字（Lagrange 的字段是 create_name） / name of the creator (Lagrange: create_name) */
        readonly creator_name: string
        /** 其中的文件数 / number of files in it */
        readonly total_file_count: number
      }[]
    }
  }
  /**
   * 获取群文件的数量与空间。
   *
   * Get how many files a group has and may have, and their space.
   *
   * go-cqhttp, napcat, llbot
   */
  readonly get_group_file_system_info: {
    readonly by: 'go-cqhttp' | 'napcat' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
    }
    readonly result: {
      /** 文件总数 / number of files */
      readonly file_count: number
      /** 文件数上限 / most files that it can have */
      readonly limit_count: number
      /** 已使用的空间，单位字节 / bytes used */
      readonly used_space: number
      /** 空间上限，单位字节 / bytes allowed */
      readonly total_space: number
    }
  }
  /**
   * 获取群文件的下载 URL。
   *
   * Get the download URL of a group file.
   *
   * go-cqhttp, napcat, lagrange, llbot
   */
  readonly get_group_file_url: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 文件 ID / file id */
      readonly file_id: string
      /**
       * 文件业务 ID（busid）
       *
       * business id of the file
       *
       * 也可写作 bus_id
       *
       * also: bus_id
       *
       * 必填于 go-cqhttp
       *
       * required by go-cqhttp
       *
       * go-cqhttp, lagrange
       */
      readonly busid?: number
    }
    readonly result: {
      /** 下载 URL / download URL */
      readonly url: string
    }
  }
  /**
   * 上传群文件。
   *
   * Upload a file to a group.
   *
   * go-cqhttp, napcat, lagrange, llbot
   */
  readonly upload_group_file: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /**
       * 文件：路径、file:// URI、http(s) URL 或 base64://
       *
       * file: path, file:// URI, http(s) URL or base64://
       */
      readonly file: string
      /**
       * 保存的文件名
       *
       * name to store it under
       *
       * 必填于 go-cqhttp、napcat
       *
       * required by go-cqhttp, napcat
       */
      readonly name?: string
      /** 文件夹 ID / folder id */
      readonly folder?: string
      /** 文件夹 ID / folder id (napcat, llbot) */
      readonly folder_id?: string
      /**
       * 是否真正上传
       *
       * really upload it
       *
       * napcat
       *
       * @defaultValue true
       */
      readonly upload_file?: boolean
    }
    readonly result: null
    readonly variants: {
      readonly napcat: {
        /** 文件 ID / file id */
        readonly file_id: string | null
      }
      readonly llbot: {
        /** 文件 ID / file id */
        readonly file_id: string
      }
    }
  }
  /**
   * 移动群文件。
   *
   * Move a file of a group to another folder.
   *
   * NapCat 的参数是 current_parent_directory 与 target_parent_directory，Lagrange 与 LLBot 的是 parent_directory 与 target_directory。
   *
   * NapCat names the folders current_parent_directory and target_parent_directory, Lagrange and LLBot parent_directory and target_directory.
   *
   * napcat, lagrange, llbot
   */
  readonly move_group_file: {
    readonly by: 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 文件 ID / file id */
      readonly file_id: string
      /**
       * 文件现在所在的文件夹 ID
       *
       * id of the folder it is in
       *
       * 必填于 napcat
       *
       * required by napcat
       *
       * napcat
       */
      readonly current_parent_directory?: string
      /**
       * 目标文件夹 ID
       *
       * id of the folder it goes to
       *
       * 必填于 napcat
       *
       * required by napcat
       *
       * napcat
       */
      readonly target_parent_directory?: string
      /**
       * 文件现在所在的文件夹 ID
       *
       * id of the folder it is in
       *
       * 必填于 lagrange、llbot
       *
       * required by lagrange, llbot
       *
       * lagrange, llbot
       */
      readonly parent_directory?: string
      /**
       * 目标文件夹 ID
       *
       * id of the folder it goes to
       *
       * 必填于 lagrange、llbot
       *
       * required by lagrange, llbot
       *
       * lagrange, llbot
       */
      readonly target_directory?: string
    }
    readonly result: null
    readonly variants: {
      readonly napcat: {
        /** 是否成功 / it succeeded */
        readonly ok: boolean
      }
      readonly lagrange: {
        /** 服务器返回的文本 / text from the server */
        readonly msg: string
      }
    }
  }
  /**
   * 重命名群文件。
   *
   * Rename a file of a group.
   *
   * napcat, llbot
   */
  readonly rename_group_file: {
    readonly by: 'napcat' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 文件 ID / file id */
      readonly file_id: string
      /** 文件现在所在的文件夹 ID / id of the folder it is in */
      readonly current_parent_directory: string
      /** 新文件名 / new name of the file */
      readonly new_name: string
    }
    readonly result: null
    readonly variants: {
      readonly napcat: {
        /** 是否成功 / it succeeded */
        readonly ok: boolean
      }
    }
  }
  /**
   * 删除群文件。
   *
   * Delete a file of a group.
   *
   * go-cqhttp, napcat, lagrange, llbot
   */
  readonly delete_group_file: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 文件 ID / file id */
      readonly file_id: string
      /**
       * 文件业务 ID（busid）
       *
       * business id of the file
       *
       * 也可写作 bus_id
       *
       * also: bus_id
       *
       * 必填于 go-cqhttp
       *
       * required by go-cqhttp
       *
       * go-cqhttp, llbot
       *
       * @defaultValue 102
       */
      readonly busid?: number | string
    }
    readonly result: null
    readonly variants: {
      readonly lagrange: {
        /** 服务器返回的文本 / text from the server */
        readonly msg: string
      }
      readonly napcat: {
        /** 结果代码 / result code */
        readonly result: number
        /** 错误信息 / error text */
        readonly errMsg: string
        /** 各文件的结果 / result of each file */
        readonly transGroupFileResult: JsonObject
      }
    }
  }
  /**
   * 将临时群文件转为永久文件。
   *
   * Make a temporary group file permanent.
   *
   * llbot
   */
  readonly set_group_file_forever: {
    readonly by: 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 文件 ID / file id */
      readonly file_id: string
    }
    readonly result: null
  }
  /**
   * 将临时群文件转为永久文件。
   *
   * Make a temporary group file permanent.
   *
   * napcat
   */
  readonly trans_group_file: {
    readonly by: 'napcat'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 文件 ID / file id */
      readonly file_id: string
    }
    readonly result: {
      /** 是否成功 / it succeeded */
      readonly ok: boolean
    }
  }
  /**
   * 创建群文件夹。
   *
   * Create a folder among the files of a group.
   *
   * go-cqhttp, napcat, lagrange, llbot
   */
  readonly create_group_file_folder: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 父文件夹 ID / parent folder id (go-cqhttp, lagrange) */
      readonly parent_id?: string
      /**
       * 文件夹名称
       *
       * folder name
       *
       * 必填于 go-cqhttp、lagrange、llbot
       *
       * required by go-cqhttp, lagrange, llbot
       */
      readonly name?: string
      /** 文件夹名称 / folder name (napcat) */
      readonly folder_name?: string
    }
    readonly result: null
    readonly variants: {
      readonly lagrange: {
        /** 服务器返回的文本 / text from the server */
        readonly msg: string
      }
      readonly napcat: {
        /** 结果 / result */
        readonly result: unknown
        /** 新建的文件夹 / created folder */
        readonly groupItem: unknown
      }
      readonly llbot: {
        /** 文件夹 ID / folder id */
        readonly folder_id: string
      }
    }
  }
  /**
   * 重命名群文件夹。
   *
   * Rename a folder of a group.
   *
   * lagrange, llbot
   */
  readonly rename_group_file_folder: {
    readonly by: 'lagrange' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 文件夹 ID / folder id */
      readonly folder_id: string
      /** 新文件夹名称 / new name of the folder */
      readonly new_folder_name: string
    }
    readonly result: null
    readonly variants: {
      readonly lagrange: {
        /** 服务器返回的文本 / text from the server */
        readonly msg: string
      }
    }
  }
  /**
   * 删除群文件夹。
   *
   * Delete a folder of a group.
   *
   * go-cqhttp, napcat, llbot
   */
  readonly delete_group_folder: {
    readonly by: 'go-cqhttp' | 'napcat' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /**
       * 文件夹 ID
       *
       * folder id
       *
       * 必填于 go-cqhttp、llbot
       *
       * required by go-cqhttp, llbot
       */
      readonly folder_id?: string
      /** 文件夹 ID / folder id (napcat) */
      readonly folder?: string
    }
    readonly result: null
    readonly variants: {
      readonly napcat: {
        /** 结果代码 / result code */
        readonly retCode: number
        /** 结果信息 / text of the result */
        readonly retMsg: string
        /** 给用户看的提示 / text for the user */
        readonly clientWording: string
      }
    }
  }
  /**
   * 删除群文件夹（Lagrange 的名称，即 delete_group_folder）。
   *
   * Delete a folder of a group; Lagrange's name of delete_group_folder.
   *
   * lagrange
   */
  readonly delete_group_file_folder: {
    readonly by: 'lagrange'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 文件夹 ID / folder id */
      readonly folder_id: string
    }
    readonly result: {
      /** 服务器返回的文本 / text from the server */
      readonly msg: string
    }
  }
  /**
   * 获取群相册列表。
   *
   * List the albums of a group.
   *
   * llbot
   */
  readonly get_group_album_list: {
    readonly by: 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
    }
    readonly result: readonly {
      /** 相册 ID / album id */
      readonly album_id: string
      /** 相册名称 / name of the album */
      readonly name: string
      /** 相册描述 / description of the album */
      readonly desc: string
      /** 创建时间，Unix 时间戳 / unix time of creation */
      readonly create_time: string
      /** 修改时间，Unix 时间戳 / unix time of the last change */
      readonly modify_time: string
      /** 图片和视频的数量 / number of pictures and videos */
      readonly upload_number: string
    }[]
  }
  /**
   * 获取群相册列表。
   *
   * List the albums of a group.
   *
   * napcat
   */
  readonly get_qun_album_list: {
    readonly by: 'napcat'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /**
       * 翻页游标
       *
       * cursor of the page
       *
       * @defaultValue ''
       */
      readonly attach_info?: string
    }
    readonly result: {
      /** 相册列表 / albums */
      readonly album_list: readonly unknown[]
      /** 下一页的游标 / cursor of the next page */
      readonly attach_info: string
      /** 是否还有下一页 / there are more pages */
      readonly has_more: boolean
    }
  }
  /**
   * 创建群相册。
   *
   * Create a group album.
   *
   * llbot
   */
  readonly create_group_album: {
    readonly by: 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 相册名称 / name of the album */
      readonly name: string
      /** 相册描述 / description of the album */
      readonly desc?: string
    }
    readonly result: {
      /** 相册 ID / album id */
      readonly album_id: string
      /** 所属的群号 / number of the group that owns it */
      readonly owner: string
      /** 相册名称 / name of the album */
      readonly name: string
      /** 相册描述 / description of the album */
      readonly desc: string
    }
  }
  /**
   * 删除群相册。
   *
   * Delete a group album.
   *
   * llbot
   */
  readonly delete_group_album: {
    readonly by: 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 相册 ID / album id */
      readonly album_id: string
    }
    readonly result: null
  }
  /**
   * 获取群相册中的图片和视频。
   *
   * List the pictures and videos of a group album.
   *
   * napcat, llbot
   */
  readonly get_group_album_media_list: {
    readonly by: 'napcat' | 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 相册 ID / album id */
      readonly album_id: string
      /**
       * 翻页游标
       *
       * cursor of the page
       *
       * @defaultValue ''
       */
      readonly attach_info?: string
    }
    readonly result: {
      /** 相册 / album */
      readonly album: JsonObject
      /** 图片和视频 / pictures and videos */
      readonly media_list: readonly unknown[]
      /** 下一页的游标 / cursor of the next page */
      readonly next_attach_info: string
      /** 是否还有下一页 / there are more pages */
      readonly next_has_more: boolean
    }
    readonly variants: {
      readonly napcat: {
        /** 序号 / sequence */
        readonly seq: number
        /** 结果代码 / result code */
        readonly result: number
        /** 错误信息（QQ 如此拼写） / error text, as QQ spells it */
        readonly errMs: string
        /** 追踪 ID / trace id */
        readonly trace_id: string
        /** 耗时记录 / timing */
        readonly request_time_line: unknown
      }
    }
  }
  /**
   * 上传文件到群相册。
   *
   * Upload files to a group album.
   *
   * llbot
   */
  readonly upload_group_album: {
    readonly by: 'llbot'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 相册 ID / album id */
      readonly album_id: string
      /** 要上传的文件 / files to upload */
      readonly files: readonly string[]
    }
    readonly result: unknown
  }
  /**
   * 上传图片到群相册。
   *
   * Upload an image to a group album.
   *
   * napcat
   */
  readonly upload_image_to_qun_album: {
    readonly by: 'napcat'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 相册 ID / album id */
      readonly album_id: string
      /** 相册名称 / album name */
      readonly album_name: string
      /**
       * 文件：路径、file:// URI、http(s) URL 或 base64://
       *
       * file: path, file:// URI, http(s) URL or base64://
       */
      readonly file: string
    }
    readonly result: unknown
  }
  /**
   * 删除群相册中的图片或视频。
   *
   * Delete a picture or video from a group album.
   *
   * napcat
   */
  readonly del_group_album_media: {
    readonly by: 'napcat'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 相册 ID / album id */
      readonly album_id: string
      /** 图片或视频在相册中的 ID / id of the picture or video in the album */
      readonly lloc: string
    }
    readonly result: unknown
  }
  /**
   * 评论群相册中的图片或视频。
   *
   * Comment on a picture or video of a group album.
   *
   * napcat
   */
  readonly do_group_album_comment: {
    readonly by: 'napcat'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 相册 ID / album id */
      readonly album_id: string
      /** 图片或视频在相册中的 ID / id of the picture or video in the album */
      readonly lloc: string
      /** 评论内容 / text of the comment */
      readonly content: string
    }
    readonly result: unknown
  }
  /**
   * 点赞群相册中的图片或视频。
   *
   * Like a picture or video of a group album.
   *
   * napcat
   */
  readonly set_group_album_media_like: {
    readonly by: 'napcat'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 相册 ID / album id */
      readonly album_id: string
      /** 上传批次 ID / upload batch id */
      readonly batch_id: string
      /** 图片或视频在相册中的 ID / id of the picture or video in the album */
      readonly lloc?: string
    }
    readonly result: unknown
  }
  /**
   * 取消点赞群相册中的图片或视频。
   *
   * Take back a like from a picture or video of a group album.
   *
   * napcat
   */
  readonly cancel_group_album_media_like: {
    readonly by: 'napcat'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 相册 ID / album id */
      readonly album_id: string
      /** 上传批次 ID / upload batch id */
      readonly batch_id: string
      /** 图片或视频在相册中的 ID / id of the picture or video in the album */
      readonly lloc?: string
    }
    readonly result: unknown
  }
  /**
   * 获取收到的文件。
   *
   * Get a received file.
   *
   * napcat, llbot
   */
  readonly get_file: {
    readonly by: 'napcat' | 'llbot'
    readonly params: {
      /** 文件名、路径、URL 或 Base64 / file name, path, URL or base64 */
      readonly file?: string
      /** 文件 ID / file id */
      readonly file_id?: string
      /**
       * 是否同时下载文件
       *
       * download the file as well
       *
       * llbot
       *
       * @defaultValue true
       */
      readonly download?: string | boolean
    }
    readonly result: {
      /** 文件路径或文件名 / file path or name */
      readonly file?: string
      /** URL 地址 / URL */
      readonly url?: string
      /** 文件大小，单位字节 / size in bytes */
      readonly file_size?: string
      /** 文件名 / file name */
      readonly file_name?: string
      /** 文件内容，Base64 编码 / content in base64 */
      readonly base64?: string
    }
  }
  /**
   * 下载收到的图片，返回其路径。
   *
   * Download a received image and return its path.
   *
   * onebot11-public, go-cqhttp, napcat, llbot
   */
  readonly get_image: {
    readonly by: 'go-cqhttp' | 'napcat' | 'llbot'
    readonly params: {
      /** 收到的图片消息段的 file 参数 / file of a received image segment */
      readonly file: string
      /** 文件 ID / file id (napcat) */
      readonly file_id?: string
      /**
       * 是否同时下载文件
       *
       * download the file as well
       *
       * llbot
       *
       * @defaultValue true
       */
      readonly download?: string | boolean
    }
    readonly result: {
      /** 下载后的图片路径 / path of the downloaded file */
      readonly file: string
      /** 文件大小，单位字节 / size in bytes (go-cqhttp) */
      readonly size?: number
      /** 原文件名 / original file name (go-cqhttp) */
      readonly filename?: string
      /** 图片 URL / URL of the image (go-cqhttp, napcat, llbot) */
      readonly url?: string
      /** 文件大小，单位字节 / size in bytes (napcat, llbot) */
      readonly file_size?: string
      /** 文件名 / file name (napcat, llbot) */
      readonly file_name?: string
      /** 文件内容，Base64 编码 / content in base64 (napcat) */
      readonly base64?: string
    }
  }
  /**
   * 转换收到的语音文件的格式，返回其路径。
   *
   * Convert a received voice file and return its path.
   *
   * onebot11-public, napcat, llbot
   */
  readonly get_record: {
    readonly by: 'napcat' | 'llbot'
    readonly params: {
      /** 收到的语音消息段的 file 参数 / file of a received record segment */
      readonly file: string
      /** 要转换到的格式 / format to convert to */
      readonly out_format: 'mp3' | 'amr' | 'wma' | 'm4a' | 'spx' | 'ogg' | 'wav' | 'flac'
      /** 文件 ID / file id (napcat) */
      readonly file_id?: string
    }
    readonly result: {
      /** 转换后的文件路径 / path of the converted file */
      readonly file: string
      /** 文件大小，单位字节 / size in bytes (napcat, llbot) */
      readonly file_size?: string
      /** 文件名 / file name (napcat, llbot) */
      readonly file_name?: string
      /** 文件 URL / URL of the file (napcat) */
      readonly url?: string
      /** 文件内容，Base64 编码 / content in base64 (napcat) */
      readonly base64?: string
    }
  }
  /**
   * 检查是否可以发送图片。
   *
   * Tell whether images can be sent.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly can_send_image: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {}
    readonly result: {
      /** 是或否 / yes or no */
      readonly yes: boolean
    }
  }
  /**
   * 检查是否可以发送语音。
   *
   * Tell whether voice messages can be sent.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly can_send_record: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {}
    readonly result: {
      /** 是或否 / yes or no */
      readonly yes: boolean
    }
  }
  /**
   * 上传私聊文件。
   *
   * Upload a file to a user.
   *
   * go-cqhttp, napcat, lagrange, llbot
   */
  readonly upload_private_file: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** QQ 号 / QQ number */
      readonly user_id: IdInput
      /**
       * 文件：路径、file:// URI、http(s) URL 或 base64://
       *
       * file: path, file:// URI, http(s) URL or base64://
       */
      readonly file: string
      /**
       * 保存的文件名
       *
       * name to store it under
       *
       * 必填于 go-cqhttp、napcat
       *
       * required by go-cqhttp, napcat
       */
      readonly name?: string
      /**
       * 是否真正上传
       *
       * really upload it
       *
       * napcat
       *
       * @defaultValue true
       */
      readonly upload_file?: boolean
    }
    readonly result: null
    readonly variants: {
      readonly napcat: {
        /** 文件 ID / file id */
        readonly file_id: string | null
      }
      readonly llbot: {
        /** 文件 ID / file id */
        readonly file_id: string
      }
    }
  }
  /**
   * 获取私聊文件的 URL。
   *
   * Get the URL of a file from a private chat.
   *
   * napcat, lagrange, llbot
   */
  readonly get_private_file_url: {
    readonly by: 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 文件 ID / file id */
      readonly file_id: string
      /** QQ 号 / QQ number (lagrange) */
      readonly user_id?: IdInput
      /** 文件哈希 / hash of the file (lagrange) */
      readonly file_hash?: string
    }
    readonly result: {
      /** 下载 URL / download URL */
      readonly url: string
    }
  }
  /**
   * 下载文件到缓存目录。
   *
   * Download a file into the cache.
   *
   * go-cqhttp, napcat, llbot
   */
  readonly download_file: {
    readonly by: 'go-cqhttp' | 'napcat' | 'llbot'
    readonly params: {
      /**
       * 文件 URL
       *
       * URL of the file
       *
       * 必填于 go-cqhttp
       *
       * required by go-cqhttp
       */
      readonly url?: string
      /** 请求头，每项为 Name=Value / request headers, Name=Value each */
      readonly headers?: string | readonly string[]
      /** 下载线程数 / download threads (go-cqhttp) */
      readonly thread_count?: number
      /** 文件内容，Base64 编码 / content in base64 (napcat, llbot) */
      readonly base64?: string
      /** 保存的文件名 / name to store it under (napcat) */
      readonly name?: string
    }
    readonly result: {
      /** 文件的绝对路径 / absolute path of the file */
      readonly file: string
    }
  }
  /**
   * 上传图片，返回其 URL。
   *
   * Upload an image and return its URL.
   *
   * lagrange
   */
  readonly upload_image: {
    readonly by: 'lagrange'
    readonly params: {
      /**
       * 文件：路径、file:// URI、http(s) URL 或 base64://
       *
       * file: path, file:// URI, http(s) URL or base64://
       */
      readonly file: string
    }
    readonly result: string
  }
  /**
   * 获取语音消息转写的文字。
   *
   * Get the transcript of a voice message.
   *
   * napcat
   */
  readonly fetch_ptt_text: {
    readonly by: 'napcat'
    readonly params: {
      /** 消息 ID / message id */
      readonly message_id: IdInput
    }
    readonly result: {
      /** 文本内容 / text */
      readonly text: string
    }
  }
  /**
   * 将语音消息转为文字。
   *
   * Get the transcript of a voice message.
   *
   * llbot
   */
  readonly voice_msg_to_text: {
    readonly by: 'llbot'
    readonly params: {
      /** 消息 ID / message id */
      readonly message_id: IdInput
    }
    readonly result: {
      /** 文本内容 / text */
      readonly text: string
    }
  }
  /**
   * 识别图片中的文字。
   *
   * Recognise the text in an image.
   *
   * go-cqhttp, napcat, lagrange, llbot
   */
  readonly ocr_image: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** 图片的文件 ID、路径、URL 或 Base64 / file id, path, URL or base64 of the image */
      readonly image: string
    }
    readonly result: {
      /** 识别出的文本 / texts that were found */
      readonly texts: readonly {
        /** 文本内容 / text */
        readonly text: string
        /** 置信度 / confidence */
        readonly confidence: number
        /** 四角的坐标 {x, y} / corners {x, y} */
        readonly coordinates: readonly unknown[]
      }[]
      /** 语言 / language */
      readonly language: string
    }
    readonly variants: {
      readonly napcat: readonly {
        /** 文字 / text */
        readonly text: string
        /** 第一个角的坐标 / first corner */
        readonly pt1: JsonObject
        /** 第二个角的坐标 / second corner */
        readonly pt2: JsonObject
        /** 第三个角的坐标 / third corner */
        readonly pt3: JsonObject
        /** 第四个角的坐标 / fourth corner */
        readonly pt4: JsonObject
        /** 每个字的位置 / place of each character */
        readonly charBox: readonly unknown[]
        /** 置信度 / confidence */
        readonly score: string
      }[]
    }
  }
  /**
   * 识别图片中的文字，是 ocr_image 的隐藏别名。
   *
   * Recognise the text in an image; a hidden alias of ocr_image.
   *
   * go-cqhttp, napcat, lagrange
   */
  readonly '.ocr_image': {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange'
    readonly params: {
      /** 图片的文件 ID、路径、URL 或 Base64 / file id, path, URL or base64 of the image */
      readonly image: string
    }
    readonly result: {
      /** 识别出的文本 / texts that were found */
      readonly texts: readonly {
        /** 文本内容 / text */
        readonly text: string
        /** 置信度 / confidence */
        readonly confidence: number
        /** 四角的坐标 {x, y} / corners {x, y} */
        readonly coordinates: readonly unknown[]
      }[]
      /** 语言 / language */
      readonly language: string
    }
    readonly variants: {
      readonly napcat: readonly {
        /** 文字 / text */
        readonly text: string
        /** 第一个角的坐标 / first corner */
        readonly pt1: JsonObject
        /** 第二个角的坐标 / second corner */
        readonly pt2: JsonObject
        /** 第三个角的坐标 / third corner */
        readonly pt3: JsonObject
        /** 第四个角的坐标 / fourth corner */
        readonly pt4: JsonObject
        /** 每个字的位置 / place of each character */
        readonly charBox: readonly unknown[]
        /** 置信度 / confidence */
        readonly score: string
      }[]
    }
  }
  /**
   * 识别二维码（目前总是失败）。
   *
   * Read a QR code; at present it always fails.
   *
   * llbot
   */
  readonly scan_qrcode: {
    readonly by: 'llbot'
    readonly params: {
      /**
       * 文件：路径、file:// URI、http(s) URL 或 base64://
       *
       * file: path, file:// URI, http(s) URL or base64://
       */
      readonly file: string
    }
    readonly result: readonly {
      /** 文本内容 / text */
      readonly text: string
    }[]
  }
  /**
   * 分块上传文件。
   *
   * Upload a file in chunks.
   *
   * napcat
   */
  readonly upload_file_stream: {
    readonly by: 'napcat'
    readonly params: {
      /** 数据流 ID / stream id */
      readonly stream_id: string
      /** 分块内容，Base64 编码 / the chunk in base64 */
      readonly chunk_data?: string
      /** 分块序号 / chunk index */
      readonly chunk_index?: number
      /** 分块总数 / number of chunks */
      readonly total_chunks?: number
      /** 文件大小，单位字节 / size in bytes */
      readonly file_size?: number
      /** 整个文件应有的 SHA-256 / expected SHA-256 of the whole file */
      readonly expected_sha256?: string
      /** 是否已发送所有分块 / all chunks were sent */
      readonly is_complete?: boolean
      /** 文件名 / file name */
      readonly filename?: string
      /** 是否重置上传 / reset the upload */
      readonly reset?: boolean
      /** 是否仅校验 / only verify */
      readonly verify_only?: boolean
      /**
       * 临时文件保留多少毫秒
       *
       * milliseconds to keep the temporary file
       *
       * @defaultValue 300000
       */
      readonly file_retention?: number
    }
    readonly result: unknown
  }
  /**
   * 以数据流下载文件。
   *
   * Download a file as a stream of replies.
   *
   * napcat
   */
  readonly download_file_stream: {
    readonly by: 'napcat'
    readonly params: {
      /**
       * 文件：路径、file:// URI、http(s) URL 或 base64://
       *
       * file: path, file:// URI, http(s) URL or base64://
       */
      readonly file?: string
      /** 文件 ID / file id */
      readonly file_id?: string
      /**
       * 分块大小，单位字节
       *
       * chunk size in bytes
       *
       * @defaultValue 65536
       */
      readonly chunk_size?: number
    }
    readonly result: unknown
  }
  /**
   * 以数据流下载图片。
   *
   * Download an image as a stream of replies.
   *
   * napcat
   */
  readonly download_file_image_stream: {
    readonly by: 'napcat'
    readonly params: {
      /**
       * 文件：路径、file:// URI、http(s) URL 或 base64://
       *
       * file: path, file:// URI, http(s) URL or base64://
       */
      readonly file?: string
      /** 文件 ID / file id */
      readonly file_id?: string
      /**
       * 分块大小，单位字节
       *
       * chunk size in bytes
       *
       * @defaultValue 65536
       */
      readonly chunk_size?: number
    }
    readonly result: unknown
  }
  /**
   * 以数据流下载语音。
   *
   * Download a voice file as a stream of replies.
   *
   * napcat
   */
  readonly download_file_record_stream: {
    readonly by: 'napcat'
    readonly params: {
      /**
       * 文件：路径、file:// URI、http(s) URL 或 base64://
       *
       * file: path, file:// URI, http(s) URL or base64://
       */
      readonly file?: string
      /** 文件 ID / file id */
      readonly file_id?: string
      /**
       * 分块大小，单位字节
       *
       * chunk size in bytes
       *
       * @defaultValue 65536
       */
      readonly chunk_size?: number
      /** 要转换到的音频格式 / audio format to convert to */
      readonly out_format?: string
    }
    readonly result: unknown
  }
  /**
   * 清理流式传输的临时文件。
   *
   * Remove the temporary files of streams.
   *
   * napcat
   */
  readonly clean_stream_temp_file: {
    readonly by: 'napcat'
    readonly params: {}
    readonly result: null
  }
  /**
   * 测试流式传输。
   *
   * Test streams.
   *
   * napcat
   */
  readonly test_download_stream: {
    readonly by: 'napcat'
    readonly params: {
      /**
       * 是否触发测试错误
       *
       * fail on purpose
       *
       * @defaultValue false
       */
      readonly error?: boolean
    }
    readonly result: unknown
  }
  /**
   * 向好友发送在线文件。
   *
   * Send an online file to a friend.
   *
   * napcat
   */
  readonly send_online_file: {
    readonly by: 'napcat'
    readonly params: {
      /** QQ 号 / QQ number */
      readonly user_id: IdInput
      /** 本地文件路径 / local file path */
      readonly file_path: string
      /** 文件名 / file name */
      readonly file_name?: string
    }
    readonly result: unknown
  }
  /**
   * 向好友发送在线文件夹。
   *
   * Send an online folder to a friend.
   *
   * napcat
   */
  readonly send_online_folder: {
    readonly by: 'napcat'
    readonly params: {
      /** QQ 号 / QQ number */
      readonly user_id: IdInput
      /** 本地文件夹路径 / local folder path */
      readonly folder_path: string
      /** 文件夹名称 / folder name */
      readonly folder_name?: string
    }
    readonly result: unknown
  }
  /**
   * 获取某位好友待接收的在线文件消息。
   *
   * List the pending online-file messages of a friend.
   *
   * napcat
   */
  readonly get_online_file_msg: {
    readonly by: 'napcat'
    readonly params: {
      /** QQ 号 / QQ number */
      readonly user_id: IdInput
    }
    readonly result: unknown
  }
  /**
   * 接收在线文件。
   *
   * Accept an online file.
   *
   * napcat
   */
  readonly receive_online_file: {
    readonly by: 'napcat'
    readonly params: {
      /** QQ 号 / QQ number */
      readonly user_id: IdInput
      /** 消息 ID / message id */
      readonly msg_id: string
      /** 消息元素 ID / message element id */
      readonly element_id: string
    }
    readonly result: unknown
  }
  /**
   * 拒绝在线文件。
   *
   * Refuse an online file.
   *
   * napcat
   */
  readonly refuse_online_file: {
    readonly by: 'napcat'
    readonly params: {
      /** QQ 号 / QQ number */
      readonly user_id: IdInput
      /** 消息 ID / message id */
      readonly msg_id: string
      /** 消息元素 ID / message element id */
      readonly element_id: string
    }
    readonly result: unknown
  }
  /**
   * 取消在线文件的传输。
   *
   * Cancel the transfer of an online file.
   *
   * napcat
   */
  readonly cancel_online_file: {
    readonly by: 'napcat'
    readonly params: {
      /** QQ 号 / QQ number */
      readonly user_id: IdInput
      /** 消息 ID / message id */
      readonly msg_id: string
    }
    readonly result: unknown
  }
  /**
   * 发送闪传消息。
   *
   * Send a flash-transfer message.
   *
   * napcat
   */
  readonly send_flash_msg: {
    readonly by: 'napcat'
    readonly params: {
      /** 闪传文件集 ID / flash-transfer file set id */
      readonly fileset_id: string
      /** QQ 号 / QQ number */
      readonly user_id?: IdInput
      /** 群号 / group number */
      readonly group_id?: IdInput
    }
    readonly result: unknown
  }
  /**
   * 创建闪传任务。
   *
   * Create a flash-transfer task.
   *
   * napcat
   */
  readonly create_flash_task: {
    readonly by: 'napcat'
    readonly params: {
      /** 要发送的文件 / files to send */
      readonly files: string | readonly string[]
      /** 任务名称 / name of the task */
      readonly name?: string
      /** 缩略图路径 / thumbnail path */
      readonly thumb_path?: string
    }
    readonly result: unknown
  }
  /**
   * 上传文件为闪传文件集。
   *
   * Upload files as a flash-transfer file set.
   *
   * llbot
   */
  readonly upload_flash_file: {
    readonly by: 'llbot'
    readonly params: {
      /** 文件集标题 / title of the file set */
      readonly title?: string
      /** 文件路径或 URL / file paths or URLs */
      readonly paths: readonly string[]
    }
    readonly result: {
      /** 闪传文件集 ID / flash-transfer file set id */
      readonly file_set_id: string
      /** 分享链接 / share link */
      readonly share_link: string
      /** 过期时间，Unix 时间戳 / unix time of expiry */
      readonly expire_time: number
      /** 文件的下载信息 {name, size, url, expire} / downloads {name, size, url, expire} */
      readonly downloads?: readonly unknown[]
    }
  }
  /**
   * 重新分享闪传文件集。
   *
   * Share a flash-transfer file set again.
   *
   * llbot
   */
  readonly reshare_flash_file: {
    readonly by: 'llbot'
    readonly params: {
      /** 分享链接 / share link */
      readonly share_link?: string
      /** 闪传文件集 ID / flash-transfer file set id */
      readonly file_set_id?: string
    }
    readonly result: {
      /** 闪传文件集 ID / flash-transfer file set id */
      readonly file_set_id: string
      /** 分享链接 / share link */
      readonly share_link: string
      /** 过期时间，Unix 时间戳 / unix time of expiry */
      readonly expire_time: number
    }
  }
  /**
   * 下载闪传的文件集。
   *
   * Download a flash-transfer file set.
   *
   * llbot
   */
  readonly download_flash_file: {
    readonly by: 'llbot'
    readonly params: {
      /** 分享链接 / share link */
      readonly share_link?: string
      /** 闪传文件集 ID / flash-transfer file set id */
      readonly file_set_id?: string
    }
    readonly result: null
  }
  /**
   * 下载闪传的文件集。
   *
   * Download a flash-transfer file set.
   *
   * napcat
   */
  readonly download_fileset: {
    readonly by: 'napcat'
    readonly params: {
      /** 闪传文件集 ID / flash-transfer file set id */
      readonly fileset_id: string
    }
    readonly result: unknown
  }
  /**
   * 获取闪传文件集的信息。
   *
   * Get information about a flash-transfer file set.
   *
   * llbot
   */
  readonly get_flash_file_info: {
    readonly by: 'llbot'
    readonly params: {
      /** 分享链接 / share link */
      readonly share_link?: string
      /** 闪传文件集 ID / flash-transfer file set id */
      readonly file_set_id?: string
    }
    readonly result: {
      /** 闪传文件集 ID / flash-transfer file set id */
      readonly file_set_id: string
      /** 文件集标题 / title of the file set */
      readonly title: string
      /** 分享链接 / share link */
      readonly share_link: string
      /** 文件总大小，单位字节 / size of all files in bytes */
      readonly total_file_size: number
      /** 文件列表 / files */
      readonly files: readonly {
        /** 文件名 / file name */
        readonly name: string
        /** 文件大小，单位字节 / size in bytes */
        readonly size: number
      }[]
    }
  }
  /**
   * 获取闪传文件集中的文件列表。
   *
   * List the files of a flash-transfer file set.
   *
   * napcat
   */
  readonly get_flash_file_list: {
    readonly by: 'napcat'
    readonly params: {
      /** 闪传文件集 ID / flash-transfer file set id */
      readonly fileset_id: string
    }
    readonly result: unknown
  }
  /**
   * 获取一个闪传文件的 URL。
   *
   * Get the URL of one flash-transfer file.
   *
   * napcat
   */
  readonly get_flash_file_url: {
    readonly by: 'napcat'
    readonly params: {
      /** 闪传文件集 ID / flash-transfer file set id */
      readonly fileset_id: string
      /** 文件名 / file name */
      readonly file_name?: string
      /** 文件在文件集中的序号 / index of the file in the set */
      readonly file_index?: number
    }
    readonly result: unknown
  }
  /**
   * 获取闪传文件的下载 URL。
   *
   * Get the download URLs of a flash-transfer file set.
   *
   * llbot
   */
  readonly get_flash_file_download_urls: {
    readonly by: 'llbot'
    readonly params: {
      /** 分享链接 / share link */
      readonly share_link?: string
      /** 闪传文件集 ID / flash-transfer file set id */
      readonly file_set_id?: string
    }
    readonly result: {
      /** 闪传文件集 ID / flash-transfer file set id */
      readonly file_set_id: string
      /** 分享链接 / share link */
      readonly share_link: string
      /** 文件列表 / files */
      readonly files: readonly {
        /** 文件名 / file name */
        readonly name: string
        /** 文件大小，单位字节 / size in bytes */
        readonly size: number
        /** 下载 URL / download URL */
        readonly url: string
        /** 有效期 / how long the URL lives */
        readonly expire: number
      }[]
    }
  }
  /**
   * 由分享码得到闪传文件集的 ID。
   *
   * Resolve a share code to the id of a flash-transfer file set.
   *
   * napcat
   */
  readonly get_fileset_id: {
    readonly by: 'napcat'
    readonly params: {
      /** 分享码或分享链接 / share code or link */
      readonly share_code: string
    }
    readonly result: {
      /** 闪传文件集 ID / flash-transfer file set id */
      readonly fileset_id: string
    }
  }
  /**
   * 获取闪传文件集的信息。
   *
   * Get information about a flash-transfer file set.
   *
   * napcat
   */
  readonly get_fileset_info: {
    readonly by: 'napcat'
    readonly params: {
      /** 闪传文件集 ID / flash-transfer file set id */
      readonly fileset_id: string
    }
    readonly result: unknown
  }
  /**
   * 获取闪传文件集的分享链接。
   *
   * Get the share link of a flash-transfer file set.
   *
   * napcat
   */
  readonly get_share_link: {
    readonly by: 'napcat'
    readonly params: {
      /** 闪传文件集 ID / flash-transfer file set id */
      readonly fileset_id: string
    }
    readonly result: unknown
  }
  /**
   * 获取收藏表情的 URL 列表。
   *
   * List the URLs of custom faces.
   *
   * napcat, lagrange, llbot
   */
  readonly fetch_custom_face: {
    readonly by: 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /**
       * 获取的数量
       *
       * how many to get
       *
       * napcat
       *
       * @defaultValue 48
       */
      readonly count?: number | string
    }
    readonly result: readonly string[]
  }
  /**
   * 获取收藏表情的详细列表。
   *
   * List custom faces with their details.
   *
   * napcat
   */
  readonly fetch_custom_face_detail: {
    readonly by: 'napcat'
    readonly params: {
      /**
       * 获取的数量
       *
       * how many to get
       *
       * @defaultValue 48
       */
      readonly count?: number | string
    }
    readonly result: unknown
  }
  /**
   * 用文件添加收藏表情。
   *
   * Add a custom face from a file.
   *
   * napcat
   */
  readonly add_custom_face: {
    readonly by: 'napcat'
    readonly params: {
      /**
       * 文件：路径、file:// URI、http(s) URL 或 base64://
       *
       * file: path, file:// URI, http(s) URL or base64://
       */
      readonly file: string
      /** 表情 ID / emoji id */
      readonly emoji_id?: IdInput
      /** 表情包 ID / face package id */
      readonly package_id?: IdInput
      /** 文件名 / file name */
      readonly file_name?: string
      /** 文件大小，单位字节 / size in bytes */
      readonly file_size?: number | string
      /** 文件的 MD5 / MD5 of the file */
      readonly md5?: string
      /** 是否为商城表情 / is a market face */
      readonly is_mark_face?: boolean
      /** 是否保留原图 / keep the original image */
      readonly is_origin?: boolean
    }
    readonly result: unknown
  }
  /**
   * 修改收藏表情的描述。
   *
   * Change the description of a custom face.
   *
   * napcat
   */
  readonly set_custom_face_desc: {
    readonly by: 'napcat'
    readonly params: {
      /** 表情 ID / emoji id */
      readonly emoji_id: IdInput
      /** 资源 ID / resource id */
      readonly res_id: string
      /** 文件的 MD5 / MD5 of the file */
      readonly md5: string
      /** 表情描述 / description of the face */
      readonly desc: string
    }
    readonly result: unknown
  }
  /**
   * 删除收藏表情。
   *
   * Delete custom faces.
   *
   * napcat
   */
  readonly delete_custom_face: {
    readonly by: 'napcat'
    readonly params: {
      /** 资源 ID / resource id */
      readonly res_id?: string | readonly string[]
      /** 表情 ID / face id */
      readonly id?: string | readonly string[]
      /** 表情 ID 列表 / face ids */
      readonly ids?: readonly string[]
      /** 文件的 MD5 / MD5 of the file */
      readonly md5?: string | readonly string[]
    }
    readonly result: unknown
  }
  /**
   * 按关键词推荐表情。
   *
   * Recommend faces for a keyword.
   *
   * llbot
   */
  readonly get_recommend_face: {
    readonly by: 'llbot'
    readonly params: {
      /** 关键词 / keyword */
      readonly word: string
    }
    readonly result: {
      /** 表情 URL 列表 / URLs of faces */
      readonly url: readonly string[]
    }
  }
  /**
   * 获取商城表情的 key。
   *
   * Get the keys of market faces.
   *
   * lagrange
   */
  readonly fetch_mface_key: {
    readonly by: 'lagrange'
    readonly params: {
      /** 商城表情的 ID 列表 / ids of market faces */
      readonly emoji_ids: readonly string[]
    }
    readonly result: readonly string[]
  }
  /**
   * 生成推荐好友或群的 Ark 卡片。
   *
   * Build an ark card that shares a contact or a group.
   *
   * napcat
   */
  readonly send_ark_share: {
    readonly by: 'napcat'
    readonly params: {
      /** QQ 号 / QQ number */
      readonly user_id?: IdInput
      /** 群号 / group number */
      readonly group_id?: IdInput
      /**
       * 手机号
       *
       * phone number
       *
       * @defaultValue ''
       */
      readonly phone_number?: string
    }
    readonly result: {
      /** 结果代码 / result code */
      readonly errCode: number
      /** 错误信息 / error text */
      readonly errMsg: string
      /** Ark 卡片的 JSON / the card as JSON */
      readonly arkJson: string
    }
  }
  /**
   * 生成推荐好友或群的 Ark 卡片，是 send_ark_share 已弃用的旧名。
   *
   * Build an ark card that shares a contact or a group; the deprecated name of send_ark_share.
   *
   * napcat
   */
  readonly ArkSharePeer: {
    readonly by: 'napcat'
    readonly params: {
      /** QQ 号 / QQ number */
      readonly user_id?: IdInput
      /** 群号 / group number */
      readonly group_id?: IdInput
      /**
       * 手机号
       *
       * phone number
       *
       * @defaultValue ''
       */
      readonly phone_number?: string
    }
    readonly result: {
      /** 结果代码 / result code */
      readonly errCode: number
      /** 错误信息 / error text */
      readonly errMsg: string
      /** Ark 卡片的 JSON / the card as JSON */
      readonly arkJson: string
    }
  }
  /**
   * 生成推荐群的 Ark 卡片，返回 Ark JSON 文本。
   *
   * Build an ark card that shares a group; returns the ark as JSON text.
   *
   * napcat
   */
  readonly send_group_ark_share: {
    readonly by: 'napcat'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
    }
    readonly result: string
  }
  /**
   * 生成推荐群的 Ark 卡片，是 send_group_ark_share 已弃用的旧名。
   *
   * Build an ark card that shares a group; the deprecated name of send_group_ark_share.
   *
   * napcat
   */
  readonly ArkShareGroup: {
    readonly by: 'napcat'
    readonly params: {
      /** 群号 / group number */
      readonly group_id: IdInput
    }
    readonly result: string
  }
  /**
   * 生成小程序 Ark 卡片。
   *
   * Build the ark card of a mini-program.
   *
   * napcat
   */
  readonly get_mini_app_ark: {
    readonly by: 'napcat'
    readonly params: {
      /** 模板：bili 或 weibo / template: bili or weibo */
      readonly type?: 'bili' | 'weibo'
      /** 卡片标题 / title */
      readonly title: string
      /** 卡片描述 / description */
      readonly desc: string
      /** 图片 URL / picture URL */
      readonly picUrl: string
      /** 点击后跳转的 URL / URL that a click opens */
      readonly jumpUrl: string
      /** 网页 URL / web URL */
      readonly webUrl?: string
      /** 是否返回原始 Ark 数据 / return raw ark data */
      readonly rawArkData?: string
      /** 图标 URL / icon URL */
      readonly iconUrl?: string
      /** 小程序 App ID / mini-program app id */
      readonly appId?: string
      /** 场景 ID / scene id */
      readonly scene?: string
      /** 模板类型 / template type */
      readonly templateType?: string
      /** 业务类型 / business type */
      readonly businessType?: string
      /** 版本类型 / version type */
      readonly verType?: string
      /** 分享类型 / share type */
      readonly shareType?: string
      /** 版本 ID / version id */
      readonly versionId?: string
      /** SDK ID 号 / SDK id */
      readonly sdkId?: string
      /** 是否附带分享票据 / attach share ticket */
      readonly withShareTicket?: string
    }
    readonly result: {
      /** Ark 对象 / ark object */
      readonly data: unknown
    }
  }
  /**
   * 生成带签名的音乐 Ark 卡片，返回 Ark JSON 文本。
   *
   * Build a signed ark card for music; returns the ark as JSON text.
   *
   * lagrange
   */
  readonly get_music_ark: {
    readonly by: 'lagrange'
    readonly params: {
      /** 歌曲标题 / title of the song */
      readonly title?: string
      /** 卡片描述 / description */
      readonly desc?: string
      /** 点击后跳转的 URL / URL that a click opens */
      readonly jumpUrl?: string
      /** 音频 URL / audio URL */
      readonly musicUrl?: string
      /** 来源图标 URL / source icon URL */
      readonly source_icon?: string
      /** 标签文字 / tag text */
      readonly tag?: string
      /** 预览图 URL / preview image URL */
      readonly preview?: string
      /** 来源消息 ID / source message id */
      readonly sourceMsgId?: string
    }
    readonly result: string
  }
  /**
   * 获取 AI 语音角色列表。
   *
   * List the AI voice characters.
   *
   * napcat, lagrange, llbot
   */
  readonly get_ai_characters: {
    readonly by: 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /**
       * 群号
       *
       * group number
       *
       * 必填于 napcat
       *
       * required by napcat
       *
       * @defaultValue 42
       */
      readonly group_id?: IdInput
      /**
       * 1 为语音，2 为唱歌
       *
       * 1 to speak, 2 to sing
       *
       * @defaultValue 1
       */
      readonly chat_type?: number | string
    }
    readonly result: readonly {
      /** 分类 / category */
      readonly type: string
      /** 角色列表 / characters */
      readonly characters: readonly {
        /** 角色 ID / character id */
        readonly character_id: string
        /** 角色名称 / name of the character */
        readonly character_name: string
        /** 试听 URL / URL of a sample */
        readonly preview_url: string
      }[]
    }[]
  }
  /**
   * 合成 AI 语音，返回其 URL。
   *
   * Speak a text with an AI voice and return its URL.
   *
   * napcat, lagrange
   */
  readonly get_ai_record: {
    readonly by: 'napcat' | 'lagrange'
    readonly params: {
      /** AI 语音角色 ID / id of the AI voice character */
      readonly character: string
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 要朗读的文字 / text to speak */
      readonly text: string
      /**
       * 1 为语音，2 为唱歌
       *
       * 1 to speak, 2 to sing
       *
       * lagrange
       *
       * @defaultValue 1
       */
      readonly chat_type?: number
    }
    readonly result: string
  }
  /**
   * 在群里发送 AI 语音。
   *
   * Speak a text with an AI voice in a group.
   *
   * napcat, lagrange, llbot
   */
  readonly send_group_ai_record: {
    readonly by: 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /** AI 语音角色 ID / id of the AI voice character */
      readonly character: string
      /** 群号 / group number */
      readonly group_id: IdInput
      /** 要朗读的文字 / text to speak */
      readonly text: string
      /**
       * 1 为语音，2 为唱歌
       *
       * 1 to speak, 2 to sing
       *
       * lagrange, llbot
       *
       * @defaultValue 1
       */
      readonly chat_type?: number | string
    }
    readonly result: {
      /** 消息 ID（Lagrange 恒为 0） / message id, always 0 from Lagrange */
      readonly message_id: Id
    }
  }
  /**
   * 获取机器人的频道资料。
   *
   * Get the bot's own guild profile.
   *
   * go-cqhttp, napcat
   */
  readonly get_guild_service_profile: {
    readonly by: 'go-cqhttp' | 'napcat'
    readonly params: {}
    readonly result: {
      /** 昵称 / nickname */
      readonly nickname: string
      /** 频道用户 ID（tiny_id） / tiny id */
      readonly tiny_id: string
      /** 头像 URL / avatar URL */
      readonly avatar_url: string
    }
    readonly variants: {
      readonly napcat: null
    }
  }
  /**
   * 获取频道列表。
   *
   * List the guilds of the bot.
   *
   * go-cqhttp, napcat, llbot
   */
  readonly get_guild_list: {
    readonly by: 'go-cqhttp' | 'napcat' | 'llbot'
    readonly params: {}
    readonly result: readonly {
      /** 频道 ID / guild id */
      readonly guild_id: string
      /** 频道名称 / name of the guild */
      readonly guild_name: string
      /**
       * 频道的显示 ID（文档写作 int64，代码为字符串）
       *
       * id to show; documented as int64, emitted as a string
       */
      readonly guild_display_id: string
    }[]
    readonly variants: {
      readonly napcat: null
      readonly llbot: null
    }
  }
  /**
   * 以访客身份获取频道资料。
   *
   * Get what a guest may know about a guild.
   *
   * go-cqhttp
   */
  readonly get_guild_meta_by_guest: {
    readonly by: 'go-cqhttp'
    readonly params: {
      /** 频道 ID / guild id */
      readonly guild_id: IdInput
    }
    readonly result: {
      /** 频道 ID / guild id */
      readonly guild_id: string
      /** 频道名称 / name of the guild */
      readonly guild_name: string
      /** 频道简介 / description of the guild */
      readonly guild_profile: string
      /** 创建时间，Unix 时间戳 / unix time of creation */
      readonly create_time: number
      /** 成员数上限 / most members that it can have */
      readonly max_member_count: number
      /** 机器人数上限 / most bots that it can have */
      readonly max_robot_count: number
      /** 管理员数上限 / most admins that it can have */
      readonly max_admin_count: number
      /** 成员数 / number of members */
      readonly member_count: number
      /** 频道主的频道用户 ID（tiny_id） / tiny id of the owner */
      readonly owner_id: string
    }
  }
  /**
   * 获取子频道列表。
   *
   * List the channels of a guild.
   *
   * go-cqhttp
   */
  readonly get_guild_channel_list: {
    readonly by: 'go-cqhttp'
    readonly params: {
      /** 频道 ID / guild id */
      readonly guild_id: IdInput
      /** 是否跳过缓存 / bypass the cache */
      readonly no_cache?: boolean
    }
    readonly result: readonly {
      /** 频道 ID / guild id */
      readonly owner_guild_id: string
      /** 子频道 ID / channel id */
      readonly channel_id: string
      /** 子频道类型：1 文字，2 语音，5 直播，7 话题 / 1 text, 2 voice, 5 live, 7 topic */
      readonly channel_type: number
      /** 子频道名称 / name of the channel */
      readonly channel_name: string
      /** 创建时间，Unix 时间戳 / unix time of creation */
      readonly create_time: number
      /** 创建者的频道用户 ID（tiny_id） / tiny id of the creator */
      readonly creator_tiny_id: string
      /** 发言权限类型 / who may talk */
      readonly talk_permission: number
      /** 可见范围类型 / who may see it */
      readonly visible_type: number
      /** 当前慢速模式的 key / key of the slow mode in use */
      readonly current_slow_mode: number
      /** 可用的慢速模式 / slow modes that can be used */
      readonly slow_modes: readonly {
        /** 慢速模式的 key / key of the slow mode */
        readonly slow_mode_key: number
        /** 慢速模式的说明 / text of the slow mode */
        readonly slow_mode_text: string
        /** 每个周期可发言的次数 / messages allowed in each period */
        readonly speak_frequency: number
        /** 周期，单位秒 / length of the period in seconds */
        readonly slow_mode_circle: number
      }[]
    }[]
  }
  /**
   * 分页获取频道成员列表。
   *
   * List the members of a guild, page by page.
   *
   * go-cqhttp
   */
  readonly get_guild_member_list: {
    readonly by: 'go-cqhttp'
    readonly params: {
      /** 频道 ID / guild id */
      readonly guild_id: IdInput
      /** 翻页 Token，空为第一页 / token of the page; empty for the first one */
      readonly next_token?: string
    }
    readonly result: {
      /** 成员列表 / the members */
      readonly members: readonly {
        /** 频道用户 ID（tiny_id） / tiny id */
        readonly tiny_id: string
        /** 成员头衔 / title of the member */
        readonly title: string
        /** 昵称 / nickname */
        readonly nickname: string
        /** 身份组 ID / role id */
        readonly role_id: string
        /** 身份组名称 / role name */
        readonly role_name: string
      }[]
      /** 是否为最后一页 / is the last page */
      readonly finished: boolean
      /** 下一页的 Token / token of the next page */
      readonly next_token: string | null
    }
  }
  /**
   * 获取一位频道成员的资料。
   *
   * Get one member of a guild.
   *
   * go-cqhttp
   */
  readonly get_guild_member_profile: {
    readonly by: 'go-cqhttp'
    readonly params: {
      /** 频道 ID / guild id */
      readonly guild_id: IdInput
      /** QQ 号 / QQ number */
      readonly user_id: IdInput
    }
    readonly result: {
      /** 频道用户 ID（tiny_id） / tiny id */
      readonly tiny_id: string
      /** 昵称 / nickname */
      readonly nickname: string
      /** 头像 URL / avatar URL */
      readonly avatar_url: string
      /** 加入时间，Unix 时间戳 / unix time of joining */
      readonly join_time: number
      /** 身份组 {role_id, role_name} / roles {role_id, role_name} */
      readonly roles: readonly unknown[]
    }
  }
  /**
   * 发送频道消息。
   *
   * Send a message to a channel of a guild.
   *
   * go-cqhttp
   */
  readonly send_guild_channel_msg: {
    readonly by: 'go-cqhttp'
    readonly params: {
      /** 频道 ID / guild id */
      readonly guild_id: IdInput
      /** 子频道 ID / channel id */
      readonly channel_id: IdInput
      /** 消息内容 / content */
      readonly message: Sendable
      /** 是否作为纯文本发送（不解析 CQ 码） / send a string as plain text, without reading CQ codes */
      readonly auto_escape?: boolean
    }
    readonly result: {
      /** 消息 ID / message id */
      readonly message_id: string
    }
  }
  /**
   * 获取一条频道消息。
   *
   * Get one message of a guild.
   *
   * go-cqhttp
   */
  readonly get_guild_msg: {
    readonly by: 'go-cqhttp'
    readonly params: {
      /** 消息 ID / message id */
      readonly message_id: IdInput
      /** 是否跳过缓存 / bypass the cache */
      readonly no_cache?: boolean
    }
    readonly result: {
      /** 消息 ID / message id */
      readonly message_id: string
      /** 消息来源：channel 或 direct / where it came from: channel or direct */
      readonly message_source: string
      /** 消息序号 / message sequence */
      readonly message_seq: number
      /** 频道 ID / guild id */
      readonly guild_id: string
      /** 子频道 ID / channel id */
      readonly channel_id: string
      /** 发送时间，Unix 时间戳 / unix time of sending */
      readonly time: number
      /** 发送者 {user_id, tiny_id, nickname} / sender {user_id, tiny_id, nickname} */
      readonly sender: JsonObject
      /** 消息内容 / content */
      readonly message: MessageData
      /** 表情回应 / reactions */
      readonly reactions: readonly unknown[]
    }
  }
  /**
   * 获取话题子频道的帖子列表。
   *
   * List the posts of a topic channel.
   *
   * go-cqhttp
   */
  readonly get_topic_channel_feeds: {
    readonly by: 'go-cqhttp'
    readonly params: {
      /** 频道 ID / guild id */
      readonly guild_id: IdInput
      /** 子频道 ID / channel id */
      readonly channel_id: IdInput
    }
    readonly result: readonly {
      /** 帖子 ID / id of the post */
      readonly id: string
      /** 子频道 ID / channel id */
      readonly channel_id: string
      /** 频道 ID / guild id */
      readonly guild_id: string
      /** 创建时间，Unix 时间戳 / unix time of creation */
      readonly create_time: number
      /** 帖子标题 / title of the post */
      readonly title: string
      /** 副标题 / subtitle */
      readonly sub_title: string
      /** 发帖者 {tiny_id, nickname, icon_url} / who posted it {tiny_id, nickname, icon_url} */
      readonly poster_info: JsonObject
      readonly resource: {
        /**
         * 图片 {file_id, pattern_id, url, width, height}
         *
         * images {file_id, pattern_id, url, width, height}
         */
        readonly images: readonly unknown[]
        /**
         * 视频 {file_id, pattern_id, url, width, height}
         *
         * videos {file_id, pattern_id, url, width, height}
         */
        readonly videos: readonly unknown[]
      }
      /** 帖子内容的消息段 / segments of the post */
      readonly contents: readonly unknown[]
    }[]
  }
  /**
   * 获取频道身份组列表。
   *
   * List the roles of a guild.
   *
   * go-cqhttp
   */
  readonly get_guild_roles: {
    readonly by: 'go-cqhttp'
    readonly params: {
      /** 频道 ID / guild id */
      readonly guild_id: IdInput
    }
    readonly result: readonly {
      /** 身份组 ID / role id */
      readonly role_id: string
      /** 身份组名称 / name of the role */
      readonly role_name: string
      /** ARGB 颜色值 / color as ARGB */
      readonly argb_color: number
      /** 是否单独展示 / shown separately */
      readonly independent: boolean
      /** 成员数 / number of members */
      readonly member_count: number
      /** 人数上限 / most members that it can have */
      readonly max_count: number
      /** 机器人是否拥有该身份组 / the bot has it */
      readonly owned: boolean
      /** 是否已停用 / is disabled */
      readonly disabled: boolean
    }[]
  }
  /**
   * 创建频道身份组。
   *
   * Create a role in a guild.
   *
   * go-cqhttp
   */
  readonly create_guild_role: {
    readonly by: 'go-cqhttp'
    readonly params: {
      /** 频道 ID / guild id */
      readonly guild_id: IdInput
      /** 身份组名称 / role name */
      readonly name: string
      /** ARGB 颜色值 / color as ARGB */
      readonly color?: number
      /** 是否单独展示 / shown separately */
      readonly independent?: boolean
      /** 初始成员的频道用户 ID（tiny_id） / tiny ids of the first members */
      readonly initial_users?: readonly IdInput[]
    }
    readonly result: {
      /** 身份组 ID / role id */
      readonly role_id: string
    }
  }
  /**
   * 修改频道身份组。
   *
   * Change a role of a guild.
   *
   * go-cqhttp
   */
  readonly update_guild_role: {
    readonly by: 'go-cqhttp'
    readonly params: {
      /** 频道 ID / guild id */
      readonly guild_id: IdInput
      /** 身份组 ID / role id */
      readonly role_id: IdInput
      /** 身份组名称 / role name */
      readonly name?: string
      /** ARGB 颜色值 / color as ARGB */
      readonly color?: number
      /**
       * 是否单独展示（字段名的拼写如此，须照写）
       *
       * shown separately; the key is misspelt by go-cqhttp and must be so
       */
      readonly indepedent?: boolean
    }
    readonly result: null
  }
  /**
   * 删除频道身份组。
   *
   * Delete a role of a guild.
   *
   * go-cqhttp
   */
  readonly delete_guild_role: {
    readonly by: 'go-cqhttp'
    readonly params: {
      /** 频道 ID / guild id */
      readonly guild_id: IdInput
      /** 身份组 ID / role id */
      readonly role_id: IdInput
    }
    readonly result: null
  }
  /**
   * 为频道成员添加或移除身份组。
   *
   * Give a role of a guild to members, or take it from them.
   *
   * go-cqhttp
   */
  readonly set_guild_member_role: {
    readonly by: 'go-cqhttp'
    readonly params: {
      /** 频道 ID / guild id */
      readonly guild_id: IdInput
      /** true 为添加，false 为取消 / true adds, false takes back */
      readonly set: boolean
      /** 身份组 ID / role id */
      readonly role_id: IdInput
      /** 成员的频道用户 ID（tiny_id）列表 / tiny ids of the members */
      readonly users: readonly IdInput[]
    }
    readonly result: null
  }
  /**
   * 获取当前登录的账号。
   *
   * Get the account that is logged in.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly get_login_info: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
    readonly params: {}
    readonly result: {
      /** 机器人 QQ 号 / QQ number of the bot */
      readonly user_id: Id
      /** 机器人昵称 / nickname of the bot */
      readonly nickname: string
    }
  }
  /**
   * 设置机器人的资料。
   *
   * Set the profile of the bot.
   *
   * go-cqhttp, napcat, llbot
   */
  readonly set_qq_profile: {
    readonly by: 'go-cqhttp' | 'napcat' | 'llbot'
    readonly params: {
      /**
       * 昵称
       *
       * nickname
       *
       * 必填于 napcat
       *
       * required by napcat
       */
      readonly nickname?: string
      /** 公司 / company (go-cqhttp) */
      readonly company?: string
      /** 邮箱 / email (go-cqhttp) */
      readonly email?: string
      /** 学校 / college (go-cqhttp) */
      readonly college?: string
      /** 个性签名 / signature */
      readonly personal_note?: string
      /** 性别代码 / code of the sex (napcat) */
      readonly sex?: number | string
    }
    readonly result: null
    readonly variants: {
      readonly napcat: {
        /** 结果代码 / result code */
        readonly result: number
        /** 错误信息 / error text */
        readonly errMsg: string
      }
    }
  }
  /**
   * 设置机器人的头像。
   *
   * Set the avatar of the bot.
   *
   * napcat, lagrange, llbot
   */
  readonly set_qq_avatar: {
    readonly by: 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /**
       * 文件：路径、file:// URI、http(s) URL 或 base64://
       *
       * file: path, file:// URI, http(s) URL or base64://
       */
      readonly file: string
    }
    readonly result: null
  }
  /**
   * 设置机器人的个性签名。
   *
   * Set the signature of the bot.
   *
   * napcat
   */
  readonly set_self_longnick: {
    readonly by: 'napcat'
    readonly params: {
      /** 个性签名的内容 / the signature */
      readonly longNick: string
    }
    readonly result: {
      /** 结果代码 / result code */
      readonly result: number
      /** 错误信息 / error text */
      readonly errMsg: string
    }
  }
  /**
   * 设置在线状态。
   *
   * Set the online status.
   *
   * napcat, llbot
   */
  readonly set_online_status: {
    readonly by: 'napcat' | 'llbot'
    readonly params: {
      /** 在线状态代码 / online status code */
      readonly status: number | string
      /** 扩展在线状态代码 / code of the extended online status */
      readonly ext_status: number | string
      /** 电量百分比 / battery percentage */
      readonly battery_status: number | string
    }
    readonly result: null
  }
  /**
   * 设置自定义在线状态。
   *
   * Set a custom online status.
   *
   * napcat
   */
  readonly set_diy_online_status: {
    readonly by: 'napcat'
    readonly params: {
      /** 状态图标 ID / status icon id */
      readonly face_id: IdInput
      /**
       * 状态图标类型
       *
       * status icon type
       *
       * @defaultValue '1'
       */
      readonly face_type?: number | string
      /**
       * 状态文字
       *
       * status text
       *
       * @defaultValue ' '
       */
      readonly wording?: string
    }
    readonly result: string
  }
  /**
   * 获取可用的在线机型。
   *
   * List the variants in which a device model can be shown.
   *
   * go-cqhttp, napcat
   */
  readonly _get_model_show: {
    readonly by: 'go-cqhttp' | 'napcat'
    readonly params: {
      /**
       * 机型名称
       *
       * device model
       *
       * 必填于 go-cqhttp
       *
       * required by go-cqhttp
       */
      readonly model?: string
    }
    readonly result: {
      /** 可选的机型显示 / variants */
      readonly variants: readonly {
        /** 显示的机型 / model to show */
        readonly model_show: string
        /** 是否需要付费 / must be paid for */
        readonly need_pay: boolean
      }[]
    }
    readonly variants: {
      readonly napcat: readonly {
        /** 机型显示 / variant */
        readonly variants: {
          /** 显示的机型 / model to show */
          readonly model_show: string
          /** 是否需要付费 / must be paid for */
          readonly need_pay: boolean
        }
      }[]
    }
  }
  /**
   * 设置在线机型。
   *
   * Set the device model that is shown as online.
   *
   * go-cqhttp, napcat
   */
  readonly _set_model_show: {
    readonly by: 'go-cqhttp' | 'napcat'
    readonly params: {
      /**
       * 机型名称
       *
       * device model
       *
       * 必填于 go-cqhttp
       *
       * required by go-cqhttp
       *
       * go-cqhttp
       */
      readonly model?: string
      /**
       * 显示的机型
       *
       * device model to show
       *
       * 必填于 go-cqhttp
       *
       * required by go-cqhttp
       *
       * go-cqhttp
       */
      readonly model_show?: string
    }
    readonly result: null
  }
  /**
   * 获取 VIP 信息；go-cqhttp 的文档有此动作，现有代码中没有。
   *
   * Get VIP information; documented by go-cqhttp, absent from its current code.
   *
   * go-cqhttp
   */
  readonly _get_vip_info: {
    readonly by: 'go-cqhttp'
    readonly params: {
      /** QQ 号 / QQ number */
      readonly user_id: IdInput
    }
    readonly result: {
      /** QQ 号 / QQ number */
      readonly user_id: Id
      /** 昵称 / nickname */
      readonly nickname: string
      /** QQ 等级 / QQ level */
      readonly level: number
      /** 等级加速度 / speed of the level */
      readonly level_speed: number
      /** 会员等级 / VIP level */
      readonly vip_level: string
      /** 会员成长速度 / growth speed of the VIP level */
      readonly vip_growth_speed: number
      /** 会员成长总值 / total growth of the VIP level */
      readonly vip_growth_total: number
    }
  }
  /**
   * 获取企点账号信息。
   *
   * Get information about the enterprise (Qidian) account.
   *
   * go-cqhttp
   */
  readonly qidian_get_account_info: {
    readonly by: 'go-cqhttp'
    readonly params: {}
    readonly result: {
      /** 父账号 ID / parent account */
      readonly master_id: Id
      /** 名称 / name */
      readonly ext_name: string
      /** 创建时间，Unix 时间戳 / unix time of creation */
      readonly create_time: number
    }
  }
  /**
   * 获取某个域名的 Cookies。
   *
   * Get the cookies of a domain.
   *
   * onebot11-public, napcat, lagrange, llbot
   */
  readonly get_cookies: {
    readonly by: 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /**
       * 域名
       *
       * domain
       *
       * @defaultValue ''
       */
      readonly domain?: string
    }
    readonly result: {
      /** Cookies 字符串 / value of the cookie header */
      readonly cookies: string
      /** CSRF Token，为字符串 / CSRF token, as a string (napcat, llbot) */
      readonly bkn?: string
    }
  }
  /**
   * 获取 CSRF Token。
   *
   * Get the CSRF token.
   *
   * onebot11-public, napcat, lagrange, llbot
   */
  readonly get_csrf_token: {
    readonly by: 'napcat' | 'lagrange' | 'llbot'
    readonly params: {}
    readonly result: {
      /** CSRF Token 的值 / CSRF token */
      readonly token: number
    }
  }
  /**
   * 一次获取 Cookies 和 CSRF Token。
   *
   * Get cookies and CSRF token in one call.
   *
   * onebot11-public, napcat, lagrange, llbot
   */
  readonly get_credentials: {
    readonly by: 'napcat' | 'lagrange' | 'llbot'
    readonly params: {
      /**
       * 域名
       *
       * domain
       *
       * @defaultValue ''
       */
      readonly domain?: string
    }
    readonly result: {
      /** Cookies 字符串 / value of the cookie header */
      readonly cookies: string
      /** CSRF Token 的值 / CSRF token */
      readonly csrf_token: number
    }
    readonly variants: {
      readonly napcat: {
        /** Cookies 字符串 / value of the cookie header */
        readonly cookies: string
        /** CSRF Token（标准的字段是 csrf_token） / CSRF token (in the standard: csrf_token) */
        readonly token: number
      }
    }
  }
  /**
   * 获取 clientkey。
   *
   * Get the client key.
   *
   * napcat
   */
  readonly get_clientkey: {
    readonly by: 'napcat'
    readonly params: {}
    readonly result: {
      /** 客户端密钥 / client key */
      readonly clientkey?: string
    }
  }
  /**
   * 获取访问媒体文件所用的 rkey。
   *
   * Get the keys that media URLs need.
   *
   * napcat, lagrange, llbot
   */
  readonly get_rkey: {
    readonly by: 'napcat' | 'lagrange' | 'llbot'
    readonly params: {}
    readonly result: {
      /** rkey 列表 / the keys */
      readonly rkeys: readonly {
        /** 用于私聊（private）还是群聊（group） / private or group */
        readonly type: string
        /** 访问密钥（rkey） / the key */
        readonly rkey: string
        /** 创建时间，Unix 时间戳 / unix time of creation */
        readonly created_at: number
        /** 有效期，单位秒 / lifetime in seconds */
        readonly ttl: number
      }[]
    }
    readonly variants: {
      readonly napcat: readonly {
        /** 用于私聊（private）还是群聊（group） / private or group */
        readonly type: string
        /** 访问密钥（rkey） / the key */
        readonly rkey: string
        /** 创建时间，Unix 时间戳 / unix time of creation */
        readonly created_at: number
        /** 有效期，单位秒 / lifetime in seconds */
        readonly ttl: number
      }[]
      readonly llbot: {
        /** 私聊的 rkey / key for private chats */
        readonly private_key: string
        /** 群聊的 rkey / key for groups */
        readonly group_key: string
        /** 过期时间，Unix 时间戳 / unix time of expiry */
        readonly expired_time: number
        /** 更新时间，本地时间文本 / local time of the update, as text */
        readonly updated_time: string
      }
    }
  }
  /**
   * 获取访问媒体文件所用的 rkey。
   *
   * Get the keys that media URLs need.
   *
   * napcat
   */
  readonly nc_get_rkey: {
    readonly by: 'napcat'
    readonly params: {}
    readonly result: readonly unknown[]
  }
  /**
   * 获取 rkey 服务的信息。
   *
   * Get what the rkey server knows.
   *
   * napcat
   */
  readonly get_rkey_server: {
    readonly by: 'napcat'
    readonly params: {}
    readonly result: {
      /** 私聊的 rkey / key for private chats */
      readonly private_rkey?: string
      /** 群聊的 rkey / key for groups */
      readonly group_rkey?: string
      /** 过期时间 / time of expiry */
      readonly expired_time?: number
      /** 名称 / name */
      readonly name: string
    }
  }
  /**
   * 获取收藏列表。
   *
   * List favourites.
   *
   * napcat
   */
  readonly get_collection_list: {
    readonly by: 'napcat'
    readonly params: {
      /** 收藏分类 ID / favourite category id */
      readonly category: string
      /**
       * 获取的数量
       *
       * how many to get
       *
       * @defaultValue '50'
       */
      readonly count?: string
    }
    readonly result: {
      /** 结果代码 / result code */
      readonly result: number
      /** 错误信息 / error text */
      readonly errMsg: string
      /** 收藏列表 / what was collected */
      readonly collectionSearchList: {
        /** 收藏的条目 / the items */
        readonly collectionItemList: readonly unknown[]
        /** 后面还有 / more follows */
        readonly hasMore: boolean
        /** 最后一条的时间 / time of the last one */
        readonly bottomTimeStamp: string
      }
    }
  }
  /**
   * 创建收藏。
   *
   * Create a favourite.
   *
   * napcat
   */
  readonly create_collection: {
    readonly by: 'napcat'
    readonly params: {
      /** 原始内容 / raw content */
      readonly rawData: string
      /** 简短描述 / short description */
      readonly brief: string
    }
    readonly result: {
      /** 结果代码 / result code */
      readonly result: number
      /** 错误信息 / error text */
      readonly errMsg: string
    }
  }
  /**
   * 发表空间说说。
   *
   * Publish a Qzone post.
   *
   * napcat
   */
  readonly send_qzone_msg: {
    readonly by: 'napcat'
    readonly params: {
      /** 说说内容 / text of the post */
      readonly content: string
      /** 图片列表 / images */
      readonly images?: readonly string[]
      /**
       * 可见范围：1 所有人，4 好友，16 部分好友，64 仅自己，128 部分好友不可见
       *
       * visibility: 1 all, 4 friends, 16 some friends, 64 self, 128 all but some
       *
       * @defaultValue 1
       */
      readonly ugc_right?: number | string
      /** 可见范围所指的 QQ 号列表 / QQ numbers that the visibility is about */
      readonly target_uins?: readonly IdInput[]
    }
    readonly result: {
      /** 说说 ID / id of the post */
      readonly tid: string
    }
  }
  /**
   * 删除空间说说。
   *
   * Delete a Qzone post.
   *
   * napcat
   */
  readonly delete_qzone_msg: {
    readonly by: 'napcat'
    readonly params: {
      /** 说说 ID / id of the post */
      readonly tid: string
    }
    readonly result: null
  }
  /**
   * 获取运行状态，各协议端可能另加字段。
   *
   * Get the running status; implementations may add fields.
   *
   * onebot11-public, go-cqhttp, napcat, lagrange, llbot
   */
  readonly get_status: {
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
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
    readonly by: 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'
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
   * 获取支持的动作列表。
   *
   * List the names of the supported actions.
   *
   * go-cqhttp
   */
  readonly get_supported_actions: {
    readonly by: 'go-cqhttp'
    readonly params: {}
    readonly result: readonly string[]
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
    readonly by: 'napcat' | 'lagrange' | 'llbot' | 'perpetua' | 'rookery'
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
   * 退出机器人进程。
   *
   * End the process of the bot.
   *
   * 进程在响应之前就已结束。
   *
   * The process ends before it can answer.
   *
   * napcat
   */
  readonly bot_exit: {
    readonly by: 'napcat'
    readonly params: {}
    readonly result: null
  }
  /**
   * 清理缓存文件。
   *
   * Delete cached files.
   *
   * onebot11-public, napcat, llbot
   */
  readonly clean_cache: {
    readonly by: 'napcat' | 'llbot'
    readonly params: {}
    readonly result: null
  }
  /**
   * 获取 LLBot 的配置。
   *
   * Get the configuration of LLBot.
   *
   * llbot
   */
  readonly get_config: {
    readonly by: 'llbot'
    readonly params: {}
    readonly result: JsonObject
  }
  /**
   * 替换 LLBot 的配置。
   *
   * Replace the configuration of LLBot.
   *
   * llbot
   */
  readonly set_config: {
    readonly by: 'llbot'
    readonly params: {
      /** Milky 的设置 / Milky settings */
      readonly milky?: unknown
      /** Satori 的设置 / Satori settings */
      readonly satori?: unknown
      /** OneBot 11 的设置 / OneBot 11 settings */
      readonly ob11?: unknown
      /** WebUI 的设置 / WebUI settings */
      readonly webui?: unknown
      /** 是否仅监听本机 / listen on localhost only */
      readonly onlyLocalhost?: boolean
      /** 是否将本地文件转为 URL 或 Base64 返回 / return local files as URL or base64 */
      readonly enableLocalFile2Url?: boolean
      /** 是否启用日志 / write logs */
      readonly log?: boolean
      /** 是否自动删除收到的文件 / delete received files automatically */
      readonly autoDeleteFile?: boolean
      /** 多少秒后自动删除 / seconds before files are deleted */
      readonly autoDeleteFileSecond?: number
      /** ffmpeg 的路径 / path of ffmpeg */
      readonly ffmpeg?: string
      /** 音乐卡片的签名服务 URL / URL of the service that signs music cards */
      readonly musicSignUrl?: string
      /** 消息缓存的有效期 / lifetime of the message cache */
      readonly msgCacheExpire?: number
    }
    readonly result: null
  }
  /**
   * 重载事件过滤器文件。
   *
   * Load an event filter file again.
   *
   * go-cqhttp
   */
  readonly reload_event_filter: {
    readonly by: 'go-cqhttp'
    readonly params: {
      /**
       * 文件：路径、file:// URI、http(s) URL 或 base64://
       *
       * file: path, file:// URI, http(s) URL or base64://
       */
      readonly file?: string
    }
    readonly result: null
  }
  /**
   * 通过 HTTP 长轮询获取事件（LLBot）。
   *
   * Long-poll events over HTTP (LLBot).
   *
   * 仅限 HTTP (long poll)
   *
   * only over HTTP (long poll)
   *
   * llbot
   */
  readonly get_event: {
    readonly by: 'llbot'
    readonly params: {
      /** 客户端标识，每个标识有自己的事件队列 / key of the client; each key has a queue of its own */
      readonly key?: string
      /** 最长等待时间 / how long to wait */
      readonly timeout?: number | string
    }
    readonly result: readonly JsonObject[]
  }
  /**
   * 通过 HTTP 长轮询获取事件（go-cqhttp，需启用长轮询）。
   *
   * Long-poll events over HTTP (go-cqhttp, where long-polling is enabled).
   *
   * 仅限 HTTP
   *
   * only over HTTP
   *
   * go-cqhttp
   */
  readonly get_updates: {
    readonly by: 'go-cqhttp'
    readonly params: {
      /** 最多返回的事件数 / most events to return */
      readonly limit?: number
      /** 最长等待的秒数，0 表示一直等待 / how long to wait, in seconds; 0 waits forever */
      readonly timeout?: number
    }
    readonly result: readonly JsonObject[]
  }
  /**
   * 对事件执行快速操作，供 SDK 和框架在 WebSocket 上使用。
   *
   * Run a quick operation for an event; made for SDKs and frameworks on WebSocket.
   *
   * onebot11-hidden, go-cqhttp, napcat, llbot
   */
  readonly '.handle_quick_operation': {
    readonly by: 'go-cqhttp' | 'napcat' | 'llbot'
    readonly params: {
      /** 事件对象，可以只保留必要的字段 / the event; it may be trimmed */
      readonly context: JsonObject
      /** 快速操作对象 / the quick operation */
      readonly operation: JsonObject
    }
    readonly result: null
  }
  /**
   * 检查链接的安全性：1 安全，2 未知，3 危险。
   *
   * Check whether a URL is safe: 1 safe, 2 unknown, 3 dangerous.
   *
   * go-cqhttp, napcat
   */
  readonly check_url_safely: {
    readonly by: 'go-cqhttp' | 'napcat'
    readonly params: {
      /** 要检查的 URL / URL to check */
      readonly url: string
    }
    readonly result: {
      /** 安全等级：1 安全，2 未知，3 危险 / 1 safe, 2 unknown, 3 dangerous */
      readonly level: number
    }
  }
  /**
   * 对中文文本分词。
   *
   * Split Chinese text into words.
   *
   * go-cqhttp
   */
  readonly '.get_word_slices': {
    readonly by: 'go-cqhttp'
    readonly params: {
      /** 要分词的文本 / text to split */
      readonly content: string
    }
    readonly result: {
      /** 分词结果 / the words */
      readonly slices: readonly string[]
    }
  }
  /**
   * 将英文单词翻译为中文。
   *
   * Translate English words into Chinese.
   *
   * napcat
   */
  readonly translate_en2zh: {
    readonly by: 'napcat'
    readonly params: {
      /** 英文单词列表 / English words */
      readonly words: readonly string[]
    }
    readonly result: {
      /** 翻译结果 / the translations */
      readonly words: readonly string[]
    }
  }
  /**
   * 获取官方机器人的号码范围。
   *
   * List the ranges of numbers that official bots have.
   *
   * napcat, llbot
   */
  readonly get_robot_uin_range: {
    readonly by: 'napcat' | 'llbot'
    readonly params: {}
    readonly result: readonly {
      /** 起始号码 / first number */
      readonly minUin: string
      /** 结束号码 / last number */
      readonly maxUin: string
    }[]
  }
  /**
   * 检查发包功能是否可用。
   *
   * Check that the packet features work.
   *
   * napcat
   */
  readonly nc_get_packet_status: {
    readonly by: 'napcat'
    readonly params: {}
    readonly result: null
  }
  /**
   * 发送原始数据包；等待响应时返回十六进制数据。
   *
   * Send a raw packet; returns hexadecimal data if it waits for the response.
   *
   * napcat
   */
  readonly send_packet: {
    readonly by: 'napcat'
    readonly params: {
      /** 命令名 / command name */
      readonly cmd: string
      /** 十六进制的数据 / payload in hexadecimal */
      readonly data: string
      /**
       * 是否等待响应
       *
       * wait for the response
       *
       * @defaultValue true
       */
      readonly rsp?: string | boolean
    }
    readonly result: string | undefined
  }
  /**
   * 发送原始 SSO 数据包。
   *
   * Send a raw SSO packet.
   *
   * lagrange
   */
  readonly '.send_packet': {
    readonly by: 'lagrange'
    readonly params: {
      /** 十六进制的数据 / payload in hexadecimal */
      readonly data: string
      /** SSO 命令 / SSO command */
      readonly command: string
      /**
       * 是否签名
       *
       * sign the packet
       *
       * @defaultValue false
       */
      readonly sign?: boolean
      /**
       * 数据包类型
       *
       * packet type
       *
       * @defaultValue 12
       */
      readonly type?: number
    }
    readonly result: {
      /** 数据包序号 / sequence of the packet */
      readonly sequence: number
      /** 十六进制的响应 / response in hexadecimal */
      readonly result: string
      /** 数据包的返回码 / return code of the packet */
      readonly retcode: number
      /** 附加文本 / extra text */
      readonly extra: string
    }
  }
  /**
   * 发送原始 protobuf 数据包。
   *
   * Send a raw protobuf packet.
   *
   * llbot
   */
  readonly send_pb: {
    readonly by: 'llbot'
    readonly params: {
      /** 命令名 / command name */
      readonly cmd: string
      /** 十六进制的数据 / payload in hexadecimal */
      readonly hex: string
    }
    readonly result: {
      /** 命令名 / command name */
      readonly cmd: string
      /** 十六进制的响应 / response in hexadecimal */
      readonly hex: string
      /** 响应的 echo / echo of the response */
      readonly echo?: string
    }
  }
  /**
   * 调用内部 API，用于调试。
   *
   * Call an internal API, for debugging.
   *
   * llbot
   */
  readonly llonebot_debug: {
    readonly by: 'llbot'
    readonly params: {
      /** 内部 API 的类名 / internal API class name */
      readonly apiClass: string
      /** 方法名 / method name */
      readonly method: string
      /**
       * 调用参数
       *
       * call arguments
       *
       * @defaultValue []
       */
      readonly args?: readonly unknown[]
    }
    readonly result: unknown
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
    readonly by: 'perpetua' | 'rookery'
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
    readonly by: 'perpetua' | 'rookery'
    readonly params: {
      /**
       * 接收数据的客户端；不填为其他所有客户端，空数组视为错误
       *
       * who receives it; without it every other client, and an empty array is an error
       *
       * 必填于 perpetua
       *
       * required by perpetua
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
    readonly by: 'perpetua' | 'rookery'
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
       *
       * 必填于 perpetua
       *
       * required by perpetua
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
   * 确认某账号截至指定事件（含）的所有事件；连接须使用 confirm=ack。
   *
   * Confirm all events of an account up to one of them; for connections with confirm=ack.
   *
   * 在处理完事件之后调用；未确认的事件会在下次连接时重新发送。
   *
   * Called after handling; what is not confirmed is sent again over the next connection.
   *
   * rookery
   */
  readonly ack_events: {
    readonly by: 'rookery'
    readonly params: {
      /** 事件中的 rookery_id / rookery_id of the event */
      readonly id: string
    }
    readonly result: null
  }
  /**
   * 分页读取历史事件，限于客户端有权读取的范围。
   *
   * Read past events, a page at a time, within the rights of the client.
   *
   * 可通过 GET /api/get_events 调用，不需要连接。一页最大 256 KB，除非单个事件更大。
   *
   * Also at GET /api/get_events, without a connection. A page has at most 256 KB, unless one event is larger.
   *
   * rookery
   */
  readonly get_events: {
    readonly by: 'rookery'
    readonly params: {
      /**
       * 从何处开始：unix 时间（秒或毫秒）、ISO 8601 时间、10m 之类的时长、事件编号，或上一页的 next；不填为最早
       *
       * where to begin: a unix time in seconds or milliseconds, an ISO 8601 time, an age such as 10m, the id of an event, or next of the page before; without it, the oldest
       */
      readonly since?: string
      /** 只要此时间之前收到的事件 / only events that came before that time */
      readonly until?: string
      /**
       * 账号；不填或 all 为所有可用的账号
       *
       * an account; without it, or as all, every account that the client may use
       */
      readonly account?: string
      /**
       * 最多返回多少个，1 到 1000
       *
       * most events of the page, 1 to 1000
       *
       * @defaultValue 100
       */
      readonly limit?: number
    }
    readonly result: {
      /** 事件，各带 rookery_id / the events, each with its rookery_id */
      readonly events: readonly JsonObject[]
      /** 下一页的 since / since of the next page */
      readonly next: string
      /** 之后是否还有 / whether there are more */
      readonly more: boolean
      /** 本应在这一页、但已不在的事件数 / events that belong on this page and are not kept */
      readonly missing: number
    }
  }
  /**
   * 查询此刻发送一条消息会如何：排在第几位、还要等多久、账号是否被放慢或暂停。
   *
   * Ask how a send would fare now: its place, its wait, and whether the account is slowed or stopped.
   *
   * 可通过 GET /api/get_queue_status 调用，不需要连接。
   *
   * Also at GET /api/get_queue_status, without a connection.
   *
   * rookery
   */
  readonly get_queue_status: {
    readonly by: 'rookery'
    readonly params: {
      /** 账号；不填为所有可用的账号 / an account; without it, every account that the client may use */
      readonly self_id?: IdInput
      /** 要发往的群 / group that the send would go to */
      readonly group_id?: IdInput
      /** 要发往的用户 / user that the send would go to */
      readonly user_id?: IdInput
    }
    readonly result: {
      /** 各账号 / the accounts */
      readonly accounts: readonly {
        /** 账号 / the account */
        readonly self_id: string
        /** 服务该账号的协议端在配置中的名称 / name in the config of the implementation that serves it */
        readonly upstream: string | null
        /** 此刻能否接收调用 / whether calls can reach it now */
        readonly online: boolean
        /** 是否限制发送节奏 / whether its sends are paced */
        readonly paced: boolean
        /** 排队中的发送数 / sends that wait for their turns */
        readonly queued: number
        /** 其中属于调用者的 / those of them that are the caller's */
        readonly own: number
        /** 现在发送会排在第几位；0 为立即发出 / place of a send that came now; 0 if it would leave at once */
        readonly position: number
        /** 预计要等的秒数 / seconds that it would wait, as far as can be told */
        readonly wait: number
        /** 比配置慢多少倍；1 为正常 / how many times slower than configured it is; 1 is normal */
        readonly slowness: number
        /** 最近一次疑似风控的迹象 / last sign that QQ limits the account */
        readonly sign: string | null
        /**
         * 协议端的熔断状态：open 时调用立即失败
         *
         * breaker of the implementation: while it is open, calls fail at once
         */
        readonly breaker: 'closed' | 'open' | 'half-open'
        /** 发送的熔断状态：疑似风控时打开 / breaker of its sends: open after several signs of risk control */
        readonly send_breaker: 'closed' | 'open' | 'half-open'
        /** 多少秒后再试；没有熔断时为 0 / seconds until a trial; 0 while no breaker is open */
        readonly retry_after: number
      }[]
    }
  }
  /**
   * 为当前客户端新开一个 WebSocket 端口，并返回端口号。
   *
   * Open a WebSocket port for this client alone and return its number.
   *
   * 仅限 HTTP GET /api/get_ws_port
   *
   * only over HTTP GET /api/get_ws_port
   *
   * perpetua, rookery
   */
  readonly get_ws_port: {
    readonly by: 'perpetua' | 'rookery'
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
    readonly by: 'go-cqhttp' | 'napcat' | 'perpetua' | 'rookery'
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
    readonly variants: {
      readonly 'go-cqhttp': {
        /** 登录着该账号的其他设备 / other devices that the account is logged in on */
        readonly clients: readonly {
          /** 设备的客户端 ID / client id of the device */
          readonly app_id: Id
          /** 设备名称 / device name */
          readonly device_name: string
          /** 设备类型 / device kind */
          readonly device_kind: string
        }[]
      }
      readonly napcat: readonly unknown[]
      readonly perpetua: readonly {
        /** 客户端 ID / client id */
        readonly app_id: string
        /** 客户端名称，未设置时没有这个字段 / client name, absent where none was set */
        readonly client_name: string
      }[]
    }
  }
}
