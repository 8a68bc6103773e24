import type { ActionName } from '@rookery/protocol'
import { MAX_SEGMENTS, MAX_TEXT_LENGTH } from '../../deeds/content.js'
import { MAX_FORWARD_DEPTH, MAX_NODES } from '../../deeds/merge-forward.js'
import type { ActionCase } from './run-case.fixture.js'

/** A text segment, and a node with a message. */
export const text = (text: string) => ({ type: 'text', data: { text } })
export const node = (content: unknown) => ({ type: 'node', data: { user_id: 20001, nickname: 'A', content } })

/** Refusals of sending to a group. */
export const refusedInGroup = (action: ActionName, rest: object): readonly ActionCase[] => [
  {
    action,
    name: 'refuses for a group that is not there',
    params: { ...rest, group_id: 39999 },
    refusal: 'no_such_group',
  },
  {
    action,
    name: 'refuses to who is not a member',
    params: { ...rest, group_id: 30002 },
    refusal: 'not_member',
  },
  {
    action,
    name: 'refuses to who is muted',
    given: [{ by: 20001, deed: { do: 'mute', group_id: 30001, user_id: 10000, duration: 60 } }],
    params: { ...rest, group_id: 30001 },
    refusal: 'muted',
  },
  {
    action,
    name: 'refuses to members while the whole group is muted',
    given: [{ by: 20001, deed: { do: 'mute_all', group_id: 30001, enable: true } }],
    by: 10001,
    params: { ...rest, group_id: 30001 },
    refusal: 'whole_group_muted',
  },
]

/** Refusals of sending to a user. */
export const refusedByUser = (action: ActionName, rest: object): readonly ActionCase[] => [
  {
    action,
    name: 'refuses for a user who is not there',
    params: { ...rest, user_id: 29999 },
    refusal: 'no_such_user',
  },
  {
    action,
    name: 'refuses for a user who is no friend',
    params: { ...rest, user_id: 20002 },
    refusal: 'not_friend',
  },
]

export const refusedThroughGroup = (action: ActionName, rest: object): readonly ActionCase[] => [
  {
    action,
    name: 'refuses a temporary chat through a group that is not there',
    params: { ...rest, user_id: 20002, group_id: 39999 },
    refusal: 'no_such_group',
  },
  {
    action,
    name: 'refuses a temporary chat with somebody outside of the group',
    params: { ...rest, user_id: 20003, group_id: 30001 },
    refusal: 'not_member',
  },
]

/** Refusals caused by content; `of` builds the params that contain it. */
export const refusedContent = (
  action: ActionName,
  of: (message: unknown) => object,
): readonly ActionCase[] => [
  { action, name: 'refuses to say nothing', params: of([]), refusal: 'empty_message' },
  { action, name: 'refuses a text without a character', params: of([text('')]), refusal: 'empty_message' },
  {
    action,
    name: 'refuses a text that is too long',
    params: of([text('长'.repeat(MAX_TEXT_LENGTH + 1))]),
    refusal: 'too_long',
  },
  {
    action,
    name: 'refuses too many segments',
    params: of(Array.from({ length: MAX_SEGMENTS + 1 }, () => text('a'))),
    refusal: 'too_long',
  },
  {
    action,
    name: 'refuses to quote what is not there',
    params: of([{ type: 'reply', data: { id: '77' } }, text('a')]),
    refusal: 'no_such_message',
  },
  {
    action,
    name: 'refuses to quote from another chat',
    given: [{ by: 20001, deed: { do: 'say', user_id: 10000, message: '在吗' } }],
    params: of([{ type: 'reply', data: { id: 1 } }, text('a')]),
    refusal: 'no_such_message',
  },
  {
    action,
    name: 'refuses a merged forward that is not there',
    params: of({ type: 'forward', data: { id: 'none' } }),
    refusal: 'no_such_forward',
  },
  {
    action,
    name: 'refuses a file that is not there',
    params: of('[CQ:image,file=none.png]'),
    refusal: 'no_such_file',
  },
  { action, name: 'refuses to call nobody', params: of('[CQ:at,qq=Bob]'), refusal: 'bad_params' },
  {
    action,
    name: 'refuses a segment that no CQ code can spell',
    params: of([{ type: '日记', data: {} }]),
    refusal: 'bad_params',
  },
  {
    action,
    name: 'refuses a node among other segments',
    params: of([node('a'), text('b')]),
    refusal: 'bad_params',
  },
]

/** Refusals of a merged forward. */
export const refusedNodes = (action: ActionName, of: (nodes: unknown) => object): readonly ActionCase[] => [
  {
    action,
    name: 'refuses too many nodes',
    params: of(Array.from({ length: MAX_NODES + 1 }, () => node('a'))),
    refusal: 'too_long',
  },
  {
    action,
    name: 'refuses merged forwards that go too deep',
    params: of(nested(MAX_FORWARD_DEPTH + 1)),
    refusal: 'too_long',
  },
  {
    action,
    name: 'refuses a node without content',
    params: of([{ type: 'node', data: { user_id: 20001 } }]),
    refusal: 'bad_params',
  },
  {
    action,
    name: 'refuses a copy of what is not there',
    params: of([{ type: 'node', data: { id: '77' } }]),
    refusal: 'no_such_message',
  },
  {
    action,
    name: 'refuses nodes without a word',
    params: of([node('')]),
    refusal: 'empty_message',
  },
  {
    action,
    name: 'refuses a node with a merged forward that is not there',
    params: of([node([{ type: 'forward', data: { id: 'none' } }])]),
    refusal: 'no_such_forward',
  },
  {
    action,
    name: 'refuses a node with a file that is not there',
    params: of([node('[CQ:image,file=none.png]')]),
    refusal: 'no_such_file',
  },
]

/** Nested merged forwards. */
const nested = (depth: number): readonly unknown[] => [node(depth === 1 ? '底' : nested(depth - 1))]
