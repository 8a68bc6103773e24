import { makeCall, replyBody } from '@rookery/protocol'
import { type Accounts, isOnline, servingLink } from '../accounts/accounts.js'
import { AlertFailure, type AlertWay } from './alert.js'

const TIMEOUT_MS = 10_000

/** The account that sends, and the user or group that receives. Ids are decimal text. */
export interface MessageOptions {
  readonly account: string
  readonly to: { readonly user: string } | { readonly group: string }
}

/** Sends an alert as a message of another account; one about the sender itself is left to the other receivers. */
export function message({ account: sender, to }: MessageOptions, accounts: Accounts): AlertWay {
  return {
    to: `account ${sender}`,
    async send({ text, account }) {
      if (account === sender) return
      const known = accounts.get(sender)
      const link = known && isOnline(known) ? servingLink(known) : undefined
      if (!link) throw new AlertFailure('this account is offline itself')
      const [action, target] =
        'user' in to
          ? (['send_private_msg', { user_id: idOf(to.user) }] as const)
          : (['send_group_msg', { group_id: idOf(to.group) }] as const)
      const params = { ...target, message: [{ type: 'text', data: { text: `Rookery: ${text}` } }] }
      const reply = await link.upstream.call(makeCall(action, params), { timeoutMs: TIMEOUT_MS })
      const { status, retcode, wording } = replyBody(reply)
      if (status === 'failed') throw new AlertFailure(`${action} failed with ${retcode}: ${wording}`)
    },
  }
}

/** An id as a number, or as text where a number would not be exact. */
const idOf = (digits: string): number | string =>
  Number.isSafeInteger(Number(digits)) ? Number(digits) : digits
