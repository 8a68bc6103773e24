import { OneBotError } from '@rookery/protocol'
import { newGroup, newUser } from '../world/build-world.js'
import { refuse } from '../world/refusal.js'
import type { World } from '../world/world.js'
import type { GroupSpec, UserSpec } from '../world/world-spec.js'
import type { PageSandbox, PageSettings } from './page-parts.js'
import { viewMessage } from './page-views.js'
import type { ForwardView, HistoryPage, PageAsk } from './wire.js'

/** A page gets so many messages at a time. */
const MOST_MESSAGES = 500

type Ask<N extends PageAsk['ask']> = Extract<PageAsk, { ask: N }>
type Parts = Pick<PageSettings, 'worlds' | 'faults'>

/** Does what the page asks for; what it gives is the answer. */
export function answerAsk(sandbox: PageSandbox, parts: Parts, ask: PageAsk): unknown {
  const answer = Object.hasOwn(asks, ask.ask) ? asks[ask.ask] : undefined
  if (!answer) throw new OneBotError('unknown_ask', `the page cannot ask for "${ask.ask}"`)
  return (answer as (sandbox: PageSandbox, ask: PageAsk, parts: Parts) => unknown)(sandbox, ask, parts)
}

const asks: {
  readonly [N in PageAsk['ask']]: (sandbox: PageSandbox, ask: Ask<N>, parts: Parts) => unknown
} = {
  act: (sandbox, { by, deed }) => sandbox.act(by, deed),
  online: (sandbox, { self_id, online }) => sandbox.setOnline(self_id, online),
  history: ({ world }, ask) => history(world, ask),
  forward: ({ world }, { forward_id }) => forwardView(world, forward_id),
  advance: ({ clock }, { by_ms }) => clock.advance?.(by_ms) ?? lacking('a clock that can be set'),
  reset: (sandbox) => sandbox.reset(),
  export: ({ world }, _, { worlds = lacking('world files') }) => worlds.write(world),
  import: (sandbox, { text }, { worlds = lacking('world files') }) => sandbox.reset(worlds.read(text)),
  add_user: (sandbox, { user }) => addUser(sandbox, user),
  add_group: (sandbox, { group }) => addGroup(sandbox, group),
  add_fault: (_, { fault }, { faults = lacking('faults') }) => faults.add(fault),
  clear_faults: (_, __, { faults = lacking('faults') }) => faults.clear(),
}

function lacking(what: string): never {
  throw new OneBotError('not_here', `this sandbox has no ${what}`)
}

function history(world: World, { chat: key, before_seq, count }: Ask<'history'>): HistoryPage {
  const chat = world.chats.get(key)
  if (!chat) return { chat: key, messages: [], more: false }
  const wanted = Math.min(Math.max(1, count), MOST_MESSAGES)
  // Nothing is ever taken out of a chat but at its beginning: the numbers have no gaps.
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

/** Who is new changes the world from outside, as a file would: no account is told. */
function addUser(sandbox: PageSandbox, spec: UserSpec): void {
  const { world } = sandbox
  if (world.users.has(spec.user_id)) refuse('name_taken', `there is a user ${spec.user_id} already`)
  sandbox.reset({ ...world, users: world.users.set(spec.user_id, newUser(spec)) })
}

function addGroup(sandbox: PageSandbox, spec: GroupSpec): void {
  const { world } = sandbox
  if (world.groups.has(spec.group_id)) refuse('name_taken', `there is a group ${spec.group_id} already`)
  const group = newGroup(spec, Math.floor(sandbox.clock.now() / 1000))
  const stranger = [...group.members.keys()].find((user_id) => !world.users.has(user_id))
  if (stranger !== undefined) refuse('no_such_user', `there is no user ${stranger}`)
  sandbox.reset({ ...world, groups: world.groups.set(spec.group_id, group) })
}
