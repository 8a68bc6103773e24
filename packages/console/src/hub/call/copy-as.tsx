import { useHub } from '../page/hub-context.js'
import { callSnippet, SNIPPET_KINDS } from './call-snippets.js'

/** Buttons that copy the call for a shell or a program. */
export function CopyAs(props: {
  readonly account: string
  readonly action: string
  readonly params: Readonly<Record<string, unknown>>
}) {
  const { say, copy, store } = useHub()
  // The admin API is two folders below the hub.
  const hubUrl = new URL('../../', store.api.baseUrl).href
  return (
    <fieldset class="copy-as" aria-label={say('copy_as')} title={say('token_hint')}>
      <span class="dim">{say('copy_as')}</span>
      {SNIPPET_KINDS.map((kind) => (
        <button
          key={kind}
          type="button"
          class="button button-small"
          onClick={() => copy(callSnippet(kind, { ...props, hubUrl }))}
        >
          {kind}
        </button>
      ))}
    </fieldset>
  )
}
