import { useState } from 'preact/hooks'
import { useHub } from '../page/hub-context.js'
import { AccountPick } from '../parts/account-pick.js'
import type { FilterAnswer, FilterProblem } from '../wire/wire.js'
import type { HubSay, HubWord } from '../words/hub-words.js'
import { FilterResult } from './filter-result.js'

const EXAMPLES: readonly (readonly [HubWord, object])[] = [
  ['filter_example_prefix', { post_type: 'message', raw_message: { prefix: '/' } }],
  ['filter_example_me', { to_me: true }],
  ['filter_example_group', { group_id: [30001], not: { user_id: [10001] } }],
]

/** Tries an expression of `events:` on the latest events. */
export function FiltersPage({ query }: { readonly query: Readonly<Record<string, string>> }) {
  const { say } = useHub()
  const [text, setText] = useState(query.filter ?? JSON.stringify(EXAMPLES[0]?.[1], null, 2))
  const [account, setAccount] = useState('')
  const { answer, fault, isBusy, run } = useFilter()
  return (
    <div class="page-scroll">
      <div class="page-pad filters">
        <h1>{say('page_filters')}</h1>
        <p class="dim">{say('filter_hint')}</p>
        <form
          class="form"
          onSubmit={(event) => {
            event.preventDefault()
            void run(text, account)
          }}
        >
          <label class="field">
            <span>{say('filter_title')}</span>
            <textarea
              class="mono"
              data-search
              rows={6}
              spellcheck={false}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          </label>
          <Examples onPick={setText} />
          <div class="acts">
            <AccountPick value={account} all={say('any_account')} onPick={setAccount} />
            <button type="submit" class="button button-main" disabled={isBusy}>
              {say('filter_try')}
            </button>
          </div>
        </form>
        {fault ? (
          <p class="failure" role="alert">
            {fault}
          </p>
        ) : null}
        {answer ? <FilterResult answer={answer} /> : null}
      </div>
    </div>
  )
}

function Examples({ onPick }: { readonly onPick: (text: string) => void }) {
  const { say } = useHub()
  return (
    <p class="acts">
      <span class="dim">{say('filter_examples')}:</span>
      {EXAMPLES.map(([word, filter]) => (
        <button
          key={word}
          type="button"
          class="button button-small"
          onClick={() => onPick(JSON.stringify(filter, null, 2))}
        >
          {say(word)}
        </button>
      ))}
    </p>
  )
}

function useFilter() {
  const { say, store, attempt } = useHub()
  const [answer, setAnswer] = useState<FilterAnswer>()
  const [fault, setFault] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const run = async (text: string, account: string): Promise<void> => {
    const events = readJson(text)
    if (events instanceof Error) return setFault(say('bad_expression', { reason: events.message }))
    setBusy(true)
    const body = { events, ...(account === '' ? {} : { account }) }
    const told = await attempt(() => store.api.post<FilterAnswer>('filter', body))
    setBusy(false)
    if (!told) return
    const problems = told.problems.map((problem) => problemOf(problem, say))
    setFault(problems.length === 0 ? undefined : problems.join('\n'))
    setAnswer(problems.length === 0 ? told : undefined)
  }
  return { answer, fault, isBusy, run }
}

const problemOf = ({ path, found, allowed, hint }: FilterProblem, say: HubSay): string =>
  say('filter_problem', { path: path.join('.') || '{ }', found, allowed }) +
  (hint === undefined ? '' : ` ${hint}`)

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    return error instanceof Error ? error : new TypeError(String(error))
  }
}
