import type { ActionFacts, ParamFacts } from '../tables/facts.js'
import { isId, type Scalar, type WireType } from '../tables/table.js'

/** A parameter with the rows of its nested fields: `clients[].app_id` below `clients`. */
export interface ParamTree {
  readonly name: string
  readonly type: WireType
  readonly required: boolean
  readonly takesNull: boolean
  readonly aliases: readonly string[]
  /** The allowed values, if the list is closed. */
  readonly values?: readonly Scalar[]
  readonly inside: readonly ParamTree[]
  readonly isList: boolean
}

/** Rules for the params of one action, and across them. */
export interface ParamRules {
  readonly params: readonly ParamTree[]
  /** At least one of `names` is required, unless the parameter `unless` is given and so decides what is needed. */
  readonly oneOf: readonly { readonly names: readonly string[]; readonly unless?: string }[]
  /** `name` is required where the parameter `by` has that value. */
  readonly needed: readonly {
    readonly name: string
    readonly allowed: string
    readonly by: string
    readonly value: string
  }[]
}

type Rows = Pick<ActionFacts, 'params' | 'ext_params' | 'one_of_required'>

const cache = new WeakMap<Rows, ParamRules>()

/** The rules of an action, computed once for each row. */
export function rulesOf(action: Rows): ParamRules {
  const known = cache.get(action)
  if (known) return known
  const made = makeRules(action)
  cache.set(action, made)
  return made
}

function makeRules({ params, ext_params = [], one_of_required }: Rows): ParamRules {
  const rows = [...params, ...ext_params]
  const needed = rows.flatMap(({ name, type, required_when }) => {
    const [, by, value] = /^(\w+) is (\w+)$/.exec(required_when ?? '') ?? []
    return by && value
      ? [{ name, allowed: type.startsWith('number') ? 'an integer' : `a ${type}`, by, value }]
      : []
  })
  // Without the discriminating parameter, one of the dependent ones must be given, which then decides.
  const kinds = [...new Set(needed.map(({ by }) => by))].map((by) => ({
    names: needed.filter((each) => each.by === by).map(({ name }) => name),
    unless: by,
  }))
  return {
    params: treeOf(rows),
    needed,
    oneOf: [...(one_of_required ? [{ names: one_of_required }] : []), ...kinds],
  }
}

/** `a`, `a.b` and `a[].c` as a tree. */
function treeOf(rows: readonly ParamFacts[]): readonly ParamTree[] {
  return rows
    .filter(({ name }) => !/[.[]/.test(name))
    .map((row) => {
      const below = rows.filter(
        ({ name }) => name.startsWith(`${row.name}.`) || name.startsWith(`${row.name}[].`),
      )
      const inside = below.map((each) => ({ ...each, name: each.name.slice(each.name.indexOf('.') + 1) }))
      return {
        ...leafOf(row, rows),
        inside: treeOf(inside),
        isList: below.some(({ name }) => name.includes('[].')),
      }
    })
}

/**
 * A parameter without its nested fields. A name that is itself a parameter is not an alias of another, unless its row
 * declares it: `message_id` may stand for the standard's `id`, which alone is required.
 */
function leafOf(row: ParamFacts, rows: readonly ParamFacts[]): Omit<ParamTree, 'inside' | 'isList'> {
  const { name, type, required, values, ext_values = [] } = row
  const aliases = [
    ...(row.aliases ?? []).filter((each) => !rows.some((other) => other.name === each)),
    ...rows.filter((other) => required && other.aliases?.includes(name)).map((other) => other.name),
  ]
  const isClosed = values !== undefined && !values.some((each) => String(each).startsWith('<'))
  return {
    name,
    // The table types ids as `number`, like the standard; an id has no fraction.
    type: type === 'number' && isId(row) ? 'number (int64)' : type,
    required,
    takesNull: type === 'any' || type.includes('|null'),
    aliases,
    ...(isClosed && { values: [...values, ...ext_values] }),
  }
}
