import type { FailingReceiver } from '../clients/dialled/failing-receiver.js'
import { type Lag, lagText } from '../watch/lag.js'
import { accountProblems } from './account-problems.js'
import type { AccountState, UpstreamState } from './hub-state.js'
import type { Problem } from './problem.js'
import { refusalProblems } from './refusal-problems.js'
import type { StateContext } from './state-context.js'
import { tokenProblems } from './token-problems.js'
import { upstreamProblems } from './upstream-problems.js'

const MOST = 500

/** States that were made already. */
export interface States {
  readonly accounts: readonly AccountState[]
  readonly upstreams: readonly UpstreamState[]
}

/** Everything that is wrong, worst first: errors before warnings, and what has lasted longest before the rest. */
export function problemsIn({ accounts, upstreams }: States, context: StateContext): Problem[] {
  const problems = [
    ...accountProblems(accounts),
    ...upstreamProblems(upstreams, context),
    ...journalProblems(context),
    ...receiverProblems(context),
    ...lagProblems(context),
    ...refusalProblems(context.parts.transports.refused.all),
    ...tokenProblems(context),
  ]
  return problems.sort((a, b) => rankOf(a) - rankOf(b) || a.since - b.since).slice(0, MOST)
}

const rankOf = ({ severity }: Problem): number => (severity === 'error' ? 0 : 1)

/** The same conditions as those that the log and the alerts tell of. */
function lagProblems({ parts, at }: StateContext): Problem[] {
  return [...parts.events.watch.lagging()].map(([{ appId }, lag]) => ({
    kind: lag.kind === 'lags behind' ? 'client_lagging' : 'client_confirms_nothing',
    severity: 'warning',
    subject: appId,
    since: at - lag.seconds * 1_000,
    text: lagText(lag),
    advice: LAG_ADVICE[lag.kind],
    fields: lagFields(lag),
  }))
}

const LAG_ADVICE: Readonly<Record<Lag['kind'], string>> = {
  'lags behind': 'Look what its handlers wait for; it gets everything in order, only later.',
  'confirms nothing': 'Look whether the program hangs; it gets everything again once it has connected anew.',
}

const lagFields = ({ connection: { label, account }, events, seconds }: Lag) => ({
  client: label,
  account,
  events,
  seconds,
})

function journalProblems({ parts }: StateContext): Problem[] {
  const trouble = parts.registries.troubles.of('journal_not_written')
  if (!trouble) return []
  return [
    {
      kind: 'journal_not_written',
      severity: 'error',
      subject: 'journal',
      since: trouble.since,
      text: trouble.text,
      advice: 'Look whether the disk is full, and whether the folder may be written. Delivery goes on.',
      fields: { reason: trouble.text },
    },
  ]
}

/** One problem for each receiver, however many accounts it has. */
function receiverProblems({ parts }: StateContext): Problem[] {
  const { posts, reverse } = parts.transports
  const worst = new Map<string, FailingReceiver>()
  for (const each of [...posts.failing(), ...reverse.failing()]) {
    const key = `${each.client} ${each.address}`
    const known = worst.get(key)
    if (!known || each.failure.since < known.failure.since) worst.set(key, each)
  }
  return [...worst.values()].map(({ client, address, failure: { why, since } }) => ({
    kind: 'receiver_failing',
    severity: 'error',
    subject: client,
    since,
    text: `client ${client} at ${address} cannot be reached: ${why}`,
    advice: 'Start the program, or correct its url in the config. Its events wait meanwhile.',
    fields: { client, address, reason: why },
  }))
}
