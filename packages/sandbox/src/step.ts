import { OneBotError } from '@rookery/protocol'
import { actionHandlers } from './actions/actions.js'
import { actionOf, runAction } from './actions/run-action.js'
import type { Deed } from './deeds/deeds.js'
import { perform } from './deeds/perform.js'
import { type Done, type ToldEvent, Turn } from './turn/turn.js'
import { type RefusalName, WorldRefusal } from './world/refusal.js'
import { type Media, profileOf, type World } from './world/world.js'

/** An input of a world. `nowMs` is its time; `media` are the files that it adds, and `mediaUrl` is their base URL. */
export type Input = {
  readonly nowMs: number
  readonly media?: readonly Media[]
  readonly mediaUrl?: string
} & (
  | {
      readonly is: 'call'
      readonly self_id: number
      readonly action: string
      readonly params: unknown
      /** Name of the link it arrived on, which has no effect on the outcome. */
      readonly link?: string
    }
  | { readonly is: 'deed'; readonly by: number; readonly deed: Deed }
  | { readonly is: 'online'; readonly self_id: number; readonly online: boolean }
)

/** Answer of an action, without the echo. */
export type ActionAnswer =
  | { readonly status: 'ok'; readonly retcode: 0; readonly data: unknown }
  | { readonly status: 'async'; readonly retcode: 1; readonly data: null }
  | {
      readonly status: 'failed'
      readonly retcode: number
      readonly data: null
      readonly reason: string
      readonly refusal: RefusalName
    }

/** Outcome of one input: the world after it, the events and deeds that came of it, and the answer. */
export interface Step {
  readonly world: World
  readonly events: readonly ToldEvent[]
  readonly done: readonly Done[]
  readonly answer: ActionAnswer
}

/**
 * Applies an input: returns the next world, the events for the accounts, and the answer. A refused input changes
 * nothing.
 */
export function step(world: World, input: Input): Step {
  const { nowMs, mediaUrl = world.mediaUrl } = input
  const isNow = nowMs === world.nowMs && mediaUrl === world.mediaUrl
  const now: World = isNow ? world : { ...world, nowMs, mediaUrl }
  const turn = new Turn(now)
  try {
    for (const media of input.media ?? []) turn.setMedia(media)
    const data = execute(turn, input)
    const answer: ActionAnswer = isAsync(world, input)
      ? LATER
      : { status: 'ok', retcode: 0, data: data ?? null }
    return { world: turn.world, events: turn.events, done: turn.done, answer }
  } catch (error) {
    if (!(error instanceof WorldRefusal)) throw error
    return { world: now, events: [], done: [], answer: refusedAnswer(error) }
  }
}

/** A refusal as a failed answer. */
export const refusedAnswer = ({ retcode, message: reason, refusal }: WorldRefusal): ActionAnswer => ({
  status: 'failed',
  retcode,
  data: null,
  reason,
  refusal,
})

const LATER: ActionAnswer = { status: 'async', retcode: 1, data: null }

const isAsync = (world: World, input: Input): boolean =>
  input.is === 'call' &&
  actionOf(actionHandlers, input.action, profileOf(world, input.self_id))?.isAsync === true

function execute(turn: Turn, input: Input): unknown {
  switch (input.is) {
    case 'call':
      return runAction(actionHandlers, turn, input.self_id, input)
    case 'deed': {
      const { do: name, ...args } = input.deed
      return perform(turn, input.by, name, args as never)
    }
    case 'online':
      return setOnline(turn, input.self_id, input.online)
  }
}

function setOnline(turn: Turn, self_id: number, online: boolean): null {
  const account = turn.world.accounts.get(self_id)
  if (!account) throw new OneBotError('no_such_account', `there is no account ${self_id}`)
  if (account.online === online) return null
  // An offline account receives no events: this one must be sent before.
  if (!online) turn.tell(self_id, { ...OFFLINE, user_id: self_id })
  turn.change({ accounts: turn.world.accounts.set(self_id, { ...account, online }) })
  if (online) turn.tell(self_id, ONLINE)
  return null
}

const OFFLINE = {
  post_type: 'notice',
  notice_type: 'bot_offline',
  tag: '下线通知',
  message: '账号已下线',
} as const

const ONLINE = { post_type: 'notice', notice_type: 'bot_online', reason: 'Reconnect' } as const
