import type { IdInput, JsonObject } from '../tables/base.js'
import type {
  AnonymousSegment,
  AtSegment,
  CardimageSegment,
  ChannelQuoteSegment,
  ContactFriendSegment,
  ContactGroupSegment,
  DiceSegment,
  FaceSegment,
  FileSegment,
  FlashFileSegment,
  FlashtransferSegment,
  ForwardSegment,
  ImageSegment,
  JsonSegment,
  KeyboardSegment,
  LocationSegment,
  LongmsgSegment,
  MarkdownSegment,
  MfaceSegment,
  MiniappSegment,
  MusicCustomSegment,
  MusicSegment,
  NodeReferenceSegment,
  NodeSegment,
  OnlinefileSegment,
  PokeSegment,
  RecordSegment,
  RedbagSegment,
  ReplySegment,
  RpsSegment,
  Segment,
  ShakeSegment,
  ShareSegment,
  TextSegment,
  TtsSegment,
  UrlQuoteSegment,
  VideoSegment,
  XmlSegment,
} from '../tables/segments.gen.js'
import { compose, type Insertable } from './compose.js'
import { type Inputs, makeSegment as make, type Options } from './make-segment.js'

/**
 * Builders of segments, by their name on the wire. Required data are arguments, everything else is in an object after
 * them. Builders of segments that are only received are for tests.
 */
export const builders = {
  /** 纯文本，其中的 CQ 码不会被解析 / plain text; CQ codes in it stay text */
  text: (text: string): TextSegment => make('TextSegment', { text }),

  /** QQ 表情 / a QQ face */
  face: (id: IdInput, options?: Options<FaceSegment, 'id'>): FaceSegment =>
    make('FaceSegment', { id }, options),

  /** 提及（@）某人，`all` 表示全体成员 / a mention of somebody, or of `all` */
  at: (qq: IdInput, options?: Options<AtSegment, 'qq'>): AtSegment => make('AtSegment', { qq }, options),

  /** 回复（引用）一条消息 / a reply that quotes a message */
  reply: (id: IdInput, options?: Options<ReplySegment, 'id'>): ReplySegment =>
    make('ReplySegment', { id }, options),

  /** 匿名发消息 / send anonymously */
  anonymous: (options?: Options<AnonymousSegment>): AnonymousSegment => make('AnonymousSegment', {}, options),

  /** Markdown */
  markdown: (content: string): MarkdownSegment => make('MarkdownSegment', { content }),

  /** 按钮 / buttons */
  keyboard: (data: Inputs<KeyboardSegment['data']>): KeyboardSegment => make('KeyboardSegment', data),

  /** 文字转语音 / text to speech */
  tts: (text: string): TtsSegment => make('TtsSegment', { text }),

  /** 长消息 / a long message */
  longmsg: (id: string): LongmsgSegment => make('LongmsgSegment', { id }),

  /** 图片：收到的文件名、file://、http(s):// 或 base64:// / an image: a received file name, file://, http(s):// or base64:// */
  image: (file: string, options?: Options<ImageSegment, 'file'>): ImageSegment =>
    make('ImageSegment', { file }, options),

  /** 语音 / voice */
  record: (file: string, options?: Options<RecordSegment, 'file'>): RecordSegment =>
    make('RecordSegment', { file }, options),

  /** 短视频 / a short video */
  video: (file: string, options?: Options<VideoSegment, 'file'>): VideoSegment =>
    make('VideoSegment', { file }, options),

  /** 文件 / a file */
  file: (file: string, options?: Options<FileSegment, 'file'>): FileSegment =>
    make('FileSegment', { file }, options),

  /** 大图卡片 / a card with a large image */
  cardimage: (file: string, options?: Options<CardimageSegment, 'file'>): CardimageSegment =>
    make('CardimageSegment', { file }, options),

  /** 在线文件 / an online file */
  onlinefile: (data: Inputs<OnlinefileSegment['data']>): OnlinefileSegment => make('OnlinefileSegment', data),

  /** 闪传（NapCat）/ a flash transfer (NapCat) */
  flashtransfer: (fileSetId: string): FlashtransferSegment => make('FlashtransferSegment', { fileSetId }),

  /** 闪传（LuckyLilliaBot）/ a flash transfer (LuckyLilliaBot) */
  flash_file: (data: Inputs<FlashFileSegment['data']>): FlashFileSegment => make('FlashFileSegment', data),

  /** 商城表情 / a market face */
  mface: (data: Inputs<MfaceSegment['data']>): MfaceSegment => make('MfaceSegment', data),

  /** 猜拳 / rock-paper-scissors */
  rps: (options?: Options<RpsSegment>): RpsSegment => make('RpsSegment', {}, options),

  /** 掷骰子 / a dice */
  dice: (options?: Options<DiceSegment>): DiceSegment => make('DiceSegment', {}, options),

  /** 窗口抖动 / a window shake */
  shake: (): ShakeSegment => make('ShakeSegment', {}),

  /** 戳一戳 / a poke */
  poke: (type: IdInput, id: IdInput, options?: Options<PokeSegment, 'type' | 'id'>): PokeSegment =>
    make('PokeSegment', { type, id }, options),

  /** 链接分享 / a link */
  share: (url: string, title: string, options?: Options<ShareSegment, 'url' | 'title'>): ShareSegment =>
    make('ShareSegment', { url, title }, options),

  /** 推荐好友或群 / a recommended friend or group */
  contact,

  /** 位置 / a location */
  location: (
    lat: number | string,
    lon: number | string,
    options?: Options<LocationSegment, 'lat' | 'lon'>,
  ): LocationSegment => make('LocationSegment', { lat, lon }, options),

  /** 音乐分享：某平台的一首歌，或自定义卡片 / music: a song of a platform, or a card of one's own */
  music,

  /** XML 卡片 / an XML card */
  xml: (data: string, options?: Options<XmlSegment, 'data'>): XmlSegment =>
    make('XmlSegment', { data }, options),

  /** JSON 卡片：文本，或将写成文本的对象 / a JSON card: its text, or an object that is written as text */
  json: (data: string | JsonObject, options?: Options<JsonSegment, 'data'>): JsonSegment =>
    make('JsonSegment', { data: typeof data === 'object' ? JSON.stringify(data) : data }, options),

  /** 小程序 / a mini-program */
  miniapp: (data: string): MiniappSegment => make('MiniappSegment', { data }),

  /** 红包 / a red packet */
  redbag: (title: string): RedbagSegment => make('RedbagSegment', { title }),

  /** 频道帖子中的链接 / a link in a guild's post */
  url_quote: (data: Inputs<UrlQuoteSegment['data']>): UrlQuoteSegment => make('UrlQuoteSegment', data),

  /** 频道帖子中的子频道链接 / a channel link in a guild's post */
  channel_quote: (data: Inputs<ChannelQuoteSegment['data']>): ChannelQuoteSegment =>
    make('ChannelQuoteSegment', data),

  /** 合并转发 / a merged forward */
  forward: (id: string, options?: Options<ForwardSegment, 'id'>): ForwardSegment =>
    make('ForwardSegment', { id }, options),

  /** 合并转发中的一条：已有的消息，或自定义的内容 / one entry of a merged forward: a message there is, or content of one's own */
  node,
} satisfies Readonly<Record<Segment['type'], (...args: never[]) => Segment>>

function contact(type: 'qq', id: IdInput): ContactFriendSegment
function contact(type: 'group', id: IdInput): ContactGroupSegment
function contact(type: 'qq' | 'group', id: IdInput): ContactFriendSegment | ContactGroupSegment {
  return make(type === 'group' ? 'ContactGroupSegment' : 'ContactFriendSegment', { type, id })
}

type CustomMusic = Omit<MusicCustomSegment['data'], 'type'>

function music(type: 'custom', card: Inputs<CustomMusic>): MusicCustomSegment
function music(
  type: MusicSegment['data']['type'],
  id: IdInput,
  options?: Options<MusicSegment, 'type' | 'id'>,
): MusicSegment
function music(
  type: string,
  song: IdInput | Inputs<CustomMusic>,
  options?: Options<MusicSegment, 'type' | 'id'>,
): MusicSegment | MusicCustomSegment {
  // Decided by the type: a custom card without its object is refused because it lacks a URL.
  if (type === 'custom') return make('MusicCustomSegment', { type }, Object(song))
  return make('MusicSegment', { type, id: song }, options)
}

type OwnKeys = 'user_id' | 'nickname' | 'content'

function node(id: IdInput): NodeReferenceSegment
/** `content` is text, or segments: CQ codes in a string stay text, as in the template. */
function node(
  user_id: IdInput,
  nickname: string,
  content: Insertable,
  options?: Options<NodeSegment, OwnKeys>,
): NodeSegment
function node(
  id: IdInput,
  nickname?: string,
  content?: Insertable,
  options?: Options<NodeSegment, OwnKeys>,
): NodeReferenceSegment | NodeSegment {
  if (nickname === undefined && content === undefined) return make('NodeReferenceSegment', { id })
  // `compose` refuses undefined, as everywhere.
  const segments = compose([content as Insertable], () => 'msg.node: "content"')
  return make('NodeSegment', { user_id: id, nickname, content: segments }, options)
}
