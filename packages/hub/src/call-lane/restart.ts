import { asyncReply, callParams, failedReply, makeCall, type Reply, replyBody } from '@rookery/protocol'
import { type Account, servingLink } from '../accounts.js'
import type { Log } from '../log.js'
import type { CallRequest } from './caller.js'

const LONGEST_DELAY_MS = 60 * 60_000

/** `set_restart`: answers at once, then has the implementation restart itself after `delay` milliseconds. */
export function restart(account: Account, { call, caller }: CallRequest, log: Log): Reply {
  const { delay } = callParams(call)
  const delayMs = typeof delay === 'object' && delay !== null ? Number.NaN : Number(delay ?? 0)
  if (!(delayMs >= 0 && delayMs <= LONGEST_DELAY_MS)) {
    return failedReply(1400, `"delay" must be milliseconds from 0 to ${LONGEST_DELAY_MS}`)
  }
  if (!servingLink(account)) {
    return failedReply(1503, `account ${account.selfId} is offline; nothing was executed`, {
      outcome: 'unsent',
    })
  }
  const fields = { account: account.selfId, client: caller.client.name ?? caller.client.appId, delayMs }
  log.info(fields, 'restart asked for')
  setTimeout(() => void restartNow(account, log, fields), delayMs).unref()
  return asyncReply()
}

/** Over the connection that is there by then. */
async function restartNow(
  account: Account,
  log: Log,
  fields: Readonly<Record<string, unknown>>,
): Promise<void> {
  const link = servingLink(account)
  if (!link) return log.warn(fields, 'restart impossible: the account is offline')
  // The implementation is told no delay: some of them do not know it.
  const { status, retcode } = replyBody(await link.upstream.call(makeCall('set_restart', { delay: 0 })))
  // An implementation that restarts often does so without an answer: 1503 is what success looks like.
  if (status === 'failed' && retcode !== 1503) log.warn({ ...fields, retcode }, 'restart refused')
}
