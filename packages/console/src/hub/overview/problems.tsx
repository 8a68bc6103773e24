import { useState } from 'preact/hooks'
import { safeLink } from '../../message/segment-data.js'
import { Icon } from '../../parts/icon.js'
import { useHub, useHubState } from '../page/hub-context.js'
import { routeHash } from '../page/route.js'
import { Ago } from '../parts/ago.js'
import type { HubState, Problem } from '../wire/wire.js'
import { problemText } from '../words/problem-words.js'

/** Problems shown at first, the worst. */
const SHOWN_FIRST = 8

/** What is wrong, in words, with what to do; or that nothing is. */
export function Problems() {
  const { say } = useHub()
  const problems = useHubState(({ hub }) => hub?.problems) ?? []
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? problems : problems.slice(0, SHOWN_FIRST)
  if (problems.length === 0) {
    return (
      <p class="all-fine">
        <Icon name="check" />
        {say('no_problems')}
      </p>
    )
  }
  return (
    <section aria-labelledby="problems-head">
      <h2 id="problems-head">{say('problems')}</h2>
      <ul class="problems">
        {shown.map((problem) => (
          <ProblemCard key={`${problem.kind} ${problem.subject}`} problem={problem} />
        ))}
      </ul>
      {shown.length < problems.length ? (
        <button type="button" class="button button-small" onClick={() => setWhole(true)}>
          {say('more_problems', { n: problems.length - shown.length })}
        </button>
      ) : null}
    </section>
  )
}

function ProblemCard({ problem }: { readonly problem: Problem }) {
  const { language } = useHub()
  const { text, advice } = problemText(problem, language)
  return (
    <li class={`problem problem-${problem.severity}`}>
      <Icon name="warn" />
      <div class="problem-text">
        <p>
          <bdi>{text}</bdi>
        </p>
        <p class="problem-advice">
          <bdi>{advice}</bdi>
        </p>
        <p class="problem-foot">
          <span class="dim">
            <Ago at={problem.since} />
          </span>
          <ProblemLink problem={problem} />
        </p>
      </div>
    </li>
  )
}

/** Link to where the problem is solved: the implementation's page, or the client. */
function ProblemLink({ problem }: { readonly problem: Problem }) {
  const { say } = useHub()
  const webui = useHubState(({ hub }) => hub && webuiOf(hub, problem))
  const client = useHubState(({ hub }) => hub && clientOf(hub, problem))
  if (webui && client === undefined) {
    return (
      <a href={webui} target="_blank" rel="noreferrer noopener">
        {say('open_webui', { name: String(problem.fields.upstream ?? say('implementation')) })}
      </a>
    )
  }
  return client === undefined ? null : <a href={routeHash('clients', { id: client })}>{say('details')}</a>
}

function webuiOf(hub: HubState, { fields }: Problem): string | undefined {
  const account = hub.accounts.find(({ self_id }) => self_id === String(fields.account))
  const upstream = hub.upstreams.find(({ name }) => name === fields.upstream)
  return safeLink(String(fields.webui ?? account?.webui ?? upstream?.webui ?? ''))
}

const clientOf = (hub: HubState, { fields }: Problem): string | undefined =>
  fields.client === undefined
    ? undefined
    : hub.clients.find(({ name, app_id }) => name === fields.client || app_id === fields.client)?.app_id
