import { accountStates } from './account-states.js'
import { clientStates } from './client-states.js'
import type { HubState, Rates } from './hub-state.js'
import { journalState } from './journal-state.js'
import { problemsIn } from './problems.js'
import type { StateContext } from './state-context.js'
import { upstreamStates } from './upstream-states.js'

/** Makes the state of a hub of what its parts know. */
export function stateOf(context: StateContext, rates: Rates): HubState {
  const accounts = accountStates(context)
  const upstreams = upstreamStates(context)
  return {
    at: context.at,
    started_at: context.startedAt,
    accounts,
    clients: clientStates(context),
    upstreams,
    journal: journalState(context),
    rates,
    problems: problemsIn({ accounts, upstreams }, context),
  }
}
