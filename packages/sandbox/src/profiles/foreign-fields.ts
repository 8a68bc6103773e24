import type { Source } from '@rookery/protocol'
import type { Profile } from '../world/profile.js'

/** A field of the tables, named by path: `sender.user_id`, `users[].nick`. */
export interface SourcedField {
  readonly name: string
  readonly source?: readonly Source[]
  readonly omitted_by?: readonly Source[]
}

/** Keys to leave out: `true` for the whole value, or the keys to leave out of it or of each of its items. */
export type Omission = ReadonlyMap<string, true | Omission>

/** Whether a given field belongs to the profile's implementation. */
export const isGivenBy =
  (profile: Profile) =>
  ({ source, omitted_by = [] }: SourcedField): boolean =>
    (source === undefined || source.includes(profile)) && !omitted_by.includes(profile)

/**
 * The fields of `all` that are not in `own`: those that the tables list for other implementations only. Keys in no
 * table are kept.
 */
export function foreignFields(
  own: readonly SourcedField[],
  all: readonly SourcedField[],
): Omission | undefined {
  const kept = new Set(own.map(pathOf))
  const foreign = all
    .map(pathOf)
    .filter((path) => !kept.has(path) && !path.includes('*') && !isUntold(path, kept))
  return foreign.length > 0 ? treeOf(foreign) : undefined
}

/** The path without list marks: lists are walked item by item anyway. */
const pathOf = ({ name }: SourcedField): string => name.replaceAll('[]', '')

/** Whether a field lies inside one that the implementation's table does not describe further. */
function isUntold(path: string, kept: ReadonlySet<string>): boolean {
  for (let at = parentOf(path); at !== ''; at = parentOf(at)) {
    if (kept.has(at)) return ![...kept].some((each) => each.startsWith(`${at}.`))
  }
  return false
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('.')))

type Tree = Map<string, true | Tree>

function treeOf(paths: readonly string[]): Omission {
  const root: Tree = new Map()
  for (const path of paths) {
    const keys = path.split('.')
    const last = keys.pop() ?? ''
    let at: Tree | undefined = root
    for (const key of keys) at = branch(at, key)
    at?.set(last, true)
  }
  return root
}

/** The subtree at a key; undefined if the whole value is left out anyway. */
function branch(at: Tree | undefined, key: string): Tree | undefined {
  const found = at?.get(key)
  if (found === true || at === undefined) return undefined
  const next: Tree = found ?? new Map()
  at.set(key, next)
  return next
}

/** A value without the omitted fields; lists are walked item by item. */
export function withoutFields(value: unknown, omission: Omission): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutFields(item, omission))
  if (typeof value !== 'object' || value === null) return value
  return keepFields({}, value as Fields, omission)
}

type Fields = Readonly<Record<string, unknown>>

/** Appends the fields that are not omitted to `kept`. Copies once, because every event passes through here. */
export function keepFields(kept: Record<string, unknown>, fields: Fields, omission: Omission): Fields {
  for (const key of Object.keys(fields)) {
    const left = omission.get(key)
    if (left === true) continue
    kept[key] = left === undefined ? fields[key] : withoutFields(fields[key], left)
  }
  return kept
}
