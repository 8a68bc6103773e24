import type { ActionRow, ParamRow } from '../wire/wire.js'
import { readField } from './field-value.js'

/** The name of the field for parameters that the tables do not know. */
export const OTHER_FIELD = '*'

/** Texts of the fields, by the names of parameters. */
export type FormTexts = Readonly<Record<string, string>>

export interface FormFault {
  readonly name: string
  /** Absent where the parameter is missing. */
  readonly reason?: string
  readonly type: string
}

/** Parameters that have a field of their own; those inside of others are part of their JSON. */
export const fieldsOf = ({ params, ext_params = [] }: ActionRow): readonly ParamRow[] =>
  [...params, ...ext_params].filter(({ name }) => !/[.[*]/.test(name))

/** Reads a form into params, or tells what is wrong in it. */
export function readForm(
  row: ActionRow,
  texts: FormTexts,
): { readonly params: Readonly<Record<string, unknown>> } | { readonly faults: readonly FormFault[] } {
  const params: Record<string, unknown> = {}
  const faults: FormFault[] = []
  for (const field of fieldsOf(row)) {
    const reading = readField(field, texts[field.name] ?? '')
    const { name, type } = field
    if (reading.is === 'value') params[name] = reading.value
    else if (reading.is === 'fault') faults.push({ name, type, reason: reading.reason })
    else if (field.required && field.required_when === undefined && !field.optional_with)
      faults.push({ name, type })
  }
  const others = readField(OTHERS, texts[OTHER_FIELD] ?? '')
  if (others.is === 'fault') faults.push({ name: 'JSON', type: 'object', reason: others.reason })
  if (faults.length > 0) return { faults }
  return { params: others.is === 'value' ? { ...params, ...Object(others.value) } : params }
}

const OTHERS: ParamRow = {
  name: OTHER_FIELD,
  type: 'object',
  required: false,
  summary: { zh: '', en: '' },
}
