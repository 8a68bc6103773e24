import type { Clock } from '@rookery/transport'
import type { Log } from '../log/log.js'
import { SummedUp } from '../log/summed-up.js'
import type { HubOptions } from '../options.js'
import type { AccountsSettings, Pressure } from './accounts.js'

/** Default number of accounts per upstream, for entries without `max_accounts`. */
const DEFAULT_MAX_ACCOUNTS = 64
/** Total number of accounts, unless one entry allows more than that. */
const MAX_ACCOUNTS_IN_ALL = 1_000

/** Reads the order, the names and the limits of the accounts from the config. */
export function accountsSettings({ upstreams, clients }: HubOptions): AccountsSettings {
  const most = new Map(
    upstreams.map((each) => [each.name, ('maxAccounts' in each && each.maxAccounts) || DEFAULT_MAX_ACCOUNTS]),
  )
  return {
    upstreams: upstreams.map(({ name }) => name),
    configured: clients.flatMap(({ accounts }) => accounts ?? []),
    limits: {
      of: (upstream) => most.get(upstream) ?? DEFAULT_MAX_ACCOUNTS,
      inAll: Math.max(MAX_ACCOUNTS_IN_ALL, ...most.values()),
    },
  }
}

/** Logs, from time to time, that an upstream names more accounts than its limit allows. */
export function tellPressure(log: Log, clock: Clock): (upstream: string, outcome: Pressure) => void {
  const told = new Map<string, SummedUp>()
  const tell = (upstream: string, outcome: Pressure, count: number): void =>
    log.warn(
      { upstream, count },
      outcome === 'forgotten'
        ? 'offline accounts were forgotten, to make room for new ones (see max_accounts)'
        : 'accounts were refused: the limit is reached, and all are in use (see max_accounts)',
    )
  return (upstream, outcome) => {
    const key = `${outcome} ${upstream}`
    const each = told.get(key) ?? new SummedUp(clock, (count) => tell(upstream, outcome, count))
    told.set(key, each)
    each.add(outcome)
  }
}
