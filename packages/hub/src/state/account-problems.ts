import type { AccountState } from './hub-state.js'
import type { Problem, ProblemKind } from './problem.js'

/** What is wrong with an account that is not online, and what to do. */
interface Words {
  readonly kind: ProblemKind
  readonly severity: Problem['severity']
  text(account: AccountState): string
  advice(account: AccountState): string
}

const WORDS: Readonly<Record<Exclude<AccountState['health'], 'online'>, Words>> = {
  offline: {
    kind: 'account_offline',
    severity: 'error',
    text: ({ self_id, upstream }) => `account ${self_id} is offline, as ${upstream ?? 'its upstream'} says`,
    advice: ({ webui }) => `Log in again${pageOf(webui)}.`,
  },
  silent: {
    kind: 'account_silent',
    severity: 'error',
    text: ({ self_id, upstream }) =>
      `${upstream ?? 'the implementation'} of account ${self_id} does not answer`,
    advice: ({ webui }) => `Look whether the implementation hangs${pageOf(webui)}, and restart it.`,
  },
  disconnected: {
    kind: 'account_disconnected',
    severity: 'error',
    text: ({ self_id }) => `no connection serves account ${self_id}`,
    advice: ({ webui }) => `Look whether its implementation runs${pageOf(webui)}, and reaches this hub.`,
  },
  never_seen: {
    kind: 'account_never_seen',
    severity: 'warning',
    text: ({ self_id }) => `account ${self_id} is named in the config, and was never seen`,
    advice: () => 'Start its implementation, or correct the number in the config.',
  },
}

const pageOf = (webui: string | undefined): string => (webui === undefined ? '' : ` at ${webui}`)

/** Problems of accounts: those that are not online, and those whose calls are refused. */
export const accountProblems = (accounts: readonly AccountState[]): Problem[] =>
  accounts.flatMap((each) => [...absenceOf(each), ...breakerOf(each), ...stopOf(each)])

function absenceOf(account: AccountState): Problem[] {
  const { health, self_id, since, upstream, webui } = account
  if (health === 'online') return []
  const { kind, severity, text, advice } = WORDS[health]
  const fields = { account: self_id, ...(upstream && { upstream }), ...(webui && { webui }) }
  return [{ kind, severity, subject: self_id, since, text: text(account), advice: advice(account), fields }]
}

function breakerOf({ self_id, since, breaker, upstream = '' }: AccountState): Problem[] {
  if (!breaker || breaker.state === 'closed') return []
  const seconds = Math.ceil((breaker.retry_after_ms ?? 0) / 1_000)
  return [
    {
      kind: 'breaker_open',
      severity: 'error',
      subject: self_id,
      since: breaker.open_since ?? since,
      text: `upstream ${upstream} answers no calls; those to account ${self_id} are refused`,
      advice: `A call is let through in ${seconds} s. If it goes on, restart the implementation.`,
      fields: { account: self_id, upstream, seconds },
    },
  ]
}

function stopOf({ self_id, pace }: AccountState): Problem[] {
  if (!pace?.stopped) return []
  const { sign, since, retry_after_ms } = pace.stopped
  const seconds = Math.ceil(retry_after_ms / 1_000)
  return [
    {
      kind: 'sends_stopped',
      severity: 'error',
      subject: self_id,
      since,
      text: `sends of account ${self_id} are refused: QQ may limit it (${sign})`,
      advice: `One is let through in ${seconds} s. Send less, or lower the pace of its upstream.`,
      fields: { account: self_id, sign, seconds },
    },
  ]
}
