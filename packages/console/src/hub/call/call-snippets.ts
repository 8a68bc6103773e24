import { shellQuoted } from '../../panel/copy-as.js'

/** A call, as a program of a user would make it. */
export interface SnippetCall {
  /** Address of the hub, with a slash at its end. */
  readonly hubUrl: string
  readonly account: string
  readonly action: string
  readonly params: Readonly<Record<string, unknown>>
}

export const SNIPPET_KINDS = ['curl', 'TypeScript', 'Python', 'CLI'] as const
export type SnippetKind = (typeof SNIPPET_KINDS)[number]

/** A call as text for a shell or a program. The token stays out of it. */
export function callSnippet(kind: SnippetKind, call: SnippetCall): string {
  switch (kind) {
    case 'curl':
      return curl(call)
    case 'TypeScript':
      return typeScript(call)
    case 'Python':
      return python(call)
    case 'CLI':
      return commandLine(call)
  }
}

/** The params, with the account that the call is for. */
const withAccount = ({ account, params }: SnippetCall): Readonly<Record<string, unknown>> =>
  account === '' ? params : { self_id: exactId(account), ...params }

/** A number, or its text where a number would lose digits. */
const exactId = (account: string): number | string =>
  Number.isSafeInteger(Number(account)) ? Number(account) : account

const curl = (call: SnippetCall): string =>
  [
    'curl -H "Authorization: Bearer $ROOKERY_TOKEN"',
    `-H 'Content-Type: application/json'`,
    `-d ${shellQuoted(JSON.stringify(withAccount(call)))}`,
    shellQuoted(call.hubUrl + call.action),
  ].join(' ')

const typeScript = (call: SnippetCall): string =>
  [
    `const response = await fetch(${JSON.stringify(call.hubUrl + call.action)}, {`,
    `  method: 'POST',`,
    '  headers: {',
    `    Authorization: \`Bearer \${process.env.ROOKERY_TOKEN}\`,`,
    `    'Content-Type': 'application/json',`,
    '  },',
    `  body: JSON.stringify(${indented(JSON.stringify(withAccount(call), null, 2))}),`,
    '})',
    'console.log(await response.json())',
  ].join('\n')

const python = (call: SnippetCall): string =>
  [
    'import os, requests',
    '',
    'response = requests.post(',
    `    ${JSON.stringify(call.hubUrl + call.action)},`,
    `    headers={"Authorization": f"Bearer {os.environ['ROOKERY_TOKEN']}"},`,
    `    json=${pythonText(withAccount(call))},`,
    ')',
    'print(response.json())',
  ].join('\n')

const commandLine = (call: SnippetCall): string =>
  [
    'rookery call',
    call.action,
    ...Object.entries(withAccount(call)).map(([key, value]) => word(key, value)),
  ].join(' ')

/** A `key=value` word of `rookery call`; a text that would be read as JSON is given as JSON. */
function word(key: string, value: unknown): string {
  if (typeof value === 'string' && !isJson(value)) return shellWord(`${key}=${value}`)
  return shellWord(`${key}:=${JSON.stringify(value)}`.replace(/:=(-?\d+|true|false)$/, '=$1'))
}

const shellWord = (text: string): string => (/^[\w=:./-]+$/.test(text) ? text : shellQuoted(text))

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const indented = (text: string): string => text.replaceAll('\n', '\n  ')

/** A JSON value as Python writes it. */
function pythonText(value: unknown): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (Array.isArray(value)) return `[${value.map(pythonText).join(', ')}]`
  if (typeof value !== 'object') return JSON.stringify(value)
  const members = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${pythonText(each)}`)
  return `{${members.join(', ')}}`
}
