import type { Group, GroupFile, GroupFolder, Member, Message, User, World } from '../world/world.js'
import type {
  PageChat,
  PageGroupFile,
  PageGroupFolder,
  PageMember,
  PageMessage,
  PageUser,
} from './world-view.js'

/* Views of a world's objects, as the page receives them. */

export const viewUser = ({ user_id, nickname, avatar }: User): PageUser =>
  avatar === undefined ? { user_id, nickname } : { user_id, nickname, avatar }

export const viewMember = ({ user_id, role, card, title, muted_until }: Member): PageMember => ({
  user_id,
  role,
  card,
  title,
  muted_until,
})

export function viewMessage(message: Message): PageMessage {
  const { message_id, chat, message_seq: seq, time, sender_id, anonymous, recalled, reactions } = message
  return {
    message_id,
    chat,
    seq,
    time,
    sender_id,
    message: message.message,
    ...(anonymous ? { anonymous: anonymous.name } : {}),
    ...(recalled ? { recalled_by: recalled.operator_id } : {}),
    reactions: [...reactions].map(([emoji, user_ids]) => ({ emoji, user_ids })),
  }
}

export function viewChat({ chats, messages }: World, key: string): PageChat {
  const chat = chats.get(key)
  const last = messages.get(chat?.messageIds.last() ?? 0)
  return { key, last_seq: chat?.lastSeq ?? 0, ...(last ? { last: viewMessage(last) } : {}) }
}

export const viewFile = (file: GroupFile): PageGroupFile => {
  const { file_id, name, media, size, uploader, upload_time, folder_id } = file
  return { file_id, name, media, size, uploader, upload_time, folder_id }
}

export const viewFolder = ({ folder_id, name, creator }: GroupFolder): PageGroupFolder => ({
  folder_id,
  name,
  creator,
})

export const essenceOf = (group: Group | undefined): readonly number[] => [...(group?.essence.keys() ?? [])]
