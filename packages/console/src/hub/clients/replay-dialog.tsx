import { useState } from 'preact/hooks'
import { Dialog } from '../../parts/dialog.js'
import { useHub } from '../page/hub-context.js'

const HOUR_MS = 3_600_000

/** Asks from when on events are sent again; the last hour at first. */
export function ReplayDialog(props: {
  readonly name: string
  readonly onClose: () => void
  readonly onAnswer: (since: number) => void
}) {
  const { name, onClose, onAnswer } = props
  const { say } = useHub()
  const [time, setTime] = useState(() => fieldTime(Date.now() - HOUR_MS))
  const since = new Date(time).getTime()
  return (
    <Dialog title={say('ask_replay', { name })} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault()
          onClose()
          onAnswer(since)
        }}
      >
        <p>{say('ask_replay_text')}</p>
        <label class="field">
          <span>{say('replay_since')}</span>
          <input
            type="datetime-local"
            step="1"
            value={time}
            required
            onInput={(event) => setTime(event.currentTarget.value)}
          />
        </label>
        <div class="form-buttons">
          <button type="button" class="button" onClick={onClose}>
            {say('cancel')}
          </button>
          <button type="submit" class="button button-danger" disabled={Number.isNaN(since)}>
            {say('act_replay')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

/** A time as a field of that kind writes it: of this time zone, to the second. */
function fieldTime(at: number): string {
  const offsetMs = new Date(at).getTimezoneOffset() * 60_000
  return new Date(at - offsetMs).toISOString().slice(0, 19)
}
