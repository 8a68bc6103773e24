import { type FetchedMessage, fetchedMessage, type HistoryPlace } from './fetched-message.js'

/** The account whose history the tests of this folder read. */
export const PLACE: HistoryPlace = {
  chat: { kind: 'group', id: '30001' },
  selfId: '10001',
  dialect: 'unknown',
}

/** The text of a message of a group, with other members. */
export const messageText = (more: object = {}): Uint8Array =>
  Buffer.from(
    JSON.stringify({
      ...{ post_type: 'message', message_type: 'group', group_id: 30001, user_id: 20001 },
      ...{ time: 1_700_000_000, message_id: 77, real_seq: '5', raw_message: '你好' },
      ...more,
    }),
  )

/** A message as it is fetched. */
export function messageOf(more: object = {}, place = PLACE): FetchedMessage {
  const message = fetchedMessage(messageText(more), place)
  if (!message) throw new TypeError('no message')
  return message
}
