import type { ActionName } from '@rookery/protocol'
import { expect } from 'vitest'
import { MAX_TEXT_LENGTH } from '../../deeds/content.js'
import { refusedInGroup } from './refused.fixture.js'
import type { ActionCase } from './run-case.fixture.js'
import { CAT, inGroup } from './send-messages.cases.fixture.js'

const VOICE = { file: 'beef.amr', name: 'v.amr', size: 6, mime: 'audio/amr', path: '/media/beef.amr' }

const info = {
  file: '/media/c0ffee.png',
  url: '/c0ffee.png',
  file_size: '68',
  file_name: 'cat.png',
}

const reads = (action: ActionName, name: 'file' | 'image', data: object): readonly ActionCase[] => [
  { action, name: 'tells of a file', media: [CAT], params: { [name]: 'c0ffee.png' }, data },
  {
    action,
    name: 'refuses a file that is not there',
    params: { [name]: 'none.png' },
    refusal: 'no_such_file',
  },
]

const files: readonly ActionCase[] = [
  { action: 'can_send_image', name: 'can', data: { yes: true } },
  { action: 'can_send_record', name: 'can', data: { yes: true } },
  ...reads('get_image', 'file', info),
  {
    action: 'get_image',
    name: 'tells of it as go-cqhttp does',
    profile: 'go-cqhttp',
    media: [CAT],
    params: { file: 'c0ffee.png' },
    data: { file: '/media/c0ffee.png', size: 68, filename: 'cat.png' },
  },
  ...reads('get_file', 'file', info),
  {
    action: 'get_file',
    name: 'tells of a file of a group',
    media: [CAT],
    given: [{ by: 20001, deed: { do: 'upload', group_id: 30001, file: 'c0ffee.png' } }],
    params: ({ groups }) => ({ file_id: groups.get(30001)?.files.first()?.file_id }),
    data: info,
  },
  {
    action: 'get_record',
    name: 'gives a recording as it is',
    media: [VOICE],
    params: { file: 'beef.amr', out_format: 'amr' },
    data: { file: '/media/beef.amr', file_size: '6' },
  },
  {
    action: 'get_record',
    name: 'refuses another format than it has',
    media: [VOICE],
    params: { file: 'beef.amr', out_format: 'mp3' },
    refusal: 'bad_media',
  },
  {
    action: 'get_record',
    name: 'refuses a file that is not there',
    params: { file: 'none.amr', out_format: 'amr' },
    refusal: 'no_such_file',
  },
  ...reads('ocr_image', 'image', []),
  ...reads('.ocr_image', 'image', []),
  {
    action: 'ocr_image',
    name: 'reads as go-cqhttp does',
    profile: 'go-cqhttp',
    media: [CAT],
    params: { image: 'c0ffee.png' },
    data: { texts: [], language: 'zh' },
  },
  {
    action: 'download_file',
    name: 'tells where it is kept',
    media: [CAT],
    params: { url: 'c0ffee.png' },
    data: { file: '/media/c0ffee.png' },
  },
  {
    action: 'download_file',
    name: 'refuses a file that is not there',
    params: { base64: 'none' },
    refusal: 'no_such_file',
  },
  { action: 'download_file', name: 'needs something', refusal: 'bad_params' },
  { action: 'fetch_custom_face', name: 'has none', data: [] },
  {
    action: 'check_url_safely',
    name: 'knows nothing',
    params: { url: 'http://a.example' },
    data: { level: 2 },
  },
]

const speech = { group_id: 30001, character: 'rookery-voice-1', text: '你好' }

const speaks = (action: ActionName): readonly ActionCase[] => [
  { action, name: 'refuses to say nothing', params: { ...speech, text: '' }, refusal: 'empty_message' },
  {
    action,
    name: 'refuses what is too long',
    params: { ...speech, text: '长'.repeat(MAX_TEXT_LENGTH + 1) },
    refusal: 'too_long',
  },
  {
    action,
    name: 'refuses a voice that there is not',
    params: { ...speech, character: 'none' },
    refusal: 'bad_params',
  },
]

const voices: readonly ActionCase[] = [
  {
    action: 'get_ai_characters',
    name: 'has two voices',
    params: { group_id: 30001 },
    data: [{ characters: [{ character_id: 'rookery-voice-1' }, { character_id: 'rookery-voice-2' }] }],
  },
  {
    action: 'get_ai_record',
    name: 'gives a recording',
    params: speech,
    data: expect.stringMatching(/^data:audio\/wav;base64,UklGR/),
  },
  ...refusedInGroup('get_ai_record', speech).slice(0, 2),
  ...speaks('get_ai_record'),
  {
    action: 'send_group_ai_record',
    name: 'sends a recording',
    profile: 'llbot',
    params: speech,
    data: { message_id: 1 },
    events: inGroup.map(([self_id, name]) => [self_id, name, { message: [{ data: { text: '你好' } }] }]),
  },
  ...refusedInGroup('send_group_ai_record', speech),
  ...speaks('send_group_ai_record'),
]

export const mediaCases: readonly ActionCase[] = [...files, ...voices]
