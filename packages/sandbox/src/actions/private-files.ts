import { perform } from '../deeds/perform.js'
import { mediaUrl } from '../world/media-url.js'
import { refuse } from '../world/refusal.js'
import type { Actions } from './action.js'

export const privateFileHandlers = {
  upload_private_file: {
    events: ['message.private', 'message_sent.private', 'notice.offline_file'],
    refuses: ['not_friend', 'no_such_file'],
    files: ['file'],
    run: (turn, { user_id, file, name = '' }, self) =>
      perform(turn, self, 'upload', { user_id, file, ...(name && { name }) }),
  },
  get_private_file_url: {
    events: [],
    refuses: ['no_such_file'],
    run({ world }, { file_id }, self) {
      const file = world.privateFiles.get(file_id)
      if (!file || (file.sender_id !== self && file.target_id !== self)) {
        return refuse('no_such_file', `there is no file ${file_id}`)
      }
      return { url: mediaUrl(world, file.media) }
    },
  },
} as const satisfies Actions
