import { useMemo, useState } from 'preact/hooks'
import { FixedRows } from '../../list/fixed-rows.js'
import { useHub } from '../page/hub-context.js'
import { goTo, type Route } from '../page/route.js'
import { useLoad } from '../page/use-load.js'
import { Loading } from '../parts/loading.js'
import type { ActionRow, ActionsAnswer } from '../wire/wire.js'
import { ActionForm } from './action-form.js'

const ROW_PX = 48

/** An action by its name. */
type NamedAction = readonly [name: string, row: ActionRow]

/** The actions, and the form of the one that is open. */
export function CallPage({ query }: { readonly query: Route['query'] }) {
  const { store } = useHub()
  const tables = useLoad(() => store.api.get<ActionsAnswer>('actions'), [store])
  return (
    <Loading of={tables}>
      {({ actions }) => (
        <Actions actions={Object.entries(actions)} name={query.action} account={query.account} />
      )}
    </Loading>
  )
}

function Actions(props: {
  readonly actions: readonly NamedAction[]
  readonly name: string | undefined
  readonly account: string | undefined
}) {
  const { actions, name, account } = props
  const { say, language } = useHub()
  const [text, setText] = useState('')
  const shown = useMemo(() => found(actions, text.trim().toLowerCase()), [actions, text])
  const open = actions.find(([each]) => each === name)
  return (
    <div class={open ? 'two-panes two-panes-open' : 'two-panes'}>
      <div class="pane-list">
        <h1 class="only-heard">{say('page_call')}</h1>
        <div class="tools-strip">
          <input
            class="search-field"
            type="search"
            data-search
            aria-label={say('action_search', { n: actions.length })}
            placeholder={say('action_search', { n: actions.length })}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </div>
        {shown.length === 0 ? (
          <p class="empty page-pad">{say('action_none')}</p>
        ) : (
          <FixedRows<NamedAction>
            class="action-rows"
            label={say('action')}
            rows={shown}
            rowPx={ROW_PX}
            keyOf={([each]) => each}
            draw={([each, { summary }]) => (
              <div class="action-row">
                <span class="traffic-name action-row-name">{each}</span>
                <span class="dim action-row-more">{summary[language]}</span>
              </div>
            )}
            selected={name}
            onSelect={([each]) => goTo('call', { action: each, account })}
          />
        )}
      </div>
      <div class="pane-open">
        {open ? (
          <ActionForm key={open[0]} name={open[0]} row={open[1]} account={account} />
        ) : (
          <p class="empty page-pad">{say('action')}</p>
        )}
      </div>
    </div>
  )
}

/** Actions of which the name or a description has each word; those of which the name begins with the text first. */
function found(actions: readonly NamedAction[], text: string): readonly NamedAction[] {
  if (text === '') return actions
  const words = text.split(/\s+/)
  const shown = actions.filter(([name, { summary }]) => {
    const all = `${name} ${summary.zh} ${summary.en}`.toLowerCase()
    return words.every((word) => all.includes(word))
  })
  return shown.sort(([a], [b]) => Number(b.startsWith(text)) - Number(a.startsWith(text)))
}
