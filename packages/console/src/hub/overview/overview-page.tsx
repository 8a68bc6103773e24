import { useHub, useHubState } from '../page/hub-context.js'
import { AccountCard } from './account-card.js'
import { ClientCards } from './client-cards.js'
import { HubNumbers } from './hub-numbers.js'
import { Problems } from './problems.js'
import { UpstreamLines } from './upstream-lines.js'

/** What is wrong, the accounts, the clients, and the hub as a whole. */
export function OverviewPage() {
  const { say } = useHub()
  return (
    <div class="page-scroll">
      <div class="page-pad overview">
        <h1 class="only-heard">{say('page_overview')}</h1>
        <Problems />
        <HubNumbers />
        <Accounts />
        <ClientCards />
        <UpstreamLines />
      </div>
    </div>
  )
}

function Accounts() {
  const { say } = useHub()
  const accounts = useHubState(({ hub }) => hub?.accounts) ?? []
  return (
    <section aria-labelledby="accounts-head">
      <h2 id="accounts-head">{say('accounts_n', { n: accounts.length })}</h2>
      {accounts.length === 0 ? <p class="empty">{say('no_accounts')}</p> : null}
      <ul class="cards">
        {accounts.map((account) => (
          <AccountCard key={account.self_id} account={account} />
        ))}
      </ul>
    </section>
  )
}
