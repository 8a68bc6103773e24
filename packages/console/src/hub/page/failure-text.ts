import type { ApiFailed } from '../live/api-failed.js'
import type { HubSay } from '../words/hub-words.js'

/** The reason of a failed request, in the page's language where it has a word for it. */
export function failureText(error: ApiFailed, say: HubSay): string {
  switch (error.code) {
    case 'unreachable':
      return say('unreachable')
    case 'not_allowed':
      return say('not_allowed')
    case 'wrong_token':
      return say('login_wrong')
    case 'too_many_attempts':
      return say('login_slow')
    case 'only_in_file':
      return say('config_only_in_file', { reason: error.message })
    case 'read_only':
      return say('config_read_only', { reason: error.message })
    default:
      return say('failed', { reason: error.message || error.code })
  }
}
