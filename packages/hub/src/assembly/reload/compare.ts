import { isDeepStrictEqual } from 'node:util'
import type { HubListenOptions, HubOptions } from '../../options.js'
import { LISTEN_SETTINGS, SETTINGS, SILENT_KEYS } from './settings.js'

/** An entry of `upstreams:` or `clients:` that is another one now. Without `before` it is new, without `after` it is gone. */
export interface EntryChange<Entry> {
  readonly name: string
  readonly before: Entry | undefined
  readonly after: Entry | undefined
}

/** Names of entries, by what happened to them. */
export interface ChangedNames {
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly removed: readonly string[]
}

/** Compares entries by their names. Their order does not count. */
export function entryChanges<Entry extends { readonly name: string }>(
  before: readonly Entry[],
  after: readonly Entry[],
): readonly EntryChange<Entry>[] {
  const known = new Map(before.map((each) => [each.name, each]))
  const wanted = new Map(after.map((each) => [each.name, each]))
  return [...new Set([...known.keys(), ...wanted.keys()])]
    .map((name) => ({ name, before: known.get(name), after: wanted.get(name) }))
    .filter((change) => !isDeepStrictEqual(change.before, change.after))
}

/** The names of entries that say something else now. */
export const namesOf = (changes: readonly EntryChange<object>[]): ChangedNames => ({
  added: changes.filter(({ before }) => before === undefined).map(({ name }) => name),
  changed: changes
    .filter(({ before, after }) => before && after && differsBeyond(SILENT_KEYS, before, after))
    .map(({ name }) => name),
  removed: changes.filter(({ after }) => after === undefined).map(({ name }) => name),
})

/** Tells whether two versions of an entry differ in a key that is not among these. */
export function differsBeyond(keys: ReadonlySet<string>, before: object, after: object): boolean {
  const rest = (entry: object): object =>
    Object.fromEntries(Object.entries(entry).filter(([key]) => !keys.has(key)))
  return !isDeepStrictEqual(rest(before), rest(after))
}

/** Keys of the settings that differ, by when a change is in force. */
export function changedSettings(
  before: HubOptions,
  after: HubOptions,
): { readonly reload: readonly string[]; readonly restart: readonly string[] } {
  const changed = [
    ...Object.entries(LISTEN_SETTINGS).filter(([name]) => differs(before.listen, after.listen, name)),
    ...Object.entries(SETTINGS).filter(([name]) => differs(before, after, name)),
  ].map(([, setting]) => setting)
  const keysOf = (takes: 'reload' | 'restart'): string[] =>
    changed.filter((each) => each.takes === takes).map(({ key }) => key)
  return { reload: keysOf('reload'), restart: keysOf('restart') }
}

const differs = (before: object, after: object, name: string): boolean =>
  !isDeepStrictEqual(Reflect.get(before, name), Reflect.get(after, name))

/** Other options, with what needs a restart as it was. */
export function inForce(before: HubOptions, after: HubOptions): HubOptions {
  const listen: HubListenOptions = withStart(before.listen, after.listen, LISTEN_SETTINGS)
  return { ...withStart(before, after, SETTINGS), listen }
}

function withStart<Options extends object>(
  before: Options,
  after: Options,
  settings: Readonly<Record<string, { readonly takes: string }>>,
): Options {
  const mixed = { ...after }
  for (const [name, { takes }] of Object.entries(settings)) {
    if (takes === 'reload') continue
    Reflect.deleteProperty(mixed, name)
    if (Object.hasOwn(before, name)) Reflect.set(mixed, name, Reflect.get(before, name))
  }
  return mixed
}
