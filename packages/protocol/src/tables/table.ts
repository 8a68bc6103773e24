/**
 * The shapes that every row of the tables has. A table is plain data, so that types, schemas, documents,
 * CLI help and console forms can all be computed from it; nothing here is repeated by hand elsewhere.
 */

/** The same sentence for the two kinds of readers. */
export interface Summary {
  readonly zh: string
  readonly en: string
}

/** A program that owns a QQ account. */
export type Implementation = 'go-cqhttp' | 'napcat' | 'lagrange' | 'llbot'

/** Origin of a thing: who defines, accepts or emits it. `rookery` marks what our own hub answers or emits. */
export type Source =
  | 'onebot11'
  | 'onebot11-public'
  | 'onebot11-hidden'
  | Implementation
  | 'perpetua'
  | 'rookery'

type NumberType = 'number' | `number (${'int' | 'int16' | 'int32' | 'int64' | 'uint64' | 'float64'})`

type PlainType =
  | NumberType
  | 'string'
  | 'boolean'
  | 'object'
  | 'array'
  | 'message'
  | 'segment'
  | 'event'
  | 'any'

type ArrayType = `array<${'any' | 'number' | 'number|string' | 'object' | 'segment' | 'string'}>`

type UnionType =
  | 'number|string'
  | 'string|number'
  | 'number|string|boolean'
  | 'string|boolean'
  | 'string|object'
  | 'string|array<string>'
  | 'message|array'
  | `${'object' | 'array' | 'string' | 'boolean'}|null`
  | 'string|undefined'

/** A wire type. `message` is a string, a segment array or, when sent, one segment. */
export type WireType = PlainType | ArrayType | UnionType

/** A default, or an allowed value. `<QQ number>`, in angle brackets, stands for any text of that kind. */
export type Scalar = string | number | boolean

interface Field {
  /**
   * Exactly as on the wire. `sender.user_id` is a key of the object `sender`, `clients[].app_id` one of each
   * item of `clients`, and `*` any other key.
   */
  readonly name: string
  readonly type: WireType
  readonly summary: Summary
  readonly values?: readonly Scalar[]
  /** Values that only extensions know. */
  readonly ext_values?: readonly Scalar[]
  /** The field exists only there; without it, wherever the row does. */
  readonly source?: readonly Source[]
}

/** A parameter of an action. */
export interface ParamRow extends Field {
  readonly required: boolean
  /** Absent: none. */
  readonly default?: Scalar | readonly []
  /** How the standard writes the default, where it is a sum. */
  readonly default_expr?: string
  /** Defaults by implementation, where they differ. */
  readonly defaults?: Readonly<Partial<Record<Source, Scalar>>>
  /** Other names that are accepted for it. */
  readonly aliases?: readonly string[]
  /** The condition under which it is needed, e.g. `message_type is group`. */
  readonly required_when?: string
  /** The implementations that need it, where not all do. */
  readonly required_by?: readonly Source[]
  /** The implementations that do without it, where the standard needs it. */
  readonly optional_with?: readonly Source[]
}

/** A field of an action's result. It is there unless `optional` says otherwise. */
export interface ResultRow extends Field {
  readonly optional?: boolean
  readonly nullable?: boolean
}

/** A field of an event. */
export interface EventFieldRow extends Field {
  readonly required: boolean
  /** Implementations that leave a required field out all the same. */
  readonly omitted_by?: readonly Source[]
}

/** A key of the quick operation that may answer an event. */
export interface QuickOperationRow extends Field {
  readonly default?: Scalar
  readonly note?: Summary
}

/** Shape of `data` in a reply: an object, an array, one bare value, nothing, or a stream of replies. */
export type ResultShape =
  | readonly ResultRow[]
  | { readonly array: readonly ResultRow[] | WireType }
  | { readonly value: WireType }
  | { readonly stream: Summary }
  | 'null'
  | 'unknown'

/** An action, by its name on the wire. */
export interface ActionRow {
  readonly summary: Summary
  readonly source: readonly Source[]
  readonly params: readonly ParamRow[]
  /** Parameters that extensions add to a standard action; never required. */
  readonly ext_params?: readonly ParamRow[]
  readonly data: ResultShape
  /** Fields that extensions add to the result of a standard action, or to each item of it. */
  readonly ext_data?: readonly ResultRow[]
  /** Results of implementations that answer in another shape. */
  readonly data_variants?: Readonly<Partial<Record<Source, ResultShape>>>
  /** Implementations whose defaults are not the standard's. */
  readonly default_deviations?: Readonly<Partial<Record<Source, Readonly<Record<string, Scalar>>>>>
  readonly one_of_required?: readonly string[]
  readonly response_status?: 'async'
  /** The only way that leads to it, where not every transport does. */
  readonly transport?: string
  readonly note?: Summary
  /** Another action of the same name with another meaning. */
  readonly conflict?: Summary
}

/** One allowed `sub_type`. */
export interface SubTypeRow {
  readonly value: string
  readonly summary: Summary
  /** An extension of the standard, and whose. */
  readonly source?: readonly Source[]
}

/**
 * An event, by the name of its interface. `time`, `self_id`, `post_type`, the field that names the detail and
 * `sub_type` are the same in all of them: `eventFields` adds them to `fields`.
 */
export interface EventRow {
  readonly post_type: string
  /** The field that tells the events of one `post_type` apart, e.g. `notice_type`. */
  readonly detail_field: string
  readonly detail_type: string
  readonly sub_types: readonly SubTypeRow[]
  /** Tells rows apart that agree in everything above. */
  readonly variant?: string
  readonly summary: Summary
  readonly source: readonly Source[]
  readonly fields: readonly EventFieldRow[]
  readonly quick_operations: readonly QuickOperationRow[]
  readonly note?: Summary
  readonly conflict?: Summary
}

/** A key of a segment's `data`. */
export interface SegmentFieldRow extends Field {
  readonly required: boolean
  /** It is understood when sent. */
  readonly send: boolean
  /** It may be there when received. */
  readonly receive: boolean
  readonly default?: Scalar
  /** Other spellings that are accepted for `values`. */
  readonly alt_values?: readonly Scalar[]
  /** A further type that an extension uses. */
  readonly ext_type?: string
}

/** One shape of a segment that implementations do not agree about. */
export interface SegmentShapeRow {
  readonly by: readonly Source[]
  readonly shape: { readonly type: string; readonly data: Readonly<Record<string, string>> }
}

/** A message segment, by the name of its interface. */
export interface SegmentRow {
  readonly type: string
  /** Tells rows of one `type` apart. */
  readonly variant?: string
  readonly summary: Summary
  readonly source: readonly Source[]
  readonly send: boolean
  readonly receive: boolean
  /** Implementations that send or receive it although the standard does not. */
  readonly ext_send?: readonly Source[]
  readonly ext_receive?: readonly Source[]
  readonly shapes?: readonly SegmentShapeRow[]
  /** Oddities of its CQ code. */
  readonly string_form?: Summary
  readonly data: readonly SegmentFieldRow[]
}

/** A table keeps the names of its rows in its type, but not what they hold: the generated types tell that. */
export const actionRows = <Name extends string>(rows: Readonly<Record<Name, ActionRow>>) => rows
export const eventRows = <Name extends string>(rows: Readonly<Record<Name, EventRow>>) => rows
export const segmentRows = <Name extends string>(rows: Readonly<Record<Name, SegmentRow>>) => rows

/** Whether a field holds the number of an account, group, message … , which may be beyond 2^53. */
export function isId(field: { readonly name: string; readonly type: WireType }): boolean {
  return /(^|[._])id$/.test(field.name) && field.type.includes('number')
}

/**
 * Whether a parameter takes an id, or a list of them, as a number, a text or a bigint. It is written as its wire
 * type: some implementations want the numbers of accounts, groups and messages as strings.
 */
export function takesIds(param: { readonly name: string; readonly type: WireType }): boolean {
  return (
    isId(param) || /(^|[._])(user|group|message)_ids?$/.test(param.name) || /^array<number/.test(param.type)
  )
}

/** Every field of an event, those that all events share first. */
export function eventFields(row: EventRow): readonly EventFieldRow[] {
  const named = (name: string, values: readonly string[], zh: string, en: string): EventFieldRow => ({
    name,
    type: 'string',
    required: true,
    summary: { zh, en },
    values,
  })
  const subTypes = row.sub_types.map(({ value }) => value)
  const meaning = (language: keyof Summary, colon: string, stop: string) =>
    row.sub_types.map(({ value, summary }) => `${value}${colon}${summary[language]}`).join(stop)
  return [
    ...sharedFields,
    named('post_type', [row.post_type], '上报类型', 'event class'),
    named(row.detail_field, [row.detail_type], '事件类型', 'event type'),
    ...(subTypes.length > 0
      ? [named('sub_type', subTypes, meaning('zh', '：', '；'), meaning('en', ': ', '; '))]
      : []),
    ...row.fields,
  ]
}

const sharedFields: readonly EventFieldRow[] = [
  {
    name: 'time',
    type: 'number (int64)',
    required: true,
    summary: { zh: '事件发生的时间，Unix 时间戳，单位秒', en: 'when it happened, unix seconds' },
  },
  {
    name: 'self_id',
    type: 'number (int64)',
    required: true,
    summary: { zh: '收到事件的机器人 QQ 号', en: 'QQ number of the bot that received it' },
  },
]
