import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Dialog } from '../../parts/dialog.js'
import { Prompt } from '../../parts/prompt.js'
import { useHub } from '../page/hub-context.js'
import type { ConfigAnswer, ConfigProblem } from '../wire/wire.js'
import { CodeEditor } from './code-editor.js'
import { DiffView } from './diff-view.js'
import { useConfig } from './use-config.js'

export interface ConfigEditorProps {
  readonly config: ConfigAnswer
  readonly onSaved: (report: object | undefined) => void
  /** Makes the part below the editor, given a function that puts another text into it. */
  readonly children: (onText: (text: string) => void) => ComponentChildren
}

/** The editor with its problems; saving shows what would change first. */
export function ConfigEditor({ config, onSaved, children }: ConfigEditorProps) {
  const { say } = useHub()
  const { text, put, write, replace, problems, failure, isChanged, isBusy, check, save } = useConfig(
    config,
    onSaved,
  )
  const [asks, setAsks] = useState<'save' | 'discard'>()
  const [goTo, setGoTo] = useState<{ readonly line: number }>()
  return (
    <>
      <Tools
        file={config.file}
        maySave={isChanged && !isBusy && config.read_only === undefined}
        isChanged={isChanged}
        onCheck={() => void check()}
        onAsk={setAsks}
      />
      {config.read_only === undefined ? null : (
        <p class="hint hint-warn">{say('config_read_only', { reason: config.read_only })}</p>
      )}
      <p class="dim config-hint">{say('config_secrets', { mark: `\${secret:1}` })}</p>
      {failure ? (
        <p class="failure config-hint" role="alert">
          {failure}
        </p>
      ) : null}
      <Problems problems={problems} onLine={(line) => setGoTo({ line })} />
      <CodeEditor
        put={put}
        label={say('config_editor')}
        isReadOnly={false}
        problems={problems ?? NO_PROBLEMS}
        onText={write}
        goTo={goTo}
      />
      {children(replace)}
      {asks === 'save' ? (
        <SaveDialog
          before={config.text}
          after={text}
          onSave={() => void save()}
          onClose={() => setAsks(undefined)}
        />
      ) : null}
      {asks === 'discard' ? (
        <Prompt
          question={{
            title: say('config_reset'),
            text: say('config_reset_text'),
            isDanger: true,
            onAnswer: () => replace(config.text),
          }}
          onClose={() => setAsks(undefined)}
        />
      ) : null}
    </>
  )
}

function Tools(props: {
  readonly file: string
  readonly isChanged: boolean
  readonly maySave: boolean
  readonly onCheck: () => void
  readonly onAsk: (question: 'save' | 'discard') => void
}) {
  const { file, isChanged, maySave, onCheck, onAsk } = props
  const { say } = useHub()
  return (
    <div class="tools-strip">
      <code class="config-file">{file}</code>
      <span class="spring" />
      <button type="button" class="button" onClick={onCheck}>
        {say('config_check')}
      </button>
      <button type="button" class="button" disabled={!isChanged} onClick={() => onAsk('discard')}>
        {say('config_reset')}
      </button>
      <button type="button" class="button button-main" disabled={!maySave} onClick={() => onAsk('save')}>
        {say('config_save')}
      </button>
    </div>
  )
}

const NO_PROBLEMS: readonly ConfigProblem[] = []

function Problems(props: {
  readonly problems: readonly ConfigProblem[] | undefined
  readonly onLine: (line: number) => void
}) {
  const { problems, onLine } = props
  const { say } = useHub()
  if (!problems) return null
  if (problems.length === 0)
    return (
      <p class="dim config-hint" role="status">
        {say('config_fine')}
      </p>
    )
  return (
    <section class="config-problems" role="status">
      <h2>{say('config_problems', { n: problems.length })}</h2>
      <ul>
        {problems.slice(0, 100).map(({ line, column, message }) => (
          <li key={`${line}:${column} ${message}`}>
            <button type="button" class="link-button" onClick={() => onLine(line)}>
              {say('config_at', { line, message })}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function SaveDialog(props: {
  readonly before: string
  readonly after: string
  readonly onSave: () => void
  readonly onClose: () => void
}) {
  const { before, after, onSave, onClose } = props
  const { say } = useHub()
  return (
    <Dialog title={say('config_save_title')} onClose={onClose} isWide>
      <div class="form">
        <DiffView before={before} after={after} />
        <div class="form-buttons">
          <button type="button" class="button" onClick={onClose}>
            {say('cancel')}
          </button>
          <button
            type="button"
            class="button button-main"
            onClick={() => {
              onClose()
              onSave()
            }}
          >
            {say('config_save_now')}
          </button>
        </div>
      </div>
    </Dialog>
  )
}
