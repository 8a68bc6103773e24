import { failedReply, type Reply } from '@rookery/protocol'
import type { Account, Accounts } from '../accounts/accounts.js'
import type { CallRequest } from './caller.js'

/** Refusal of a call whose account is not clear. */
export interface Unrouted {
  readonly refusal: Reply
  /** The accounts among which the call names none, if that is the reason. */
  readonly among?: readonly Account[]
}

/**
 * Third stage: selects the account of a call: `self_id` in the params, else the connection's account, else the only
 * account. Never guesses. Accounts named by events only do not make the choice ambiguous.
 */
export function route({ caller, call }: CallRequest, accounts: Accounts): Account | Unrouted {
  const named = call.selfId ?? (caller.account === 'all' ? undefined : caller.account)
  const allowed = caller.client.rights.accounts
  if (named !== undefined && (allowed?.includes(named) ?? true)) {
    const account = accounts.get(named)
    if (account) return account
  }
  const all = accounts.all()
  const visible = allowed ? all.filter(({ selfId }) => allowed.includes(selfId)) : all
  const account = named === undefined ? onlyOf(visible) : undefined
  if (account) return account
  const names = visible.map(({ selfId }) => selfId).join(', ') || 'none so far'
  if (visible.length === 0 && named === undefined)
    return { refusal: failedReply(1400, 'no account has been seen yet; try again') }
  const reason =
    named === undefined
      ? `params need a self_id; accounts: ${names}`
      : `there is no account ${named}; accounts: ${names}`
  return { refusal: failedReply(1400, reason), ...(named === undefined && { among: visible }) }
}

/** The only account that is real, else the only one. */
function onlyOf(accounts: readonly Account[]): Account | undefined {
  if (accounts.length === 1) return accounts[0]
  const real = accounts.filter(({ isReal }) => isReal)
  return real.length === 1 ? real[0] : undefined
}
