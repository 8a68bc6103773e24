import { describe, expect, it } from 'vitest'
import { actionRow } from './protocol.js'
import { dataFaults, eventFaults, eventName } from './shapes.js'

/** Whoever checks others is checked first: each of these is a fault that must not be overlooked. */

const time = Math.floor(Date.now() / 1000)
const ban = {
  time,
  self_id: 1,
  post_type: 'notice',
  notice_type: 'group_ban',
  sub_type: 'ban',
  group_id: 2,
  operator_id: 3,
  user_id: 4,
  duration: 60,
}

describe('the check of an event', () => {
  it('passes one that is right', () => {
    expect(eventFaults(ban, 1)).toBeUndefined()
    expect(eventName(ban)).toBe('notice.group_ban.ban')
  })

  it.each([
    ['another account', { self_id: 2 }],
    ['milliseconds', { time: time * 1000 }],
    ['no time', { time: undefined }],
    ['a sub_type that is none', { sub_type: 'muted' }],
    ['no sub_type', { sub_type: undefined }],
    ['a field that is missing', { duration: undefined }],
    ['a text for a number', { user_id: '4' }],
    ['a fraction of an id', { user_id: 4.5 }],
    ['an event that nobody knows', { notice_type: 'group_bans' }],
  ])('finds %s', (_, change) => {
    expect(eventFaults({ ...ban, ...change }, 1)).toBeDefined()
  })
})

describe('the check of a reply', () => {
  const file = { group_id: 1, file_id: 'a', file_name: 'a', busid: 1, file_size: 1, upload_time: 1 }
  const more = { dead_time: 0, modify_time: 1, download_times: 0, uploader: 1, uploader_name: '' }

  it.each([
    ['set_group_ban', null],
    ['get_login_info', { user_id: 1, nickname: 'A', more: true }],
    ['get_group_root_files', { files: [{ ...file, ...more }], folders: [] }],
    ['fetch_custom_face', ['a']],
  ])('passes %s', (action, data) => {
    expect(dataFaults(data, actionRow(action))).toBeUndefined()
  })

  it.each([
    ['set_group_ban', {}],
    ['get_login_info', null],
    ['get_login_info', { user_id: '1', nickname: 'A' }],
    ['get_login_info', { user_id: 1 }],
    ['get_group_root_files', { files: [file], folders: [] }],
    ['get_group_root_files', { files: {}, folders: [] }],
    ['get_group_honor_info', { group_id: 1, talkative_list: [{ user_id: 1 }] }],
    ['fetch_custom_face', [1]],
    ['get_group_list', [{ group_id: 1, group_name: 'A', member_count: 2 ** 31, max_member_count: 5 }]],
  ])('finds what is wrong with %s of %j', (action, data) => {
    expect(dataFaults(data, actionRow(action))).toBeDefined()
  })
})
