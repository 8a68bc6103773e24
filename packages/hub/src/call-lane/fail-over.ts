import { isRead, type Reply, replyBody } from '@rookery/protocol'
import { type Account, callLink, isOnline, servingLink } from '../accounts/accounts.js'
import { replyServedBy } from '../accounts/served-by.js'
import type { Log } from '../log/log.js'
import type { UpstreamOptions } from '../options.js'
import { targetOf } from './call-target.js'
import type { CallRequest } from './caller.js'
import { type ChooseContext, membersIn, preferred } from './choose-account.js'
import { ownBytes } from './own-bytes.js'
import { requestServedBy } from './served-by.js'

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

/** The rest of the way of a call. */
export interface Forwarding {
  /** Forwards a call to the implementation of an account, in its turn. */
  again(account: Account, request: CallRequest): Promise<Reply>
  /** Refuses a call that its client may not make for an account. */
  refusal(account: Account, request: CallRequest): Reply | undefined
}

/** Executes the calls to accounts that are offline by other accounts in the same group, where the config allows that. */
export class FailOver {
  readonly #context: ChooseContext & { readonly log: Log }
  /** Upstreams whose accounts stand in for others. */
  #upstreams: ReadonlySet<string> = new Set()
  /** Accounts for which another one has stood in since they were online. */
  readonly #replaced = new Set<Account>()

  constructor(context: ChooseContext & { readonly log: Log }) {
    this.#context = context
  }

  /** Whether any account may stand in for another. */
  get isOn(): boolean {
    return this.#upstreams.size > 0
  }

  /** Takes the upstreams of another config. */
  configure(upstreams: readonly Pick<UpstreamOptions, 'name' | 'failOver'>[]): void {
    const standing = upstreams.filter(({ failOver }) => failOver === 'same-group')
    this.#upstreams = new Set(standing.map(({ name }) => name))
  }

  /**
   * Forwards a call to its account, or, if that is offline and the call was not sent, to another account in its group; the
   * reply then names it. A call that names its account itself is that account's alone.
   */
  forward(account: Account, request: CallRequest, forwarding: Forwarding): Promise<Reply> {
    const group = isUp(account) ? undefined : groupTarget(request)
    return group === undefined
      ? forwarding.again(account, request)
      : this.#forwardInGroup(account, request, group, forwarding)
  }

  /** Goes by an account that may be online again. */
  changed(account: Account): void {
    if (this.#replaced.size === 0 || !isUp(account) || !this.#replaced.delete(account)) return
    this.#context.log.info({ account: account.selfId }, 'the account executes its calls itself again')
  }

  forget(account: Account): void {
    this.#replaced.delete(account)
  }

  async #forwardInGroup(
    account: Account,
    request: CallRequest,
    group: string,
    forwarding: Forwarding,
  ): Promise<Reply> {
    const kept = { ...request, call: ownBytes(request.call) }
    const caller = watchCaller(kept)
    try {
      const isLoggedOut = callLink(account) !== undefined
      const first = isLoggedOut ? undefined : await forwarding.again(account, kept)
      if (first && !isUnsent(first)) return first
      const standIn = caller.hasLeft() ? undefined : await this.#standIn(account, kept, group, forwarding)
      const reply = standIn && (await this.#forwardTo(standIn, kept, forwarding))
      if (standIn && reply) this.#tell(account, standIn)
      return reply ?? first ?? (await forwarding.again(account, kept))
    } finally {
      caller.release()
    }
  }

  /** Forwards to the stand-in; undefined if it could not be sent there, either. */
  async #forwardTo(
    standIn: Account,
    request: CallRequest,
    forwarding: Forwarding,
  ): Promise<Reply | undefined> {
    const own = { ...requestServedBy(request, standIn), call: ownBytes(request.call) }
    const reply = await forwarding.again(standIn, own)
    if (isUnsent(reply)) return undefined
    request.told?.(standIn.selfId)
    this.#context.served.note(request.caller.client, standIn, reply)
    return replyServedBy(reply, standIn.selfId)
  }

  /** Finds an account in the group for which the client may make the call. */
  async #standIn(
    account: Account,
    request: CallRequest,
    id: string,
    forwarding: Forwarding,
  ): Promise<Account | undefined> {
    const { accounts, memberships } = this.#context
    const isAllowed = (each: Account): boolean => forwarding.refusal(each, request) === undefined
    const others = accounts
      .all()
      .filter((each) => each !== account && this.#standsIn(each) && isAllowed(each))
    if (others.some((each) => memberships.has(each, 'groups', id) !== true))
      await memberships.ask(others, 'groups')
    const chat = { chats: 'groups', id } as const
    const members = membersIn(chat, others.filter(isOnline), this.#context).filter(isAllowed)
    return members.length > 0 ? preferred(request.caller.client, chat, members) : undefined
  }

  #standsIn(account: Account): boolean {
    const link = servingLink(account)
    return link !== undefined && isOnline(account) && this.#upstreams.has(link.name)
  }

  #tell(account: Account, standIn: Account): void {
    if (this.#replaced.has(account) || isUp(account)) return
    this.#replaced.add(account)
    this.#context.log.info(
      { account: account.selfId, stand_in: standIn.selfId },
      'another account in the group executes calls while the account is offline',
    )
  }
}

/** Whether calls to an account get through, as far as is known. */
const isUp = (account: Account): boolean => isOnline(account) && callLink(account) !== undefined

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
