import { useMemo } from 'preact/hooks'
import { Icon } from '../../parts/icon.js'
import { useHub, useHubState } from '../page/hub-context.js'
import { AccountPick } from '../parts/account-pick.js'
import { visibleName } from '../parts/name.js'
import { Pick } from '../parts/pick.js'
import type { LineChoice } from './line-view.js'
import type { Expression } from './use-expression.js'

export interface TrafficToolsProps {
  readonly choice: LineChoice
  readonly onChoice: (choice: LineChoice) => void
  readonly expression: Expression
  readonly isPaused: boolean
  /** Lines that came since the pause. */
  readonly waiting: number
  readonly onPause: () => void
}

/** Choices, search and pause of the traffic. */
export function TrafficTools(props: TrafficToolsProps) {
  const { choice, onChoice, isPaused, waiting, onPause } = props
  const { say, store } = useHub()
  return (
    <div class="tools-strip">
      <Pick
        label={say('rows')}
        value={choice.kind}
        options={[
          ['', say('traffic_all')],
          ['event', say('events')],
          ['call', say('calls')],
        ]}
        onPick={(kind) => onChoice({ ...choice, kind })}
      />
      <AccountPick
        value={choice.account}
        all={say('any_account')}
        onPick={(account) => onChoice({ ...choice, account })}
      />
      <ClientPick value={choice.client} onPick={(client) => onChoice({ ...choice, client })} />
      <input
        class="search-field"
        type="search"
        data-search
        aria-label={say('traffic_search')}
        placeholder={say('traffic_search')}
        onInput={(event) => onChoice({ ...choice, text: event.currentTarget.value.trim().toLowerCase() })}
      />
      <ExpressionField expression={props.expression} />
      <button
        type="button"
        class={isPaused ? 'button button-main with-icon' : 'button with-icon'}
        data-pause
        aria-pressed={isPaused}
        onClick={onPause}
      >
        <Icon name={isPaused ? 'play' : 'pause'} />
        {say(isPaused ? 'resume' : 'pause')}
      </button>
      <button type="button" class="text-button" onClick={() => store.clearTraffic()}>
        {say('clear')}
      </button>
      {isPaused && waiting > 0 ? <span class="dim">{say('paused_new', { n: waiting })}</span> : null}
    </div>
  )
}

function ClientPick(props: { readonly value: string; readonly onPick: (client: string) => void }) {
  const { say } = useHub()
  const clients = useHubState(({ hub }) => hub?.clients)
  const options = useMemo(
    () =>
      (clients ?? []).slice(0, 500).map(({ name, app_id }) => {
        const key = name ?? app_id
        return [key, visibleName(name, app_id.slice(0, 16))] as const
      }),
    [clients],
  )
  return (
    <Pick
      label={say('client')}
      value={props.value}
      options={[['', say('any_client')], ...options]}
      onPick={props.onPick}
    />
  )
}

const EXAMPLE = '{"post_type":"message"}'

function ExpressionField({ expression }: { readonly expression: Expression }) {
  const { say } = useHub()
  const { text, problem, write, apply } = expression
  return (
    <form
      class="expression"
      onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
    >
      <input
        class="search-field mono"
        value={text}
        spellcheck={false}
        aria-label={say('traffic_filter')}
        placeholder={say('traffic_filter_example', { example: EXAMPLE })}
        aria-invalid={problem !== undefined}
        onInput={(event) => write(event.currentTarget.value)}
      />
      <button type="submit" class="button">
        {say('apply')}
      </button>
      {problem ? (
        <span class="failure" role="alert">
          {problem}
        </span>
      ) : null}
    </form>
  )
}
