import type { ReloadReport } from '@rookery/hub'

type Names = Readonly<Record<'added' | 'changed' | 'removed', readonly string[]>>

/** What the hub answered: lines that say what is in force now, all that is wrong with the config, or why it read none. */
export type Outcome =
  | { readonly lines: readonly string[] }
  | { readonly problems: string }
  | { readonly failure: string }

/** Reads the answer to a request for a reload; undefined for what no hub answers. */
export function readOutcome(body: string): Outcome | undefined {
  const { status, retcode, data, wording } = Object(parsed(body)) as Readonly<Record<string, unknown>>
  if (status === 'ok' && isReport(data)) return { lines: linesOf(data) }
  if (status !== 'failed' || typeof wording !== 'string') return undefined
  return retcode === 1400 ? { problems: wording } : { failure: wording }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function isReport(data: unknown): data is ReloadReport {
  const { upstreams, clients, applied, needsRestart } = Object(data) as Readonly<Record<string, unknown>>
  return [upstreams, clients].every(isNames) && [applied, needsRestart].every(isList)
}

const isList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string')

const isNames = (value: unknown): value is Names => {
  const { added, changed, removed } = Object(value) as Readonly<Record<string, unknown>>
  return [added, changed, removed].every(isList)
}

function linesOf({ upstreams, clients, applied, needsRestart }: ReloadReport): readonly string[] {
  const lines = [
    ...namesOf('upstream', upstreams),
    ...namesOf('client', clients),
    ...applied.map((key) => `${key}: in force`),
    ...needsRestart.map((key) => `${key}: needs a restart of the hub`),
  ]
  // A name must not move the cursor.
  return lines.length > 0 ? lines.map((line) => line.replace(/\p{Cc}/gu, '?')) : ['nothing has changed']
}

const namesOf = (what: string, { added, changed, removed }: Names): string[] => [
  ...added.map((name) => `${what} ${name}: added`),
  ...changed.map((name) => `${what} ${name}: changed`),
  ...removed.map((name) => `${what} ${name}: removed`),
]
