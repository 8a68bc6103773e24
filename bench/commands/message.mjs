/** Who speaks, where, and what: every message is another user's, so that none waits for another. */
export const SELF_ID = 10000
export const GROUP_ID = 720018843

export const textOf = (index, commands) => `/command${index % commands} 南京 ${index}`
export const userOf = (index) => 3_000_000_000 + (index % 5000)

/** A message as an implementation sends it. */
export const eventOf = (index, commands) => ({
  time: 1_750_000_000,
  self_id: SELF_ID,
  post_type: 'message',
  message_type: 'group',
  sub_type: 'normal',
  message_id: index,
  group_id: GROUP_ID,
  user_id: userOf(index),
  message: [{ type: 'text', data: { text: textOf(index, commands) } }],
  raw_message: textOf(index, commands),
  font: 0,
  sender: { user_id: userOf(index), nickname: '小明', card: '', role: 'member' },
})
