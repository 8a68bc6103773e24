import { useState } from 'preact/hooks'
import { useHub, useHubState } from '../page/hub-context.js'
import { useLoad } from '../page/use-load.js'
import { Ago } from '../parts/ago.js'
import { Loading } from '../parts/loading.js'
import type { AlertsAnswer, AlertTestAnswer } from '../wire/wire.js'
import { problemText } from '../words/problem-words.js'

/** Lists the receivers of alerts, sends them a test, and shows the problems of now. */
export function AlertsPage() {
  const { say, store } = useHub()
  const alerts = useLoad(() => store.api.get<AlertsAnswer>('alerts'), [store])
  return (
    <div class="page-scroll">
      <div class="page-pad filters">
        <h1>{say('page_alerts')}</h1>
        <Loading of={alerts}>{(data) => <Receivers alerts={data} />}</Loading>
        <ProblemsNow />
      </div>
    </div>
  )
}

function Receivers({ alerts }: { readonly alerts: AlertsAnswer }) {
  const { say, store, attempt } = useHub()
  const [results, setResults] = useState<AlertTestAnswer['results']>()
  if (alerts.receivers.length === 0) return <p class="hint">{say('alert_none')}</p>
  const test = async (): Promise<void> => {
    setResults((await attempt(() => store.api.post<AlertTestAnswer>('alerts/test')))?.results)
  }
  return (
    <section>
      <h2>{say('alert_receivers')}</h2>
      <ul class="receivers">
        {alerts.receivers.map((receiver, at) => (
          <li key={at} class="box">
            <code>{receiver}</code>
          </li>
        ))}
      </ul>
      <button type="button" class="button" onClick={() => void test()}>
        {say('alert_test')}
      </button>
      <ul class="receivers" role="status">
        {results?.map(({ to, failure }, at) => (
          <li key={at} class="box">
            <code>{to}</code>
            <span class={failure === undefined ? 'badge badge-bot' : 'failure'}>
              {failure ?? say('alert_reached')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function ProblemsNow() {
  const { say, language } = useHub()
  const problems = useHubState(({ hub }) => hub?.problems) ?? []
  if (problems.length === 0) return <p class="dim">{say('no_problems')}</p>
  return (
    <section>
      <h2>{say('alert_now')}</h2>
      <ul class="receivers">
        {problems.slice(0, 100).map((problem) => (
          <li key={`${problem.kind} ${problem.subject}`} class="box">
            <bdi>{problemText(problem, language).text}</bdi>
            <span class="dim">
              <Ago at={problem.since} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
