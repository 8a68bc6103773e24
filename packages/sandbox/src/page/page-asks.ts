import { OneBotError } from '@rookery/protocol'
import { readFaultRule } from '../faults/read-rule.js'
import { checkFields, type Fields } from '../fields/check-fields.js'
import type { Sandbox } from '../sandbox.js'
import { newGroup, newUser } from '../world/build-world.js'
import { refuse } from '../world/refusal.js'
import type { World } from '../world/world.js'
import type { GroupSpec, UserSpec } from '../world/world-spec.js'
import { askFields, groupFields, type PageAskOf, userFields } from './ask-fields.js'
import type { PageFeed } from './feed.js'
import type { PageWorlds } from './page-parts.js'
import { viewMessage } from './page-views.js'
import type { Uploads } from './upload.js'
import type { ForwardView, HistoryPage, PageAsk } from './wire.js'

/** Most messages that a page receives at a time. */
const MOST_MESSAGES = 500

/** Parts that answers need besides the sandbox. */
export interface AskParts {
  readonly feed: PageFeed
  readonly uploads: Uploads
  readonly worlds?: PageWorlds | undefined
}

/** Executes a request of the page; its result is the answer. */
export function answerAsk(sandbox: Sandbox, parts: AskParts, ask: PageAsk): unknown {
  const answer = Object.hasOwn(asks, ask.ask) ? asks[ask.ask] : undefined
  if (!answer) throw new OneBotError('unknown_ask', `the page cannot ask for "${ask.ask}"`)
  checkFields<object>(ask.ask, ask, askFields[ask.ask] as Fields<object>)
  return (answer as (sandbox: Sandbox, ask: PageAsk, parts: AskParts) => unknown)(sandbox, ask, parts)
}

const asks: {
  readonly [N in PageAsk['ask']]: (sandbox: Sandbox, ask: PageAskOf<N>, parts: AskParts) => unknown
} = {
  act: (sandbox, { by, deed }, { uploads }) => sandbox.act(by, uploads.settle(deed)),
  online: (sandbox, { self_id, online }) => sandbox.setOnline(self_id, online),
  history: ({ world }, ask) => history(world, ask),
  forward: ({ world }, { forward_id }) => forwardView(world, forward_id),
  advance: ({ clock }, { by_ms }) =>
    canAdvance(clock) ? clock.advance(by_ms) : lacking('a clock that can be set'),
  transcript: (_, { chat, from_seq, language }, { feed }) => feed.transcript(chat, from_seq, language),
  wire_transcript: (_, { wire_id, language }, { feed }) => feed.wireTranscript(wire_id, language),
  wire_test: (_, { wire_id, language }, { feed }) => feed.wireTest(wire_id, language),
  chat_test: (_, { chat, count, language }, { feed }) => feed.test({ is: 'last', chat, count }, language),
  reset: (sandbox) => sandbox.reset(),
  export: ({ world }, _, { worlds = lacking('world files') }) => worlds.write(world),
  import: (sandbox, { text }, { worlds = lacking('world files') }) => sandbox.reset(worlds.read(text)),
  add_user: (sandbox, { user }) => addUser(sandbox, user),
  add_group: (sandbox, { group }) => addGroup(sandbox, group),
  add_fault: ({ faults }, { fault }) => void faults.add(readFaultRule(fault)),
  clear_faults: ({ faults }) => faults.clear(),
}

/** Whether a clock can be advanced. */
export const canAdvance = (clock: object): clock is { advance(byMs: number): Promise<void> } =>
  'advance' in clock

function lacking(what: string): never {
  throw new OneBotError('not_here', `this sandbox has no ${what}`)
}

function history(world: World, { chat: key, before_seq, count }: PageAskOf<'history'>): HistoryPage {
  const chat = world.chats.get(key)
  if (!chat) return { chat: key, messages: [], more: false }
  const wanted = Math.min(Math.max(1, count), MOST_MESSAGES)
  // Messages are only removed from the beginning of a chat, so the numbers have no gaps.
  const end = before_seq === undefined ? chat.messageIds.size : endBefore(chat, before_seq)
  const start = Math.max(0, end - wanted)
  const messages = chat.messageIds
    .slice(start, end)
    .toArray()
    .flatMap((id) => {
      const message = world.messages.get(id)
      return message ? [viewMessage(message)] : []
    })
  return { chat: key, messages, more: start > 0 }
}

const endBefore = (chat: { messageIds: { size: number }; lastSeq: number }, seq: number): number =>
  Math.min(Math.max(0, chat.messageIds.size - (chat.lastSeq - seq + 1)), chat.messageIds.size)

function forwardView({ forwards }: World, forward_id: string): ForwardView {
  const forward = forwards.get(forward_id)
  if (!forward) return refuse('no_such_forward', `there is no forward ${forward_id}`)
  return {
    nodes: forward.nodes.map(({ user_id, nickname, time, message }) => ({
      user_id,
      nickname,
      time,
      message,
    })),
  }
}

/** Adds a user to the world from outside, as a world file would: no account is notified. */
function addUser(sandbox: Sandbox, spec: UserSpec): void {
  const { world } = sandbox
  checkFields('a user', spec, userFields)
  if (world.users.has(spec.user_id)) refuse('name_taken', `there is a user ${spec.user_id} already`)
  sandbox.reset({ ...world, users: world.users.set(spec.user_id, newUser(spec)) })
}

function addGroup(sandbox: Sandbox, spec: GroupSpec): void {
  const { world } = sandbox
  checkFields('a group', spec, groupFields)
  if (world.groups.has(spec.group_id)) refuse('name_taken', `there is a group ${spec.group_id} already`)
  const group = newGroup(spec, Math.floor(sandbox.clock.now() / 1000))
  const named = [spec.owner, ...(spec.admins ?? []), ...(spec.members ?? [])]
  if (named.length > group.members.size) refuse('bad_params', 'somebody is named twice among the members')
  const stranger = [...group.members.keys()].find((user_id) => !world.users.has(user_id))
  if (stranger !== undefined) refuse('no_such_user', `there is no user ${stranger}`)
  sandbox.reset({ ...world, groups: world.groups.set(spec.group_id, group) })
}
