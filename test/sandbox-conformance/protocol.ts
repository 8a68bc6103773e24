import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** One field of a result or an event, as the data of the protocol have it. `a.b`, `a[].b` and `*_list[].b` are paths. */
export interface Field {
  readonly name: string
  readonly type: string
  readonly required?: boolean
  readonly optional?: boolean
  readonly nullable?: boolean
  readonly summary: string
  readonly values?: readonly unknown[]
  readonly ext_values?: readonly unknown[]
}

export type Shape = string | readonly Field[] | { readonly array: Shape } | { readonly value: string }

export interface Param extends Field {
  readonly required: boolean
}

export interface ActionRow {
  readonly name: string
  readonly source: readonly string[]
  readonly params: readonly Param[]
  readonly one_of_required?: readonly string[]
  readonly data: Shape
  readonly ext_data?: readonly Field[]
  readonly data_variants?: Readonly<Record<string, Shape>>
}

export interface EventRow {
  readonly post_type: string
  readonly detail_field: string
  readonly detail_type: string
  readonly sub_types: readonly string[]
  readonly ext_sub_types?: readonly { readonly value: string }[]
  readonly fields: readonly Field[]
}

const folder = new URL('../../packages/protocol/src/tables/protocol-data/', import.meta.url)
const read = (file: string) => JSON.parse(readFileSync(fileURLToPath(new URL(file, folder)), 'utf8'))

export const actionRows: readonly ActionRow[] = read('actions.json')
export const eventRows: readonly EventRow[] = read('events.json')

/** Shapes that the data lack, and that public sources of NapCat tell. */
const ofNapCat: Readonly<Record<string, Shape>> = {
  ocr_image: { array: 'object' },
  '.ocr_image': { array: 'object' },
  _get_model_show: { array: 'object' },
  _del_group_notice: 'object',
}

export const sourcesOf = (name: string): readonly string[] => actionRow(name).source

export function actionRow(name: string): ActionRow {
  const row = actionRows.find((each) => each.name === name)
  if (!row) throw new TypeError(`the protocol knows no action ${name}`)
  const napcat = ofNapCat[name]
  return napcat ? { ...row, data_variants: { ...row.data_variants, napcat } } : row
}
