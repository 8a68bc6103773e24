import { useState } from 'preact/hooks'
import { useApp } from '../app/app-context.js'
import { Dialog } from './dialog.js'

export interface Question {
  readonly title: string
  /** The field's name; without one it is a question of yes or no. */
  readonly field?: string
  readonly value?: string
  /** Said below the title. */
  readonly text?: string
  readonly isDanger?: boolean
  readonly onAnswer: (text: string) => void
}

/** Asks for one line, or for a yes. */
export function Prompt({ question, onClose }: { readonly question: Question; readonly onClose: () => void }) {
  const { title, text: hint, field, value = '', isDanger, onAnswer } = question
  const { say } = useApp()
  const [text, setText] = useState(value)
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault()
          onClose()
          onAnswer(text)
        }}
      >
        {hint ? <p>{hint}</p> : null}
        {field ? (
          <label class="field">
            <span>{field}</span>
            <input value={text} onInput={(event) => setText(event.currentTarget.value)} autoFocus />
          </label>
        ) : null}
        <div class="form-buttons">
          <button type="button" class="button" onClick={onClose}>
            {say('cancel')}
          </button>
          <button type="submit" class={isDanger ? 'button button-danger' : 'button button-main'}>
            {say('confirm')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
