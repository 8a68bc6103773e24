import type { Fault, FaultRule } from '@rookery/sandbox'
import { useState } from 'preact/hooks'
import { useApp } from '../page/app-context.js'
import { useNicknames } from '../page/use-nicknames.js'
import { usePage } from '../page/use-page.js'
import { faultText, whatText } from '../trouble/fault-text.js'

const CHOICES = [
  { is: 'delay', delayMs: 2000 },
  { is: 'drop' },
  { is: 'duplicate' },
  { is: 'disconnect' },
  { is: 'half_open' },
  { is: 'rate_limit' },
  { is: 'offline' },
  { is: 'late', answerAfterMs: 5000 },
] as const satisfies readonly Fault[]

/** The active faults of the links, and a form that adds more. */
export function FaultsBox() {
  const { say, store, attempt } = useApp()
  const faults = usePage((state) => state.faults)
  const nameOf = useNicknames()
  return (
    <section class="box">
      <header class="box-head">
        <h2>{say('faults')}</h2>
        <span class="spring" />
        {faults.length > 0 ? (
          <button
            type="button"
            class="button button-small"
            onClick={() => void attempt(() => store.ask({ ask: 'clear_faults' }))}
          >
            {say('fault_clear')}
          </button>
        ) : null}
      </header>
      {faults.length === 0 ? <p class="dim">{say('fault_none')}</p> : null}
      {faults.map((fault, at) => (
        <p class="fault" key={at}>
          {faultText(fault, say, nameOf)}
        </p>
      ))}
      <NewFault />
    </section>
  )
}

function NewFault() {
  const { say, store, attempt } = useApp()
  const [choice, setChoice] = useState(0)
  const [action, setAction] = useState('')
  const [times, setTimes] = useState('')
  const what = CHOICES[choice] ?? CHOICES[0]
  const fault: FaultRule = {
    what,
    ...(action.trim() ? { action: action.trim() } : {}),
    ...(times ? { times: Number(times) } : {}),
  }
  return (
    <form
      class="small-form"
      onSubmit={(event) => {
        event.preventDefault()
        void attempt(() => store.ask({ ask: 'add_fault', fault }))
      }}
    >
      <select
        aria-label={say('fault_what')}
        value={choice}
        onChange={(event) => setChoice(Number(event.currentTarget.value))}
      >
        {CHOICES.map((each, at) => (
          <option key={each.is} value={at}>
            {whatText(each, say)}
          </option>
        ))}
      </select>
      <input
        placeholder={say('fault_action')}
        aria-label={say('fault_action')}
        value={action}
        onInput={(event) => setAction(event.currentTarget.value)}
      />
      <input
        type="number"
        min="1"
        placeholder={say('fault_times')}
        aria-label={say('fault_times')}
        value={times}
        onInput={(event) => setTimes(event.currentTarget.value)}
      />
      <button type="submit" class="button button-main button-small">
        {say('fault_add')}
      </button>
    </form>
  )
}
