import { expect, it } from 'vitest'
import { implementedActions } from './implemented-actions.js'

it('tells of an action what it causes and everything that it is refused with', () => {
  expect(implementedActions().get('upload_private_file')).toEqual({
    events: ['message.private', 'message_sent.private', 'notice.offline_file'],
    refusals: ['bad_params', 'account_offline', 'no_such_file', 'not_friend', 'too_large', 'bad_media'],
    isAsync: false,
    isPlausible: false,
  })
})

it('says which ones are answered before they are done', () => {
  const later = [...implementedActions()].filter(([, { isAsync }]) => isAsync)
  expect(later.map(([name]) => name)).toEqual(['set_restart'])
})
