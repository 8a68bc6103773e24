// Written by `npm run gen` from the tables beside it. Do not edit.

import type { Id, JsonObject } from './base.js'

/**
 * 纯文本。在字符串形式的消息中就是文字本身，没有 CQ 码。
 *
 * Plain text. In a message string it is bare text, not a CQ code.
 *
 * onebot11
 */
export interface TextSegment {
  readonly type: 'text'
  readonly data: {
    /** 文本内容 / the text */
    readonly text: string
  }
}

/**
 * QQ 表情。
 *
 * A QQ face.
 *
 * onebot11
 */
export interface FaceSegment {
  readonly type: 'face'
  readonly data: {
    /** QQ 表情 ID / QQ face id */
    readonly id: string
    /** 是否为超级表情 / large animated face (lagrange) */
    readonly large?: boolean
    /** sticker 表示动态贴纸表情 / sticker for an animated sticker (go-cqhttp) */
    readonly type?: 'sticker'
    /** 随机表情的结果 / outcome of a random face (napcat) */
    readonly resultId?: string
    /** 接龙数 / chain length (napcat) */
    readonly chainCount?: number
    /** 未经转换的表情元素 / the unconverted face element (napcat) */
    readonly raw?: JsonObject
    /** 表情类型 / kind of face (llbot) */
    readonly sub_type?: number
  }
}

/**
 * 提及（@）某人或全体成员。
 *
 * A mention of somebody, or of all.
 *
 * onebot11
 */
export interface AtSegment {
  readonly type: 'at'
  readonly data: {
    /** 所 @ 的 QQ 号，all 表示全体成员 / QQ number, or all */
    readonly qq: string
    /** 显示的名字 / name to show (go-cqhttp, napcat, lagrange, llbot) */
    readonly name?: string
    /** 发送时可代替 qq / accepted in place of qq when sent (go-cqhttp) */
    readonly target?: string
  }
}

/**
 * 回复（引用）一条消息。
 *
 * A reply that quotes a message.
 *
 * onebot11
 */
export interface ReplySegment {
  readonly type: 'reply'
  readonly data: {
    /** 所引用消息的 ID / id of the quoted message */
    readonly id: string
    /**
     * 消息序号；NapCat 优先使用它而不是 id
     *
     * message sequence; NapCat prefers it to id
     *
     * go-cqhttp, napcat
     */
    readonly seq?: string | number
    /** 自定义的引用内容 / quoted text of one's own (go-cqhttp) */
    readonly text?: string
    /** 自定义引用的 QQ 号 / quoted QQ number of one's own (go-cqhttp) */
    readonly qq?: string
    /** 自定义引用的 QQ 号，同 qq / quoted QQ number of one's own, like qq (go-cqhttp) */
    readonly user_id?: string
    /** 自定义引用的时间，Unix 时间戳 / quoted unix time of one's own (go-cqhttp) */
    readonly time?: string
  }
}

/**
 * 以匿名发送；收到的匿名信息在事件的 anonymous 字段中。
 *
 * Send it anonymously; what is received is in the anonymous field of the event.
 *
 * onebot11
 */
export interface AnonymousSegment {
  readonly type: 'anonymous'
  readonly data: {
    /** 无法匿名时是否继续发送 / send it all the same where it cannot be anonymous */
    readonly ignore?: '0' | '1' | 'no' | 'yes' | 'false' | 'true'
  }
}

/**
 * Markdown；Lagrange 与 NapCat 可以发送，NapCat 与 LLBot 可以收到。
 *
 * Markdown; Lagrange and NapCat can send it, NapCat and LLBot receive it.
 *
 * napcat, lagrange, llbot
 */
export interface MarkdownSegment {
  readonly type: 'markdown'
  readonly data: {
    /** Markdown 内容 / Markdown text */
    readonly content: string
  }
}

/**
 * 按钮：Lagrange 可以发送，LLBot 可以收到。
 *
 * An inline keyboard: Lagrange sends it, LLBot receives it.
 *
 * lagrange, llbot
 */
export interface KeyboardSegment {
  readonly type: 'keyboard'
  readonly data: {
    /** 按钮对象 / keyboard object (lagrange) */
    readonly content?: JsonObject
    /**
     * 各行按钮 rows[].buttons[] {id, render_data {label, visited_label, style}, action {type, permission {type, specify_role_ids, specify_user_ids}, unsupport_tips, data, reply, enter}}
     *
     * rows[].buttons[] {id, render_data {label, visited_label, style}, action {type, permission {type, specify_role_ids, specify_user_ids}, unsupport_tips, data, reply, enter}}
     *
     * llbot
     */
    readonly rows?: readonly unknown[]
  }
}

/**
 * 文本转语音，仅限群聊。
 *
 * Text to speech, in groups only.
 *
 * go-cqhttp
 */
export interface TtsSegment {
  readonly type: 'tts'
  readonly data: {
    /** 要朗读的文字 / text to speak */
    readonly text: string
  }
}

/**
 * 长消息。
 *
 * A long message.
 *
 * lagrange
 */
export interface LongmsgSegment {
  readonly type: 'longmsg'
  readonly data: {
    /** 长消息的 res_id / res id of the long message */
    readonly id: string
  }
}

/**
 * 图片。
 *
 * An image.
 *
 * onebot11
 */
export interface ImageSegment {
  readonly type: 'image'
  readonly data: {
    /**
     * 图片文件名；发送时可用收到的文件名、file:// URI、http(s) URL 或 base64://
     *
     * file name; to send, a received file name, a file:// URI, an http(s) URL or base64://
     */
    readonly file: string
    /** flash 表示闪照，普通图片没有这个字段 / flash for a flash image, absent for an ordinary one */
    readonly type?: 'flash' | 'show'
    /** 图片 URL / image URL */
    readonly url?: string
    /**
     * 仅用于 URL：是否使用已下载的缓存
     *
     * URLs only: use what was downloaded before
     *
     * @defaultValue '1'
     */
    readonly cache?: '0' | '1' | 'no' | 'yes' | 'false' | 'true'
    /**
     * 仅用于 URL：是否通过所配置的代理下载
     *
     * URLs only: download through the configured proxy
     *
     * @defaultValue '1'
     */
    readonly proxy?: '0' | '1' | 'no' | 'yes' | 'false' | 'true'
    /**
     * 仅用于 URL：下载超时，单位秒，默认不超时
     *
     * URLs only: download timeout in seconds; none by default
     */
    readonly timeout?: string
    /**
     * 图片类别：0 普通图片，1 表情 …（go-cqhttp 为字符串，Lagrange 与 LLBot 为数字）
     *
     * kind of image: 0 ordinary, 1 sticker, … (a string from go-cqhttp, a number from Lagrange and LLBot)
     *
     * go-cqhttp, lagrange, llbot
     */
    readonly subType?: string | number
    /** 图片类别 / kind of image (napcat) */
    readonly sub_type?: number
    /** 预览文字 / preview text (napcat, lagrange, llbot) */
    readonly summary?: string
    /**
     * 秀图特效 ID，40000 至 40005，与 type 为 show 时配合
     *
     * effect id where type is show, 40000 to 40005
     *
     * go-cqhttp
     *
     * @defaultValue '40000'
     */
    readonly id?: string
    /** 下载线程数 / download threads (go-cqhttp) */
    readonly c?: '2' | '3'
    /** 文件名 / file name (lagrange) */
    readonly filename?: string
    /** 缩略图 / thumbnail (napcat) */
    readonly thumb?: string
    /**
     * 商城表情的 key；NapCat 将商城表情上报为图片
     *
     * key of a market face, which NapCat reports as an image
     *
     * napcat
     */
    readonly key?: string
    /** 商城表情 ID / market face id (napcat) */
    readonly emoji_id?: string
    /** 商城表情包 ID / market face package id (napcat) */
    readonly emoji_package_id?: Id
    /** 本地路径 / local path (napcat, llbot) */
    readonly path?: string
    /** 文件大小，单位字节，为字符串 / size in bytes, as text (napcat, llbot) */
    readonly file_size?: string
    /** 显示的文件名 / file name to show (napcat, llbot) */
    readonly name?: string
  }
}

/**
 * 语音。
 *
 * A voice message.
 *
 * onebot11
 */
export interface RecordSegment {
  readonly type: 'record'
  readonly data: {
    /**
     * 语音文件名；发送时可用收到的文件名、file:// URI、http(s) URL 或 base64://
     *
     * file name; to send, a received file name, a file:// URI, an http(s) URL or base64://
     */
    readonly file: string
    /**
     * 是否变声
     *
     * change the voice
     *
     * @defaultValue '0'
     */
    readonly magic?: '0' | '1' | 'no' | 'yes' | 'false' | 'true'
    /** 语音 URL / voice URL */
    readonly url?: string
    /**
     * 仅用于 URL：是否使用已下载的缓存
     *
     * URLs only: use what was downloaded before
     *
     * @defaultValue '1'
     */
    readonly cache?: '0' | '1' | 'no' | 'yes' | 'false' | 'true'
    /**
     * 仅用于 URL：是否通过所配置的代理下载
     *
     * URLs only: download through the configured proxy
     *
     * @defaultValue '1'
     */
    readonly proxy?: '0' | '1' | 'no' | 'yes' | 'false' | 'true'
    /**
     * 仅用于 URL：下载超时，单位秒，默认不超时
     *
     * URLs only: download timeout in seconds; none by default
     */
    readonly timeout?: string
    /** 本地路径 / local path (napcat, llbot) */
    readonly path?: string
    /** 文件大小，单位字节，为字符串 / size in bytes, as text (napcat, llbot) */
    readonly file_size?: string
    /** 显示的文件名 / file name to show (napcat, llbot) */
    readonly name?: string
  }
}

/**
 * 短视频。
 *
 * A short video.
 *
 * onebot11
 */
export interface VideoSegment {
  readonly type: 'video'
  readonly data: {
    /**
     * 视频文件名；发送时可用收到的文件名、file:// URI、http(s) URL 或 base64://
     *
     * file name; to send, a received file name, a file:// URI, an http(s) URL or base64://
     */
    readonly file: string
    /** 视频 URL / video URL */
    readonly url?: string
    /**
     * 仅用于 URL：是否使用已下载的缓存
     *
     * URLs only: use what was downloaded before
     *
     * @defaultValue '1'
     */
    readonly cache?: '0' | '1' | 'no' | 'yes' | 'false' | 'true'
    /**
     * 仅用于 URL：是否通过所配置的代理下载
     *
     * URLs only: download through the configured proxy
     *
     * @defaultValue '1'
     */
    readonly proxy?: '0' | '1' | 'no' | 'yes' | 'false' | 'true'
    /**
     * 仅用于 URL：下载超时，单位秒，默认不超时
     *
     * URLs only: download timeout in seconds; none by default
     */
    readonly timeout?: string
    /** 视频封面 / cover image (go-cqhttp, llbot) */
    readonly cover?: string
    /** 视频封面 / cover image (napcat, llbot) */
    readonly thumb?: string
    /** 下载线程数 / download threads (go-cqhttp) */
    readonly c?: '2' | '3'
    /** 本地路径 / local path (napcat, llbot) */
    readonly path?: string
    /** 文件大小，单位字节，为字符串 / size in bytes, as text (napcat, llbot) */
    readonly file_size?: string
    /** 显示的文件名 / file name to show (napcat, llbot) */
    readonly name?: string
  }
}

/**
 * 文件。
 *
 * A file.
 *
 * go-cqhttp, napcat, lagrange, llbot
 */
export interface FileSegment {
  readonly type: 'file'
  readonly data: {
    /**
     * 收到的文件名；发送时可用收到的文件名、file:// URI、http(s) URL 或 base64://
     *
     * file name; to send, a received file name, a file:// URI, an http(s) URL or base64://
     *
     * napcat, llbot
     */
    readonly file?: string
    /** 文件名 / file name (go-cqhttp, napcat, llbot) */
    readonly name?: string
    /** 文件 URL / URL of the file (napcat, lagrange, llbot) */
    readonly url?: string
    /** 文件 ID / file id (napcat, lagrange, llbot) */
    readonly file_id?: string
    /** 文件大小，单位字节，为字符串 / size in bytes, as text (napcat, llbot) */
    readonly file_size?: string
    /**
     * 文件路径（go-cqhttp 为服务器上的路径）
     *
     * path; from go-cqhttp the path on the server
     *
     * go-cqhttp, napcat, llbot
     */
    readonly path?: string
    /** 缩略图 / thumbnail (napcat) */
    readonly thumb?: string
    /** 文件大小，单位字节，为字符串 / size in bytes, as text (go-cqhttp) */
    readonly size?: string
    /** 文件业务 ID（busid） / business id of the file (go-cqhttp) */
    readonly busid?: string
    /** 文件名 / file name (lagrange) */
    readonly file_name?: string
    /** 文件哈希 / hash of the file (lagrange) */
    readonly file_hash?: string
  }
}

/**
 * 以 XML 卡片发送的大图。
 *
 * A large image as an XML card.
 *
 * go-cqhttp
 */
export interface CardimageSegment {
  readonly type: 'cardimage'
  readonly data: {
    /** 图片文件，写法与 image 的 file 相同 / as file of an image */
    readonly file: string
    /** 最小宽度（文档为 400，代码为 200） / minimum width; 400 by the documentation, 200 by the code */
    readonly minwidth?: string
    /** 最小高度（文档为 400，代码为 200） / minimum height; 400 by the documentation, 200 by the code */
    readonly minheight?: string
    /**
     * 最大宽度
     *
     * maximum width
     *
     * @defaultValue '500'
     */
    readonly maxwidth?: string
    /**
     * 最大高度
     *
     * maximum height
     *
     * @defaultValue '1000'
     */
    readonly maxheight?: string
    /** 来源名称 / source name */
    readonly source?: string
    /** 来源图标 URL / source icon URL */
    readonly icon?: string
    /** 预览文字（文档未写） / preview text; undocumented */
    readonly brief?: string
  }
}

/**
 * 在线文件或文件夹。
 *
 * An online file or folder.
 *
 * napcat
 */
export interface OnlinefileSegment {
  readonly type: 'onlinefile'
  readonly data: {
    /** 消息 ID / message id */
    readonly msgId: string
    /** 消息元素 ID / message element id */
    readonly elementId: string
    /** 文件名 / file name */
    readonly fileName: string
    /** 文件大小，单位字节，为字符串 / size in bytes, as text */
    readonly fileSize: string
    /** 是否为文件夹 / is a folder */
    readonly isDir: boolean
  }
}

/**
 * 闪传（NapCat）。
 *
 * A flash transfer (NapCat).
 *
 * napcat
 */
export interface FlashtransferSegment {
  readonly type: 'flashtransfer'
  readonly data: {
    /** 闪传文件集 ID / flash-transfer file set id */
    readonly fileSetId: string
  }
}

/**
 * 闪传（LLBot）。
 *
 * A flash transfer (LLBot).
 *
 * llbot
 */
export interface FlashFileSegment {
  readonly type: 'flash_file'
  readonly data: {
    /** 文件集标题 / title of the file set */
    readonly title: string
    /** 闪传文件集 ID / flash-transfer file set id */
    readonly file_set_id: string
    /** 场景类型 / kind of scene */
    readonly scene_type: number
  }
}

/**
 * 商城表情；NapCat 将收到的上报为 image。
 *
 * A market face; NapCat reports a received one as image.
 *
 * napcat, lagrange, llbot
 */
export interface MfaceSegment {
  readonly type: 'mface'
  readonly data: {
    /** 表情包 ID / id of the face package */
    readonly emoji_package_id: Id
    /** 表情 ID / id of the face */
    readonly emoji_id: string
    /** 表情的 key / key of the face */
    readonly key: string
    /** 表情的文字，NapCat 必填 / text; NapCat requires it */
    readonly summary?: string
    /** 表情 URL / face URL (lagrange, llbot) */
    readonly url?: string
  }
}

/**
 * 猜拳魔法表情。标准中 data 为空。
 *
 * The rock-paper-scissors face; in the standard its data is empty.
 *
 * onebot11
 */
export interface RpsSegment {
  readonly type: 'rps'
  readonly data: {
    /** 0 石头，1 剪刀，2 布 / 0 rock, 1 scissors, 2 paper (go-cqhttp) */
    readonly value?: string
    /** 结果 / result (napcat, llbot) */
    readonly result?: number | string
  }
}

/**
 * 掷骰子魔法表情。标准中 data 为空。
 *
 * The dice face; in the standard its data is empty.
 *
 * onebot11
 */
export interface DiceSegment {
  readonly type: 'dice'
  readonly data: {
    /** 骰子点数，1 至 6 / 1 to 6 (go-cqhttp) */
    readonly value?: string
    /** 结果 / result (napcat, llbot) */
    readonly result?: number | string
  }
}

/**
 * 窗口抖动，相当于最基本的戳一戳；LLBot 也会收到它。
 *
 * A window shake, short for the most basic poke; LLBot receives it as well.
 *
 * onebot11
 */
export interface ShakeSegment {
  readonly type: 'shake'
  readonly data: {}
}

/**
 * 戳一戳。
 *
 * A poke.
 *
 * onebot11
 */
export interface PokeSegment {
  readonly type: 'poke'
  readonly data: {
    /** 戳一戳类型 / poke type */
    readonly type: string
    /** 戳一戳 ID / poke id */
    readonly id: string
    /** 戳一戳名称 / poke name */
    readonly name?: string
    /** 戳一戳强度 / strength (lagrange) */
    readonly strength?: string
    /**
     * 被戳者 QQ 号，go-cqhttp 发送时只用它
     *
     * QQ number of who is poked; all that go-cqhttp sends with
     *
     * go-cqhttp, llbot
     */
    readonly qq?: string | number
  }
}

/**
 * 链接分享。
 *
 * A card with a link.
 *
 * onebot11
 */
export interface ShareSegment {
  readonly type: 'share'
  readonly data: {
    /** URL 地址 / URL */
    readonly url: string
    /** 卡片标题 / title */
    readonly title: string
    /** 内容描述，发送时可不填 / description; may be absent when sent */
    readonly content?: string
    /** 图片 URL，发送时可不填 / image URL; may be absent when sent */
    readonly image?: string
  }
}

/**
 * 推荐好友。
 *
 * A recommended friend.
 *
 * onebot11
 */
export interface ContactFriendSegment {
  readonly type: 'contact'
  readonly data: {
    /** 推荐好友 / recommend a friend */
    readonly type: 'qq'
    /** 被推荐的好友的 QQ 号 / QQ number that is recommended */
    readonly id: string
  }
}

/**
 * 推荐群。
 *
 * A recommended group.
 *
 * onebot11
 */
export interface ContactGroupSegment {
  readonly type: 'contact'
  readonly data: {
    /** 推荐群 / recommend a group */
    readonly type: 'group'
    /** 被推荐的群号 / group number that is recommended */
    readonly id: string
  }
}

/**
 * 位置。
 *
 * A location.
 *
 * onebot11
 */
export interface LocationSegment {
  readonly type: 'location'
  readonly data: {
    /** 纬度 / latitude */
    readonly lat: string
    /** 经度 / longitude */
    readonly lon: string
    /** 标题，发送时可不填 / title; may be absent when sent */
    readonly title?: string
    /** 内容描述，发送时可不填 / description; may be absent when sent */
    readonly content?: string
  }
}

/**
 * 音乐平台的音乐分享。
 *
 * A music card for a song of a platform.
 *
 * onebot11
 */
export interface MusicSegment {
  readonly type: 'music'
  readonly data: {
    /** 音乐平台 / platform of the music */
    readonly type: 'qq' | '163' | 'xm' | 'kugou' | 'migu' | 'kuwo'
    /** 歌曲 ID / song id */
    readonly id: string
    /**
     * 替换歌手一行的文字（type 为 qq 时）
     *
     * overrides the line of the singer, where type is qq
     *
     * go-cqhttp
     */
    readonly content?: string
  }
}

/**
 * 自定义的音乐分享。
 *
 * A music card of one's own.
 *
 * onebot11
 */
export interface MusicCustomSegment {
  readonly type: 'music'
  readonly data: {
    /** 自定义音乐卡片 / a custom card */
    readonly type: 'custom'
    /** 点击后跳转的 URL / URL that a click opens */
    readonly url: string
    /** 音频 URL（go-cqhttp 的代码读取 voice） / audio URL; go-cqhttp reads voice instead */
    readonly audio: string
    /** 歌曲标题 / title of the song */
    readonly title: string
    /** 内容描述 / description */
    readonly content?: string
    /** 图片 URL（NapCat 必填） / image URL, which NapCat requires */
    readonly image?: string
    /** 卡片样式 / card style (go-cqhttp) */
    readonly subtype?: 'qq' | '163' | 'migu' | 'kugou' | 'kuwo'
    /** 音频 URL / audio URL (go-cqhttp) */
    readonly voice?: string
  }
}

/**
 * XML 消息；NapCat 不支持发送。
 *
 * An XML card; NapCat does not send it.
 *
 * onebot11
 */
export interface XmlSegment {
  readonly type: 'xml'
  readonly data: {
    /** XML 内容 / XML text */
    readonly data: string
    /** 富文本通道 ID / id of the rich text channel (go-cqhttp) */
    readonly resid?: string
    /**
     * 服务 ID
     *
     * service id
     *
     * lagrange
     *
     * @defaultValue 35
     */
    readonly service_id?: Id
  }
}

/**
 * JSON 消息。
 *
 * A JSON card.
 *
 * onebot11
 */
export interface JsonSegment {
  readonly type: 'json'
  readonly data: {
    /** JSON 内容 / JSON text */
    readonly data: string
    /**
     * 0 为小程序通道，其他为富文本通道
     *
     * 0 for the mini-program channel, else a rich text channel
     *
     * go-cqhttp
     */
    readonly resid?: string
    /** 卡片配置 {token} / configuration {token} (napcat) */
    readonly config?: JsonObject
  }
}

/**
 * 小程序；NapCat 声明了它，但既不发送也不上报（卡片以 json 上报）。
 *
 * A mini-program; NapCat declares it but neither sends nor reports it, as cards arrive as json.
 *
 * napcat
 */
export interface MiniappSegment {
  readonly type: 'miniapp'
  readonly data: {
    /** 小程序数据 / mini-program data */
    readonly data: string
  }
}

/**
 * 红包。
 *
 * A red packet.
 *
 * go-cqhttp
 */
export interface RedbagSegment {
  readonly type: 'redbag'
  readonly data: {
    /** 祝福语或口令 / greeting or password */
    readonly title: string
  }
}

/**
 * 话题帖子中的链接，只出现在 get_topic_channel_feeds 中。
 *
 * A link in a guild's topic post; only in get_topic_channel_feeds.
 *
 * go-cqhttp
 */
export interface UrlQuoteSegment {
  readonly type: 'url_quote'
  readonly data: {
    /** 链接 URL / URL of the link */
    readonly url: string
    /** 显示的文字 / text to show */
    readonly display_text: string
  }
}

/**
 * 话题帖子中的子频道链接，只出现在 get_topic_channel_feeds 中。
 *
 * A link to a channel in a guild's topic post; only in get_topic_channel_feeds.
 *
 * go-cqhttp
 */
export interface ChannelQuoteSegment {
  readonly type: 'channel_quote'
  readonly data: {
    /** 频道 ID / guild id */
    readonly guild_id: string
    /** 子频道 ID / channel id */
    readonly channel_id: string
    /** 显示的文字 / text to show */
    readonly display_text: string
  }
}

/**
 * 合并转发（收到的）。
 *
 * A merged forward, as it is received.
 *
 * onebot11
 */
export interface ForwardSegment {
  readonly type: 'forward'
  readonly data: {
    /** 合并转发 ID，用 get_forward_msg 获取内容 / forward id, for get_forward_msg */
    readonly id: string
    /**
     * 开启解析合并转发时，其中完整的消息事件（数组形式，可嵌套）
     *
     * full message events in array form, possibly nested, where forwards are parsed
     *
     * napcat
     */
    readonly content?: readonly unknown[]
  }
}

/**
 * 合并转发的节点：引用一条已有的消息。
 *
 * A node of a merged forward that references a message.
 *
 * onebot11
 */
export interface NodeReferenceSegment {
  readonly type: 'node'
  readonly data: {
    /** 要转发的消息的 ID / id of the message to forward */
    readonly id: string
  }
}

/**
 * 合并转发的节点：自定义内容；只会通过 get_forward_msg 收到。
 *
 * A node of a merged forward with content of its own; received only through get_forward_msg.
 *
 * content 可以是含 CQ 码的字符串；作为参数值它会被转义，其中的 CQ 码变为 &#91;CQ:face&#44;id=1&#93;。
 *
 * content may hold CQ codes; as the value of a parameter it is escaped, so they become &#91;CQ:face&#44;id=1&#93;.
 *
 * onebot11
 */
export interface NodeSegment {
  readonly type: 'node'
  readonly data: {
    /** 发送者 QQ 号 / QQ number of the sender */
    readonly user_id: string
    /** 发送者昵称 / nickname of the sender */
    readonly nickname: string
    /**
     * 内容：字符串、消息段数组或单个消息段；go-cqhttp 和 NapCat 也接受 node 消息段数组
     *
     * content: a string, segments or one segment; for go-cqhttp and NapCat also an array of nodes
     */
    readonly content: MessageData
    /**
     * 发送者 QQ 号（go-cqhttp 的名称，同 user_id）
     *
     * QQ number of the sender; go-cqhttp's name of user_id
     *
     * go-cqhttp, napcat, lagrange, llbot
     */
    readonly uin?: string | number
    /**
     * 发送者名字（go-cqhttp 的名称，同 nickname）
     *
     * name of the sender; go-cqhttp's name of nickname
     *
     * go-cqhttp, napcat, lagrange, llbot
     */
    readonly name?: string
    /** 发送时间，Unix 时间戳 / unix time of sending (go-cqhttp, napcat, llbot) */
    readonly time?: string | number
    /** 消息序号 / message sequence (go-cqhttp, llbot) */
    readonly seq?: string | number
    /** 嵌套合并转发的标题 / title of a nested forward (napcat, llbot) */
    readonly source?: string
    /**
     * 嵌套合并转发的预览行，每项为 {text}
     *
     * preview lines of a nested forward, each {text}
     *
     * napcat, llbot
     */
    readonly news?: readonly unknown[]
    /** 嵌套合并转发底部的摘要 / summary below a nested forward (napcat, llbot) */
    readonly summary?: string
    /**
     * 嵌套合并转发在会话列表中显示的文字
     *
     * text that the chat list shows for a nested forward
     *
     * napcat, llbot
     */
    readonly prompt?: string
    /** 消息气泡与字体样式 / bubble and font style (lagrange, llbot) */
    readonly message_style?: JsonObject
    /** 与 content 相同 / the same as content (napcat) */
    readonly message?: readonly Segment[]
  }
}

/**
 * 所有已知的消息段。
 *
 * Every known message segment.
 */
export type Segment =
  | TextSegment
  | FaceSegment
  | AtSegment
  | ReplySegment
  | AnonymousSegment
  | MarkdownSegment
  | KeyboardSegment
  | TtsSegment
  | LongmsgSegment
  | ImageSegment
  | RecordSegment
  | VideoSegment
  | FileSegment
  | CardimageSegment
  | OnlinefileSegment
  | FlashtransferSegment
  | FlashFileSegment
  | MfaceSegment
  | RpsSegment
  | DiceSegment
  | ShakeSegment
  | PokeSegment
  | ShareSegment
  | ContactFriendSegment
  | ContactGroupSegment
  | LocationSegment
  | MusicSegment
  | MusicCustomSegment
  | XmlSegment
  | JsonSegment
  | MiniappSegment
  | RedbagSegment
  | UrlQuoteSegment
  | ChannelQuoteSegment
  | ForwardSegment
  | NodeReferenceSegment
  | NodeSegment

/** A segment of a type that no table knows: a vendor's own. */
export interface UnknownSegment {
  readonly type: string
  readonly data: JsonObject
}

/** A message in array form. */
export type Message = readonly Segment[]

/** A message as events and results hold it: segments, or a string with CQ codes, as the implementation is set. */
export type MessageData = string | Message

/** What may be sent: a string, one segment, or several. */
export type Sendable = string | Segment | UnknownSegment | readonly (Segment | UnknownSegment)[]

