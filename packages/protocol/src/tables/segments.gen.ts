// Written by `npm run gen` from the tables beside it. Do not edit.

import type { Id, JsonObject } from './base.js'

/**
 * 纯文本。在字符串形式的消息中就是文字本身，没有 CQ 码。
 *
 * Plain text. In a message string it is bare text, not a CQ code.
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
 * 图片。
 *
 * An image.
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
 * 提及（@）某人或全体成员。
 *
 * A mention of somebody, or of all.
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
 * 所有已知的消息段。
 *
 * Every known message segment.
 */
export type Segment =
  | TextSegment
  | FaceSegment
  | ImageSegment
  | AtSegment
  | ReplySegment

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

