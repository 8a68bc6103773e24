// npm run gen: writes the checked-in interfaces of @rookery/protocol from its tables.
//   --check       writes nothing; ends with 1 and names the files that are stale
//   --out <dir>   compares with or writes to another directory
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { main, root, runNode, StepFailed, say, tools } from './run.mjs'

const tablesDir = join(root, 'packages/protocol/src/tables')
const WIDTH = 110

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Node 20 cannot import TypeScript: the tables alone are compiled, because the rest needs what we write. */
async function loadTables() {
  const cacheDir = join(root, '.cache')
  mkdirSync(cacheDir, { recursive: true })
  const dir = mkdtempSync(join(cacheDir, 'gen-'))
  const names = ['actions', 'events', 'segments', 'table']
  const flags = ['--ignoreConfig', '--strict', '--target', 'es2022', '--module', 'nodenext', '--types', '']
  try {
    await runNode(tools.tsc, [
      ...flags,
      '--outDir',
      dir,
      ...names.map((name) => join(tablesDir, `${name}.ts`)),
    ])
    const modules = await Promise.all(
      names.map((name) => import(pathToFileURL(join(dir, `${name}.js`)).href)),
    )
    return Object.assign({}, ...modules)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** What the files hold, by name. */
function render(tables) {
  return new Map([
    ['actions.gen.ts', file(actionTable(tables))],
    ['events.gen.ts', file(eventInterfaces(tables))],
    ['segments.gen.ts', file([...segmentInterfaces(tables), MESSAGE_FORMS])],
  ])
}

const BASE_TYPES = ['Id', 'IdInput', 'JsonObject']
const MESSAGE_TYPES = ['MessageData', 'Segment', 'Sendable']

/** What a message is made of. Beside the segments, because a segment may hold messages again. */
const MESSAGE_FORMS = `
/** A segment of a type that no table knows: a vendor's own. */
export interface UnknownSegment {
  readonly type: string
  readonly data: JsonObject
}

/** A message in array form. */
export type Message = readonly Segment[]

/** A message as events and results hold it: segments, or a string with CQ codes, as the implementation is set. */
export type MessageData = string | Message

/** What may be sent: a string, one segment, or several. */
export type Sendable = string | Segment | UnknownSegment | readonly (Segment | UnknownSegment)[]
`

function file(lines) {
  const body = lines.join('\n')
  // Comments name types too, and an unused import does not compile.
  const code = body.replace(/\/\*\*.*?\*\//gs, '')
  const used = (names) => names.filter((name) => new RegExp(`\\b${name}\\b`).test(code))
  const importOf = (names, from) =>
    names.length > 0 ? [`import type { ${names.join(', ')} } from './${from}.js'`] : []
  const imports = [
    ...importOf(used(BASE_TYPES), 'base'),
    ...(body.includes(MESSAGE_FORMS) ? [] : importOf(used(MESSAGE_TYPES), 'segments.gen')),
  ]
  const header = '// Written by `npm run gen` from the tables beside it. Do not edit.'
  return `${[header, '', ...imports, ...(imports.length > 0 ? [''] : []), body].join('\n')}\n`
}

// --- the three files ---------------------------------------------------------------------------

function actionTable({ actions, events, isId }) {
  const nullable = nullableFields(Object.values(events))
  const rows = Object.entries(actions).flatMap(([name, row]) => [
    ...doc(row, { sources: row.source, notes: notesOf(row) }),
    `readonly ${key(name)}: {`,
    ...indent([
      ...member('params', paramsType(row, isId, nullable)),
      ...member('result', resultType(row, isId)),
    ]),
    '}',
  ])
  const summary = {
    zh: '所有已知的动作：参数与结果。',
    en: 'Every known action: its parameters and its result.',
  }
  return [...doc({ summary }), 'export interface ActionTable {', ...indent(rows), '}']
}

function eventInterfaces({ events, eventFields, isId }) {
  const interfaces = Object.entries(events).flatMap(([name, row]) => {
    const fields = eventFields(row).map((field) => ({ ...field, optional: !isSure(field) }))
    return [
      ...doc(row, { sources: row.source, notes: notesOf(row) }),
      `export interface ${name} ${object(fields, { isId }).join('\n')}`,
      '',
    ]
  })
  const summary = { zh: '所有已知的事件。', en: 'Every known event.' }
  return [...interfaces, ...doc({ summary }), ...union('OneBotEvent', Object.keys(events))]
}

function segmentInterfaces({ segments, isId }) {
  const interfaces = Object.entries(segments).flatMap(([name, row]) => {
    // A key that is only sent, or only received, is missing from the other.
    const fields = row.data.map((field) => ({
      ...field,
      optional: !(isSure(field) && field.send && field.receive),
    }))
    return [
      ...doc(row, { notes: row.string_form ? [row.string_form] : [] }),
      `export interface ${name} {`,
      `  readonly type: ${literal(row.type)}`,
      // An object type and no interface: only those fit where any object is wanted.
      ...indent(member('data', object(fields, { isId }))),
      '}',
      '',
    ]
  })
  const summary = { zh: '所有已知的消息段。', en: 'Every known message segment.' }
  return [...interfaces, ...doc({ summary }), ...union('Segment', Object.keys(segments))]
}

const isSure = (field) => field.required && field.source === undefined && field.omitted_by === undefined

const union = (name, members) => [`export type ${name} =`, ...members.map((member) => `  | ${member}`)]

const notesOf = (row) => [row.note, row.conflict].filter((note) => note !== undefined)

// --- types -------------------------------------------------------------------------------------

function paramsType({ params, ext_params = [] }, isId, nullable) {
  const row = (field, optional) => ({ ...field, optional, nullable: optional && nullable.has(field.name) })
  return object(
    [
      ...params.map((field) => row(field, !field.required || field.source !== undefined)),
      ...ext_params.map((field) => row(field, true)),
    ],
    { isId, sent: true },
  )
}

/** Event fields that may be null. A parameter of that name takes null too: events are spread into params. */
const nullableFields = (rows) =>
  new Set(
    rows.flatMap(({ fields }) => fields.filter(({ type }) => type.endsWith('|null')).map(({ name }) => name)),
  )

function resultType({ data, ext_data = [] }, isId) {
  const rows = (fields) => [
    ...fields.map((field) => ({ ...field, optional: field.optional || field.source !== undefined })),
    ...ext_data.map((field) => ({ ...field, optional: true })),
  ]
  if (data === 'null') return ['null']
  if (data === 'unknown' || data.stream) return ['unknown']
  if (Array.isArray(data)) return object(rows(data), { isId })
  if (data.value) return [plainType(data.value, {})]
  if (Array.isArray(data.array)) return wrap('readonly ', object(rows(data.array), { isId }), '[]')
  return [plainType(`array<${data.array}>`, {})]
}

/** Lines of an object type. `sent`: what a caller writes, so ids and messages come in every form we take. */
function object(fields, context) {
  const lines = [...childrenOf(fields)].flatMap(([name, child]) => property(name, child, context))
  return lines.length === 0 ? ['{}'] : ['{', ...indent(lines), '}']
}

/** `a`, `a.b` and `a[].c` as a tree: each key with its row, and the rows below it. */
function childrenOf(fields) {
  const children = new Map()
  for (const field of fields) {
    const [, name, isList, rest] = /^([^.[]+)(\[\])?(?:\.(.+))?$/.exec(field.name)
    const child = children.get(name) ?? { below: [], isList: false }
    children.set(name, child)
    if (rest === undefined) child.row = field
    else child.below.push({ ...field, name: rest })
    child.isList ||= isList !== undefined
  }
  return children
}

function property(name, { row, below, isList }, context) {
  if (name.includes('*')) return indexSignature(name, row, below, isList)
  const type = below.length > 0 ? nested(row, below, isList, context) : [fieldType(row, context)]
  const docs = row === undefined ? [] : doc(row, { sources: row.source, byDefault: row.default })
  return [...docs, ...member(name, type, row?.optional)]
}

/** `*` is any other key, `*_list` any that ends so. What a pattern holds is not narrowed further. */
function indexSignature(name, row, below, isList) {
  const pattern = name === '*' ? 'string' : `\`${name.replaceAll('*', `\${string}`)}\``
  const type = below.length === 0 ? 'unknown' : isList ? 'readonly JsonObject[]' : 'JsonObject'
  return [...(row === undefined ? [] : doc(row)), `readonly [key: ${pattern}]: ${type}`]
}

function nested(row, below, isList, context) {
  const lines = object(below, context)
  const orNull = row?.nullable || row?.type.includes('|null') ? ' | null' : ''
  const inList = isList || row?.type.startsWith('array')
  return inList ? wrap('readonly ', lines, `[]${orNull}`) : wrap('', lines, orNull)
}

function fieldType(row, { isId, sent }) {
  const allowed = [...(row.values ?? []), ...(row.ext_values ?? []), ...(row.alt_values ?? [])]
  // A value in angle brackets stands for any text, so it leaves nothing to narrow.
  const closed = allowed.length > 0 && !allowed.some((value) => String(value).startsWith('<'))
  const type = closed ? allowed.map(literal).join(' | ') : plainType(row.type, { id: isId(row), sent })
  return row.nullable ? `${type} | null` : type
}

/** The type of a wire type, e.g. `number (int64)|string`. */
function plainType(wireType, { id = false, sent = false }) {
  const list = /^array<(.+)>$/.exec(wireType)
  if (list) return listType(plainType(list[1], {}))
  if (id && sent) return 'IdInput'
  const types = splitUnion(wireType).map((part) => singleType(part, { id, sent }))
  return types.includes('unknown') ? 'unknown' : [...new Set(types)].join(' | ')
}

const listType = (item) => (item.includes(' ') ? `readonly (${item})[]` : `readonly ${item}[]`)

/** Splits at each `|` outside of angle brackets. */
const splitUnion = (wireType) => wireType.split(/\|(?![^<]*>)/)

function singleType(wireType, { id, sent }) {
  if (wireType.startsWith('number')) return id ? 'Id' : 'number'
  if (wireType.startsWith('array<')) return plainType(wireType, {})
  if (wireType === 'message') return sent ? 'Sendable' : 'MessageData'
  const plain = {
    array: 'readonly unknown[]',
    object: 'JsonObject',
    event: 'JsonObject',
    segment: 'Segment',
    any: 'unknown',
  }
  return plain[wireType] ?? wireType
}

// --- text --------------------------------------------------------------------------------------

const indent = (lines) =>
  lines.flatMap((line) => line.split('\n')).map((line) => (line === '' ? '' : `  ${line}`))

const literal = (value) =>
  typeof value === 'string' ? `'${value.replace(/[\\']/g, '\\$&')}'` : String(value)

const key = (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name))

/** Puts text before the first line and behind the last. */
function wrap(before, lines, after) {
  const text = `${before}${lines.join('\n')}${after}`
  return text.split('\n')
}

const member = (name, type, optional = false) =>
  wrap(`readonly ${key(name)}${optional ? '?' : ''}: `, type, '')

/** A doc comment: on one line what fits there, else a paragraph for each language, then notes and sources. */
function doc({ summary }, { sources = [], notes = [], byDefault } = {}) {
  const isShort = notes.length === 0 && byDefault === undefined && !/[。.]$/.test(summary.zh)
  const line = `/** ${safe(`${summary.zh} / ${summary.en}`)}${sources.length > 0 ? ` (${sources.join(', ')})` : ''} */`
  if (isShort && columns(line) <= WIDTH - 8) return [line]
  const paragraphs = [summary, ...notes].flatMap(({ zh, en }) => [safe(zh), '', safe(en), ''])
  const last = [
    ...(sources.length > 0 ? [sources.join(', '), ''] : []),
    ...(byDefault === undefined ? [] : [`@defaultValue ${literal(byDefault)}`, '']),
  ]
  const body = [...paragraphs, ...last].slice(0, -1)
  return ['/**', ...body.map((text) => (text === '' ? ' *' : ` * ${text}`)), ' */']
}

const safe = (text) => text.replaceAll('*/', '*\\/')

/** How wide a text is: a Chinese character takes two columns. */
const columns = (text) => [...text].reduce((sum, char) => sum + (char > '⺀' ? 2 : 1), 0)

// --- the run, last because it needs every constant above ---------------------------------------

await main(async () => {
  const { values: options } = parseArgs({ options: { check: { type: 'boolean' }, out: { type: 'string' } } })
  const outDir = options.out === undefined ? tablesDir : resolve(options.out)
  const stale = [...render(await loadTables())].filter(
    ([name, text]) => readIfThere(join(outDir, name)) !== text,
  )
  const names = stale.map(([name]) => name).join(', ')
  if (stale.length === 0) return say('the generated files are up to date')
  if (options.check)
    throw new StepFailed(`${names} do not match the tables: run \`npm run gen\` and commit`, 1)
  for (const [name, text] of stale) writeFileSync(join(outDir, name), text)
  say(`wrote ${names}`)
})
