import { useEffect, useState } from 'preact/hooks'
import { useHub } from '../page/hub-context.js'
import { useLoad } from '../page/use-load.js'
import { CodeBlock, jsonText } from '../parts/code-block.js'
import { Loading } from '../parts/loading.js'
import type { ConfigAnswer } from '../wire/wire.js'
import { ConfigEditor } from './config-editor.js'
import { Versions } from './versions.js'

/** The config file of the hub: looked at, changed, checked, saved and applied. */
export function ConfigPage() {
  const { say, store } = useHub()
  const config = useLoad(() => store.api.get<ConfigAnswer>('config'), [store])
  const [report, setReport] = useState<object>()
  const saved = (next: object | undefined) => {
    setReport(next)
    config.reload()
  }
  useEffect(() => warnOfDraft(() => store.draft !== undefined), [store])
  return (
    <div class="config">
      <h1 class="only-heard">{say('page_config')}</h1>
      <Loading of={config}>
        {(data) => (
          <ConfigEditor key={data.base} config={data} onSaved={saved}>
            {(onText) => (
              <div class="config-below">
                {report ? <CodeBlock label={say('config_report')} text={jsonText(report)} /> : null}
                <Versions onText={onText} savedAs={data.base} />
              </div>
            )}
          </ConfigEditor>
        )}
      </Loading>
    </div>
  )
}

/** Has the browser ask before the page is left with changes that are not saved. */
function warnOfDraft(hasDraft: () => boolean): () => void {
  const warn = (event: BeforeUnloadEvent) => {
    if (hasDraft()) event.preventDefault()
  }
  window.addEventListener('beforeunload', warn)
  return () => window.removeEventListener('beforeunload', warn)
}
