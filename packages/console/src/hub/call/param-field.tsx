import type { ComponentChildren } from 'preact'
import { useHub } from '../page/hub-context.js'
import type { ParamRow } from '../wire/wire.js'
import type { HubSay } from '../words/hub-words.js'
import { fieldKind } from './field-value.js'
import type { FormFault } from './read-form.js'

export interface ParamFieldProps {
  readonly param: ParamRow
  readonly text: string
  readonly fault: FormFault | undefined
  readonly onText: (text: string) => void
}

/** The field of one parameter, with what it means. */
export function ParamField(props: ParamFieldProps) {
  const { param, fault } = props
  const { say, language } = useHub()
  const id = `param-${param.name}`
  return (
    <div class="param">
      <label class="param-name" for={id}>
        <code>{param.name}</code>
        {param.required ? <span class="badge badge-owner">{say('param_required')}</span> : null}
        <span class="dim">{param.type}</span>
      </label>
      <div class="field">
        <Control {...props} id={id} />
      </div>
      <p class="dim" id={`${id}-about`}>
        {aboutOf(param, say, language)}
      </p>
      {fault ? (
        <p class="failure" role="alert">
          {faultText(fault, say)}
        </p>
      ) : null}
    </div>
  )
}

function aboutOf(
  { summary, source, aliases, ...param }: ParamRow,
  say: HubSay,
  language: 'zh' | 'en',
): string {
  const value = defaultOf(param)
  return [
    summary[language],
    value === '' ? '' : say('param_default', { value }),
    param.required_when ?? '',
    source ? source.join(', ') : '',
    aliases ? `= ${aliases.join(', ')}` : '',
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

function defaultOf(param: Pick<ParamRow, 'default' | 'default_expr'>): string {
  if (param.default_expr !== undefined) return param.default_expr
  return param.default === undefined ? '' : JSON.stringify(param.default)
}

function Control(props: ParamFieldProps & { readonly id: string }) {
  const { param, text, onText, fault, id } = props
  const kind = fieldKind(param)
  const shared = { id, 'aria-describedby': `${id}-about`, 'aria-invalid': fault !== undefined }
  const placeholder = defaultOf(param)
  if (kind === 'boolean')
    return <Choice {...shared} values={['true', 'false']} value={text} onText={onText} />
  if (kind === 'choice') {
    const values = [...(param.values ?? []), ...(param.ext_values ?? [])].map(String)
    return <Choice {...shared} values={values} value={text} onText={onText} />
  }
  if (kind === 'text')
    return (
      <textarea
        {...shared}
        rows={param.type.includes('message') ? 3 : 2}
        value={text}
        spellcheck={false}
        onInput={(event) => onText(event.currentTarget.value)}
      />
    )
  return (
    <input
      {...shared}
      value={text}
      placeholder={placeholder}
      inputMode={kind === 'number' ? 'decimal' : 'text'}
      autocomplete="off"
      onInput={(event) => onText(event.currentTarget.value)}
    />
  )
}

function Choice(props: {
  readonly id: string
  readonly values: readonly string[]
  readonly value: string
  readonly onText: (text: string) => void
}): ComponentChildren {
  const { values, value, onText, ...rest } = props
  const { say } = useHub()
  return (
    <select {...rest} value={value} onChange={(event) => onText(event.currentTarget.value)}>
      <option value="">{say('param_unset')}</option>
      {values.map((each) => (
        <option key={each} value={each}>
          {each}
        </option>
      ))}
    </select>
  )
}

/** The field for parameters that the tables do not know. */
export function OtherField(props: { readonly text: string; readonly onText: (text: string) => void }) {
  const { say } = useHub()
  return (
    <details class="param">
      <summary>{say('action_other')}</summary>
      <div class="field">
        <textarea
          rows={2}
          spellcheck={false}
          aria-label={say('action_other')}
          value={props.text}
          onInput={(event) => props.onText(event.currentTarget.value)}
        />
      </div>
    </details>
  )
}

/** Fault of a field, in words. */
export const faultText = ({ name, type, reason }: FormFault, say: HubSay): string =>
  reason === undefined ? say('param_missing', { name }) : say('param_bad', { name, type, reason })
