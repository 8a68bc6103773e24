import { useRef, useState } from 'preact/hooks'
import { type PageContext, useApp } from '../page/app-context.js'
import { usePage } from '../page/use-page.js'
import { Prompt, type PromptQuestion } from '../parts/prompt.js'

/** Exports the world as a file, and resets it. */
export function WorldFileBox() {
  const app = useApp()
  const { say, store, attempt } = app
  const hasFiles = usePage(({ abilities }) => abilities.worlds)
  const [question, setQuestion] = useState<PromptQuestion>()
  const picker = useRef<HTMLInputElement>(null)
  const reset = () => void attempt(() => store.ask({ ask: 'reset' }))
  const ask = () =>
    setQuestion({ title: say('reset'), text: say('reset_question'), isDanger: true, onAnswer: reset })
  return (
    <section class="box">
      <h2>{say('world_file')}</h2>
      <div class="box-row">
        {hasFiles ? (
          <>
            <button type="button" class="button button-small" onClick={() => void saveWorld(app)}>
              {say('export')}
            </button>
            <button type="button" class="button button-small" onClick={() => picker.current?.click()}>
              {say('import')}
            </button>
            <input
              ref={picker}
              type="file"
              accept=".yml,.yaml"
              hidden
              onChange={(event) => {
                const file = event.currentTarget.files?.[0]
                event.currentTarget.value = ''
                if (file) void loadWorld(app, file)
              }}
            />
          </>
        ) : null}
        <button type="button" class="button button-small button-quiet-danger" onClick={ask}>
          {say('reset')}
        </button>
      </div>
      {question ? <Prompt question={question} onClose={() => setQuestion(undefined)} /> : null}
    </section>
  )
}

async function saveWorld({ store, attempt }: PageContext): Promise<void> {
  const text = await attempt(() => store.ask({ ask: 'export' }))
  if (typeof text !== 'string') return
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/yaml' }))
  link.download = 'world.yml'
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000)
}

async function loadWorld({ store, attempt, toast, say }: PageContext, file: File): Promise<void> {
  const text = await file.text()
  const done = await attempt(() => store.ask({ ask: 'import', text }).then(() => true))
  if (done) toast(say('imported'))
}
