import { useHub } from '../page/hub-context.js'
import { CodeBlock, jsonText } from '../parts/code-block.js'
import type { CallResult } from './use-call.js'

/** The reply to a call. */
export function Answer({ result }: { readonly result: CallResult }) {
  const { say } = useHub()
  const { answer, tookMs } = result
  const isGood = answer.status === 'ok' || answer.status === 'async'
  return (
    <section class="answer" role="status">
      <p class="acts">
        <span class={isGood ? 'badge badge-bot' : 'badge badge-muted'}>
          {say(isGood ? 'answer_ok' : 'answer_failed')} {answer.retcode ?? ''}
        </span>
        <span class="dim">{say('answer_took', { n: tookMs })}</span>
        {answer.wording ? <bdi>{answer.wording}</bdi> : null}
      </p>
      <CodeBlock label={say('answer')} text={jsonText(answer)} />
    </section>
  )
}
