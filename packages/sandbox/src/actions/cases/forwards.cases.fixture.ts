import type { Sendable } from '@rookery/protocol'
import { expect } from 'vitest'
import {
  node,
  refusedByUser,
  refusedContent,
  refusedInGroup,
  refusedNodes,
  refusedThroughGroup,
  text,
} from './refused.fixture.js'
import { type ActionCase, type Given, NOW } from './run-case.fixture.js'
import { inGroup, inPrivate } from './send-messages.cases.fixture.js'

const nodes = [node('一'), { type: 'node', data: { uin: '20002', name: '小B', content: [text('二')] } }]

const toGroup = (messages: unknown) => ({ group_id: 30001, messages })
const toFriend = (messages: unknown) => ({ user_id: 10001, messages })

const said = (message: unknown, by = 20001): Given => ({
  by,
  deed: { do: 'say', group_id: 30001, message: message as Sendable },
})

const id = expect.stringMatching(/^[0-9a-f]{32}$/)

/** Refusals of `refusedContent` that do not apply where nodes are required. */
const WITHOUT_NODES = ['empty_message']

const asNodes = (
  action: 'send_forward_msg' | 'send_group_forward_msg' | 'send_private_forward_msg',
  of: (nodes: unknown) => object,
): readonly ActionCase[] => [
  {
    action,
    name: 'refuses no nodes at all',
    params: of([]),
    refusal: 'empty_message',
  },
  { action, name: 'refuses what are no nodes', params: of([text('a')]), refusal: 'bad_params' },
  ...refusedContent(action, (message) => of([node(message)])).filter(
    ({ refusal = '', name }) => !WITHOUT_NODES.includes(refusal) && !name.includes('quote'),
  ),
  ...refusedNodes(action, of),
]

const send: readonly ActionCase[] = [
  {
    action: 'send_group_forward_msg',
    name: 'sends one message that holds all nodes',
    params: toGroup(nodes),
    data: { message_id: 1, forward_id: id, res_id: id },
    events: inGroup.map(([self_id, name]) => [
      self_id,
      name,
      { message: [{ type: 'forward', data: { id } }] },
    ]),
    after: ({ forwards }) =>
      expect(forwards.first()?.nodes).toMatchObject([
        { user_id: 20001, nickname: 'A', time: NOW },
        { user_id: 20002, nickname: '小B' },
      ]),
  },
  {
    action: 'send_group_forward_msg',
    name: 'takes them as "message", too',
    params: { group_id: 30001, message: nodes },
    events: inGroup,
  },
  ...refusedInGroup('send_group_forward_msg', { messages: nodes }),
  ...asNodes('send_group_forward_msg', toGroup),
  {
    action: 'send_private_forward_msg',
    name: 'sends them to a friend',
    params: toFriend(nodes),
    events: inPrivate,
  },
  ...refusedByUser('send_private_forward_msg', { messages: nodes }),
  ...refusedThroughGroup('send_private_forward_msg', { messages: nodes }),
  ...asNodes('send_private_forward_msg', toFriend),
  { action: 'send_forward_msg', name: 'sends to a group', params: toGroup(nodes), events: inGroup },
  { action: 'send_forward_msg', name: 'sends to a friend', params: toFriend(nodes), events: inPrivate },
  {
    action: 'send_forward_msg',
    name: 'refuses without a target',
    params: { messages: nodes },
    refusal: 'bad_params',
  },
  ...refusedInGroup('send_forward_msg', { messages: nodes }),
  ...refusedByUser('send_forward_msg', { messages: nodes }),
  ...asNodes('send_forward_msg', toGroup),
]

const copies = [said('原文'), said([{ type: 'node', data: { id: 1 } }, node([node('里面')])])]

const read: readonly ActionCase[] = [
  {
    action: 'get_forward_msg',
    name: 'gives nodes, of the id of the message',
    profile: 'lagrange',
    given: copies,
    params: { message_id: 2 },
    data: {
      message: [
        { type: 'node', data: { user_id: '20001', nickname: 'Alice', content: [text('原文')] } },
        { type: 'node', data: { user_id: '20001', nickname: 'A' } },
      ],
    },
  },
  {
    action: 'get_forward_msg',
    name: 'gives messages, with the forwards inside of them opened',
    profile: 'napcat',
    given: copies,
    params: { message_id: 2 },
    data: {
      messages: [
        {
          message_id: 1,
          group_id: 30001,
          sender: { user_id: 20001, nickname: 'Alice' },
          raw_message: '原文',
        },
        { message: [{ type: 'forward', data: { id: '', content: [{ raw_message: '里面' }] } }] },
      ],
    },
  },
  {
    action: 'get_forward_msg',
    name: 'gives them of the id of the merged forward',
    given: copies,
    params: ({ forwards }) => ({ id: forwards.first()?.id ?? '' }),
    data: { messages: [{}] },
  },
  {
    action: 'get_forward_msg',
    name: 'refuses an id that there is not',
    params: { id: 'none' },
    refusal: 'no_such_forward',
  },
  {
    action: 'get_forward_msg',
    name: 'refuses a message that holds none',
    given: [said('原文')],
    params: { id: '1' },
    refusal: 'no_such_forward',
  },
  {
    action: 'get_forward_msg',
    name: 'refuses a message that is not there',
    params: { id: '77' },
    refusal: 'no_such_message',
  },
]

const single: readonly ActionCase[] = [
  {
    action: 'forward_group_single_msg',
    name: 'says again what was said',
    profile: 'llbot',
    given: [said('原文', 20002)],
    params: { message_id: 1, group_id: 30001 },
    data: { message_id: 2 },
    events: inGroup.map(([self_id, name]) => [self_id, name, { raw_message: '原文' }]),
  },
  {
    action: 'forward_group_single_msg',
    name: 'leaves behind what it quoted',
    given: [said('原文'), said('[CQ:reply,id=1]好')],
    params: { message_id: 2, group_id: 30001 },
    events: inGroup.map(([self_id, name]) => [self_id, name, { raw_message: '好' }]),
  },
  {
    action: 'forward_group_single_msg',
    name: 'refuses a message that is not there',
    params: { message_id: 77, group_id: 30001 },
    refusal: 'no_such_message',
  },
  ...refusedInGroup('forward_group_single_msg', { message_id: 1 }).map((each) => after(each)),
  {
    action: 'forward_friend_single_msg',
    name: 'says to a friend what was said in a group',
    profile: 'llbot',
    given: [said('原文')],
    params: { message_id: 1, user_id: 10001 },
    data: { message_id: 2 },
    events: inPrivate.map(([self_id, name]) => [self_id, name, { raw_message: '原文' }]),
  },
  {
    action: 'forward_friend_single_msg',
    name: 'refuses a message that is not there',
    params: { message_id: 77, user_id: 10001 },
    refusal: 'no_such_message',
  },
  ...refusedByUser('forward_friend_single_msg', { message_id: 1 }).map((each) => after(each)),
  ...refusedThroughGroup('forward_friend_single_msg', { message_id: 1 }).map((each) => after(each)),
]

/** The same case, with a message to forward sent before. */
function after(each: ActionCase): ActionCase {
  return { ...each, given: [said('原文'), ...(each.given ?? [])] }
}

export const forwardsCases: readonly ActionCase[] = [...send, ...read, ...single]
