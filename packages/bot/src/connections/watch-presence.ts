import type { IdInput } from '@rookery/protocol'
import { HttpPresencePoll, type ReplyValue } from '@rookery/transport'
import type { Account } from '../accounts/account.js'
import type { ConnectionHost } from './connection.js'
import { type JoinedLink, loginOf } from './join-link.js'

interface PresenceHandler {
  /** An account answers, for the first time or again. */
  arrived(account: Account): void
  /** Nothing answers, or no account is logged in. */
  lost(reply: ReplyValue): void
}

/** Polls an HTTP API for the account that is logged in, and for whether QQ is still online. Returns what ends that. */
export function watchPresence(
  joined: JoinedLink,
  self_id: IdInput | undefined,
  host: ConnectionHost,
  { arrived, lost }: PresenceHandler,
): () => void {
  let account: Account | undefined
  const tell = (found: Account | undefined, reply: ReplyValue): boolean => {
    if (found && !account) arrived(found)
    account = found
    if (!found) lost(reply)
    return found !== undefined
  }
  const settings = {
    upstream: joined.upstream,
    params: self_id === undefined ? {} : { self_id },
    clock: host.clock,
  }
  const poll = new HttpPresencePoll(settings, {
    isLoggedIn: () => account !== undefined,
    login: (reply) => tell(arriving(joined, reply), reply),
    status: (reply) => tell(account && staying(account, reply, host), reply),
  })
  poll.start()
  return () => poll.close()
}

/** Account that an answer names, joined. */
function arriving(joined: JoinedLink, reply: ReplyValue): Account | undefined {
  const self_id = reply.status === 'failed' ? undefined : loginOf(reply)
  return self_id === undefined ? undefined : joined.bind(self_id)
}

/** An implementation that answers is there, even if it does not know this action. */
function staying(
  account: Account,
  { status, data, outcome, http_status }: ReplyValue,
  { accounts }: ConnectionHost,
): Account | undefined {
  if (outcome !== undefined || http_status !== undefined) return undefined
  const { online } = (data ?? {}) as { readonly online?: unknown }
  if (status !== 'failed') accounts.report(account, online === false ? 'offline' : 'online')
  return account
}
