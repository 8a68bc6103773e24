import type { ActionCase } from './run-case.fixture.js'

export const sendMessagesCases: readonly ActionCase[] = [
  {
    action: 'send_group_msg',
    name: 'says something in a group, and tells every account of it',
    params: { group_id: 30001, message: '你好' },
    data: { message_id: 1 },
    events: [
      [10001, 'message.group.normal', { user_id: 10000, raw_message: '你好' }],
      [10000, 'message_sent.group', { user_id: 10000, raw_message: '你好' }],
    ],
  },
]
