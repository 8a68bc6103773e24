import { isRead, joinParts, type Reply, replyBody } from '@rookery/protocol'
import { type Account, callLink, isOnline, servingLink } from '../accounts/accounts.js'
import { targetOf } from './call-target.js'
import type { CallRequest } from './caller.js'
import { type ChooseContext, membersIn, preferred } from './choose-account.js'
import { replyServedBy, requestServedBy } from './served-by.js'

/** Actions in a group that are the same whichever account does them; all that only read a group are, too. */
const SAME_BY_ANY: ReadonlySet<string> = new Set([
  'send_msg',
  'send_group_msg',
  'send_group_forward_msg',
  'send_forward_msg',
  'send_poke',
  'group_poke',
  '_send_group_notice',
  'upload_group_file',
  'set_group_ban',
  'set_group_whole_ban',
  'set_group_kick',
  'set_group_card',
  'set_group_name',
  'set_group_admin',
  'set_group_special_title',
])

export interface FailOverContext extends ChooseContext {
  /** Upstreams whose accounts stand in for others. */
  readonly upstreams: ReadonlySet<string>
  /** Forwards a call to the implementation of an account. */
  forward(account: Account, request: CallRequest): Promise<Reply>
}

/** Executes the calls to accounts that are offline by other accounts in the same group, where the config allows that. */
export class FailOver {
  readonly #context: FailOverContext

  constructor(context: FailOverContext) {
    this.#context = context
  }

  /**
   * Forwards a call to its account, or, if that is offline and the call was not sent, to another account in its group; the
   * reply then names it. A call that names its account itself is that account's alone.
   */
  forward(account: Account, request: CallRequest): Promise<Reply> {
    const isUp = isOnline(account) && callLink(account) !== undefined
    const group = isUp ? undefined : groupTarget(request)
    return group === undefined
      ? this.#context.forward(account, request)
      : this.#forwardInGroup(account, request, group)
  }

  async #forwardInGroup(account: Account, request: CallRequest, group: string): Promise<Reply> {
    const { forward } = this.#context
    // What is received is overwritten once it is sent.
    const kept = { ...request, call: { ...request.call, bytes: joinParts([request.call.bytes]) } }
    const caller = watchCaller(kept)
    try {
      const isLoggedOut = callLink(account) !== undefined
      const first = isLoggedOut ? undefined : await forward(account, kept)
      if (first && !isUnsent(first)) return first
      const standIn = caller.hasLeft() ? undefined : await this.#standIn(account, kept, group)
      const reply = standIn && (await this.#forwardTo(standIn, kept))
      return reply ?? first ?? (await forward(account, kept))
    } finally {
      caller.release()
    }
  }

  /** Forwards to the stand-in; undefined if it could not be sent there, either. */
  async #forwardTo(standIn: Account, request: CallRequest): Promise<Reply | undefined> {
    const { served, forward } = this.#context
    const reply = await forward(standIn, requestServedBy(request, standIn))
    if (isUnsent(reply)) return undefined
    served.note(request.caller.client, standIn, reply)
    return replyServedBy(reply, standIn)
  }

  async #standIn(
    account: Account,
    { caller: { client } }: CallRequest,
    id: string,
  ): Promise<Account | undefined> {
    const { accounts, memberships } = this.#context
    const allowed = client.rights.accounts
    const others = accounts
      .all()
      .filter((each) => each !== account && (allowed?.includes(each.selfId) ?? true) && this.#standsIn(each))
    if (others.some((each) => memberships.has(each, 'groups', id) !== true))
      await memberships.ask(others, 'groups')
    const chat = { chats: 'groups', id } as const
    const members = membersIn(chat, others.filter(isOnline), this.#context)
    return members.length > 0 ? preferred(client, chat, members) : undefined
  }

  #standsIn(account: Account): boolean {
    const link = servingLink(account)
    return link !== undefined && isOnline(account) && this.#context.upstreams.has(link.name)
  }
}

/** The group of a call that another account may execute as well. */
function groupTarget({ call }: CallRequest): string | undefined {
  const { action, selfId } = call
  if (selfId !== undefined || !(SAME_BY_ANY.has(action) || isRead(action))) return undefined
  const target = targetOf(call)
  return target.namesOwn ? undefined : target.group
}

/** Whether the reply says that the call was not sent. */
function isUnsent(reply: Reply): boolean {
  const { retcode, outcome } = Object(replyBody(reply)) as {
    readonly retcode?: unknown
    readonly outcome?: unknown
  }
  return retcode === 1503 && outcome === 'unsent'
}

/** Watches whether the caller of a request leaves, until it is released. */
function watchCaller({ caller }: CallRequest): { hasLeft(): boolean; release(): void } {
  let left = false
  const undo = caller.onLeave?.(() => {
    left = true
  })
  return { hasLeft: () => left, release: () => undo?.() }
}
