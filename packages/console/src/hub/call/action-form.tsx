import { useState } from 'preact/hooks'
import { IconButton } from '../../parts/icon.js'
import { useHub, useHubState } from '../page/hub-context.js'
import { goTo } from '../page/route.js'
import { AccountPick } from '../parts/account-pick.js'
import type { ActionRow } from '../wire/wire.js'
import { Answer } from './answer.js'
import { CopyAs } from './copy-as.js'
import { OtherField, ParamField } from './param-field.js'
import { implementationOf, offers } from './profile.js'
import { type FormTexts, fieldsOf, OTHER_FIELD, readForm } from './read-form.js'
import { useCall } from './use-call.js'

/** The form of one action: its fields, what it answers, and the call as text for elsewhere. */
export function ActionForm(props: {
  readonly name: string
  readonly row: ActionRow
  readonly account: string | undefined
}) {
  const { name, row } = props
  const { say, language } = useHub()
  const [account, setAccount] = useAccount(props.account)
  const [texts, setTexts] = useState<FormTexts>({})
  const { faults, result, isBusy, call } = useCall(name)
  const reading = readForm(row, texts)
  const write = (field: string, text: string) => setTexts((before) => ({ ...before, [field]: text }))
  return (
    <article class="page-pad action-form">
      <header class="detail-head">
        <IconButton name="back" class="only-narrow" label={say('back')} onClick={() => goTo('call')} />
        <h2>
          <code>{name}</code>
        </h2>
      </header>
      <p>{row.summary[language]}</p>
      {row.note ? <p class="dim">{row.note[language]}</p> : null}
      <Profile row={row} account={account} />
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault()
          void call(account, reading)
        }}
      >
        <AccountPick value={account} onPick={setAccount} />
        {fieldsOf(row).map((param) => (
          <ParamField
            key={param.name}
            param={param}
            text={texts[param.name] ?? ''}
            fault={faults.find((fault) => fault.name === param.name)}
            onText={(text) => write(param.name, text)}
          />
        ))}
        <OtherField text={texts[OTHER_FIELD] ?? ''} onText={(text) => write(OTHER_FIELD, text)} />
        <div class="acts">
          <button type="submit" class="button button-main" disabled={isBusy}>
            {say(isBusy ? 'action_calling' : 'action_call')}
          </button>
          <CopyAs account={account} action={name} params={'params' in reading ? reading.params : {}} />
        </div>
      </form>
      {result ? <Answer result={result} /> : null}
    </article>
  )
}

/** The chosen account: that of the address, else the first that is online. */
function useAccount(asked: string | undefined) {
  const first = useHubState(
    ({ hub }) => (hub?.accounts.find(({ online }) => online) ?? hub?.accounts[0])?.self_id,
  )
  const [chosen, setChosen] = useState(asked)
  return [chosen ?? first ?? '', setChosen] as const
}

/** Programs that have the action, and a warning where that of the account may not. */
function Profile({ row, account }: { readonly row: ActionRow; readonly account: string }) {
  const { say } = useHub()
  const implementation = useHubState(
    ({ hub }) => hub?.accounts.find(({ self_id }) => self_id === account)?.implementation?.name,
  )
  const profile = implementationOf(implementation)
  return (
    <>
      <p class="dim">{say('action_by', { names: row.source.join(', ') })}</p>
      {profile && !offers(row, profile) ? (
        <p class="hint hint-warn">{say('action_not_by', { name: implementation ?? '' })}</p>
      ) : null}
    </>
  )
}
