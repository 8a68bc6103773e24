import { type YamlScalar, yamlScalars } from '@rookery/yaml-file'
import { identityOf, isSecretAt, namesIn } from './config-secrets.js'

/** Keys that say where the hub is reached, which files it reads, and who comes in to where the config is changed. */
const KEYS: ReadonlySet<string> = new Set(['data', 'listen.host', 'listen.console', 'listen.behind_proxy'])
/** Keys of what is read as a file. */
const FILES: ReadonlySet<unknown> = new Set(['ca', 'cert', 'key'])
const ADDRESSES: ReadonlySet<unknown> = new Set(['url', 'api_url', 'event_url', 'webhook'])

/** Names the values that only the file can change and that differ between two texts of it; none in one that is broken. */
export function changedInFileOnly(before: string, after: string): readonly string[] {
  const [old, now] = [guarded(before), guarded(after)]
  if (!old || !now) return []
  const changed = [...now.values.keys()].filter(
    (name) => old.values.get(name)?.text !== now.values.get(name)?.text,
  )
  // A value may go with its whole entry.
  const gone = [...old.values].filter(([name, { entry }]) => !now.values.has(name) && now.entries.has(entry))
  return [...new Set([...changed, ...gone.map(([name]) => name)])].sort()
}

/** A value with the entry that it belongs to: `clients.koishi`, or its section. */
interface Named {
  readonly path: YamlScalar['path']
  readonly text: string
  /** It stands for a value elsewhere, which may be a secret. */
  readonly isAlias: boolean
  readonly name: string
  readonly entry: string
}

interface Guarded {
  /** Values that only the file can change, by their names. */
  readonly values: ReadonlyMap<string, Named>
  /** Entries that are there. */
  readonly entries: ReadonlySet<string>
}

/** Sections that are always there, even if they are not written. */
const ALWAYS = ['listen', 'data']

function guarded(text: string): Guarded | undefined {
  const scalars = yamlScalars(text)
  if (!scalars) return undefined
  const names = namesIn(scalars)
  const named = scalars.map(({ path, text: value, isAlias }): Named => {
    const entry = path.slice(0, typeof path[1] === 'number' ? 2 : 1)
    return { path, text: value, isAlias, name: identityOf(path, names), entry: identityOf(entry, names) }
  })
  const withSecrets = new Set(
    named.filter(({ path, text: value }) => isSecretAt(path, value)).map(({ entry }) => entry),
  )
  const values = named.filter(
    (each) => isGuarded(each) || (ADDRESSES.has(each.path.at(-1)) && withSecrets.has(each.entry)),
  )
  return {
    values: new Map(values.map((each) => [each.name, each])),
    entries: new Set([...ALWAYS, ...named.map(({ entry }) => entry)]),
  }
}

/** A variable of the environment may be a secret: where it stands, its value may be seen. */
const VARIABLE = /\$\{[A-Za-z_]/

function isGuarded({ path, name, text, isAlias }: Named): boolean {
  const key = path.at(-1)
  if (isAlias || VARIABLE.test(text)) return true
  if (KEYS.has(name) || FILES.has(key) || isSecretAt(path, text)) return true
  if (path.includes('process') || (path[0] === 'alerts' && key === 'command')) return true
  // A filter is read from a file, if it is a text.
  return key === 'events' && path[0] === 'clients' && path.length === 3
}
