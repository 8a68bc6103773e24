import { perform } from '../deeds/perform.js'
import { characters, spoken } from '../deeds/speak.js'
import { ownGroupOf } from '../world/look-up.js'
import type { Actions } from './action.js'
import { OF_GROUP } from './send-messages.js'

export const aiVoiceHandlers = {
  get_ai_characters: { events: [], refuses: [], run: () => [{ type: '推荐', characters }] },
  get_ai_record: {
    events: [],
    refuses: ['no_such_group', 'not_member', 'empty_message', 'too_long'],
    run(turn, { character, group_id, text }, self) {
      ownGroupOf(turn, self, group_id)
      return spoken(character, text).data.url ?? ''
    },
  },
  send_group_ai_record: {
    events: ['message.group', 'message_sent.group'],
    refuses: [...OF_GROUP, 'empty_message', 'too_long'],
    run(turn, { character, group_id, text }, self) {
      const { message_id } = perform(turn, self, 'speak', { group_id, character, text })
      return { message_id }
    },
  },
} as const satisfies Actions
