import { useEffect, useRef, useState } from 'preact/hooks'
import { useApp } from '../page/app-context.js'
import { Dialog } from './dialog.js'

export interface PromptQuestion {
  readonly title: string
  /** Label of the field; without one it is a yes-no question. */
  readonly field?: string
  readonly value?: string
  /** Allows several lines. */
  readonly isLong?: boolean
  /** Text below the title. */
  readonly text?: string
  readonly isDanger?: boolean
  readonly onAnswer: (text: string) => void
}

/** Dialog that asks for a text, or for yes or no. */
export function Prompt({
  question,
  onClose,
}: {
  readonly question: PromptQuestion
  readonly onClose: () => void
}) {
  const { title, text: hint, field, value = '', isDanger, isLong, onAnswer } = question
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
        {field ? <Field name={field} text={text} isLong={isLong ?? false} onText={setText} /> : null}
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

function Field(props: {
  readonly name: string
  readonly text: string
  readonly isLong: boolean
  readonly onText: (text: string) => void
}) {
  const { name, text, isLong, onText } = props
  const label = useRef<HTMLLabelElement>(null)
  useEffect(() => label.current?.querySelector<HTMLElement>('input, textarea')?.focus(), [])
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the field inside is one of two
    <label class="field" ref={label}>
      <span>{name}</span>
      {isLong ? (
        <textarea rows={5} value={text} onInput={(event) => onText(event.currentTarget.value)} />
      ) : (
        <input value={text} onInput={(event) => onText(event.currentTarget.value)} />
      )}
    </label>
  )
}
