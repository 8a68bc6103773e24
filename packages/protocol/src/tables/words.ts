import type { Summary } from './table.js'

// Summaries that many rows share.

// who

export const qq: Summary = { zh: 'QQ 号', en: 'QQ number' }
export const group: Summary = { zh: '群号', en: 'group number' }
export const groupName: Summary = { zh: '群名称', en: 'group name' }
export const newGroupName: Summary = { zh: '新群名', en: 'new name of the group' }
export const groupRemark: Summary = { zh: '群备注', en: 'own remark about the group' }
export const sender: Summary = { zh: '发送者 QQ 号', en: 'QQ number of the sender' }
export const senderNickname: Summary = { zh: '发送者昵称', en: 'nickname of the sender' }
export const recipient: Summary = { zh: '对方 QQ 号', en: 'QQ number of the recipient' }
export const friend: Summary = { zh: '好友 QQ 号', en: 'QQ number of the friend' }
export const member: Summary = { zh: '成员 QQ 号', en: 'QQ number of the member' }
export const operator: Summary = { zh: '操作者 QQ 号', en: 'QQ number of the operator' }
export const poker: Summary = { zh: '戳人者 QQ 号', en: 'QQ number of who poked' }
export const poked: Summary = { zh: '被戳者 QQ 号', en: 'QQ number of who was poked' }
export const pokedByDefault: Summary = {
  zh: '被戳者 QQ 号，默认为 user_id',
  en: 'QQ number of who is poked; by default user_id',
}
export const nickname: Summary = { zh: '昵称', en: 'nickname' }
export const avatar: Summary = { zh: '头像 URL', en: 'avatar URL' }
export const sex: Summary = { zh: '性别', en: 'sex' }
export const age: Summary = { zh: '年龄', en: 'age' }
export const qqLevel: Summary = { zh: 'QQ 等级', en: 'QQ level' }
export const memberLevel: Summary = { zh: '成员等级', en: 'member level' }

// messages

export const messageId: Summary = { zh: '消息 ID', en: 'message id' }
export const messageSequence: Summary = { zh: '消息序号', en: 'message sequence' }
export const sentMessageId: Summary = { zh: '所发消息的 ID', en: 'id of the message that was sent' }
export const messageContent: Summary = { zh: '消息内容', en: 'content' }
export const chatKind: Summary = { zh: '会话类型：私聊或群聊', en: 'private or group chat' }
export const sendTime: Summary = { zh: '发送时间，Unix 时间戳', en: 'unix time of sending' }
export const forwardId: Summary = { zh: '合并转发 ID', en: 'forward id' }
export const forwardNodes: Summary = {
  zh: '合并转发的节点（node 消息段）',
  en: 'the nodes, each a node segment',
}
export const reactions: Summary = { zh: '表情回应', en: 'reactions' }
export const emojiId: Summary = { zh: '表情 ID', en: 'emoji id' }
export const emojiType: Summary = { zh: '表情类型', en: 'emoji type' }
export const text: Summary = { zh: '文本内容', en: 'text' }

// files

export const fileId: Summary = { zh: '文件 ID', en: 'file id' }
export const fileName: Summary = { zh: '文件名', en: 'file name' }
export const storedFileName: Summary = { zh: '保存的文件名', en: 'name to store it under' }
export const fileSize: Summary = { zh: '文件大小，单位字节', en: 'size in bytes' }
export const fileSizeText: Summary = { zh: '文件大小，单位字节，为字符串', en: 'size in bytes, as text' }
export const fileBusiness: Summary = { zh: '文件业务 ID（busid）', en: 'business id of the file' }
export const fileHash: Summary = { zh: '文件哈希', en: 'hash of the file' }
export const fileMd5: Summary = { zh: '文件的 MD5', en: 'MD5 of the file' }
export const fileUrl: Summary = { zh: '文件 URL', en: 'URL of the file' }
export const fileToSend: Summary = {
  zh: '文件：路径、file:// URI、http(s) URL 或 base64://',
  en: 'file: path, file:// URI, http(s) URL or base64://',
}
export const fileBase64: Summary = { zh: '文件内容，Base64 编码', en: 'content in base64' }
export const downloadUrl: Summary = { zh: '下载 URL', en: 'download URL' }
export const downloadThreads: Summary = { zh: '下载线程数', en: 'download threads' }
export const folderId: Summary = { zh: '文件夹 ID', en: 'folder id' }
export const folderName: Summary = { zh: '文件夹名称', en: 'folder name' }
export const currentFolder: Summary = { zh: '文件现在所在的文件夹 ID', en: 'id of the folder it is in' }
export const albumId: Summary = { zh: '相册 ID', en: 'album id' }
export const albumName: Summary = { zh: '相册名称', en: 'name of the album' }
export const albumDescription: Summary = { zh: '相册描述', en: 'description of the album' }
export const fileSetId: Summary = { zh: '闪传文件集 ID', en: 'flash-transfer file set id' }
export const fileSetTitle: Summary = { zh: '文件集标题', en: 'title of the file set' }
export const shareLink: Summary = { zh: '分享链接', en: 'share link' }

// guilds

export const guildId: Summary = { zh: '频道 ID', en: 'guild id' }
export const channelId: Summary = { zh: '子频道 ID', en: 'channel id' }
export const roleId: Summary = { zh: '身份组 ID', en: 'role id' }
export const roleName: Summary = { zh: '身份组名称', en: 'role name' }
export const tinyId: Summary = { zh: '频道用户 ID（tiny_id）', en: 'tiny id' }
export const argb: Summary = { zh: 'ARGB 颜色值', en: 'color as ARGB' }

// requests and notices

export const requestId: Summary = { zh: '请求 ID', en: 'request id' }
export const requestText: Summary = { zh: '验证信息', en: 'text of the request' }
export const approve: Summary = { zh: '是否同意', en: 'accept (true) or refuse' }
export const wasHandled: Summary = { zh: '是否已处理', en: 'was handled' }
export const announcementId: Summary = { zh: '公告 ID', en: 'announcement id' }

// clients of a hub

export const clientId: Summary = { zh: '客户端 ID', en: 'client id' }
export const clientName: Summary = { zh: '客户端名称', en: 'client name' }
export const clientNameIfSet: Summary = {
  zh: '客户端名称，未设置时没有这个字段',
  en: 'client name, absent where none was set',
}

// the rest

export const howMany: Summary = { zh: '获取的数量', en: 'how many to get' }
export const mostMembers: Summary = { zh: '成员数上限', en: 'most members that it can have' }
export const noCache: Summary = { zh: '是否跳过缓存', en: 'bypass the cache' }
export const noCacheSlow: Summary = {
  zh: '是否跳过缓存（较慢，但数据更新）',
  en: 'bypass the cache: slower, but fresh',
}
export const createTime: Summary = { zh: '创建时间，Unix 时间戳', en: 'unix time of creation' }
export const addOrTakeBack: Summary = { zh: 'true 为添加，false 为取消', en: 'true adds, false takes back' }
export const voiceKind: Summary = { zh: '1 为语音，2 为唱歌', en: '1 to speak, 2 to sing' }
export const clickUrl: Summary = { zh: '点击后跳转的 URL', en: 'URL that a click opens' }
export const hexPayload: Summary = { zh: '十六进制的数据', en: 'payload in hexadecimal' }
export const commandName: Summary = { zh: '命令名', en: 'command name' }
export const cookies: Summary = { zh: 'Cookies 字符串', en: 'value of the cookie header' }
export const serverText: Summary = { zh: '服务器返回的文本', en: 'text from the server' }
export const succeeded: Summary = { zh: '是否成功', en: 'it succeeded' }
export const result: Summary = { zh: '结果', en: 'result' }
export const alwaysTrue: Summary = { zh: '恒为 true', en: 'always true' }
