import type { Place, ValueNode } from './node.js'

/** Something wrong with an input. Neither `found` nor `allowed` ever holds a secret. */
export interface Issue extends Place {
  readonly found: string
  readonly allowed: string
  readonly hint?: string
  /** Set where a key is at fault and not its value. */
  readonly code?: 'unrecognized_key'
}

/** Reports an issue. */
export type AddIssue = (issue: Issue) => void

/** Says in words what was found: a value, a value where another kind of node belongs, or a secret, which is not shown. */
export type Describe = (node: ValueNode, shows: 'value' | 'kind' | 'secret') => string

/** Surroundings of a parse: where issues go, and how they name what was found. */
export interface Context {
  readonly addIssue: AddIssue
  readonly describe: Describe
  /** Relative paths in the input start here. Default: the working directory. */
  readonly directory?: string
}

/** Parses a node to `T`; people write `Input`, where that is wider. */
export interface Schema<T, Input = T> {
  /** Gives undefined only after it has added an issue; goes on after the first one, to find them all. */
  readonly parse: (node: ValueNode, context: Context) => T | undefined
  /** The only kind of node that it reads, if there is one. */
  readonly kind?: ValueNode['kind']
  /** For types only. */
  readonly input?: Input
}

/** A schema whose key may be left out. */
export type OptionalSchema<T, Input = T> = Schema<T, Input> & { readonly isOptional: true }

/** The type of what a schema parses. */
export type Infer<S> = S extends Schema<infer T, infer _> ? T : never

/** The type of what people write for a schema. */
export type InferInput<S> = S extends Schema<infer _, infer Input> ? Input : never

/** The outcome of `safeParse`. */
export type ParseResult<T> =
  | { readonly success: true; readonly data: T }
  | { readonly success: false; readonly issues: readonly Issue[] }

/**
 * Parses a node without throwing.
 *
 * @example safeParse(integer({ min: 1, max: 9, allowed: 'a digit' }), fromValue(5), { describe }) // { success: true, data: 5 }
 */
export function safeParse<T, Input>(
  schema: Schema<T, Input>,
  node: ValueNode,
  context: Omit<Context, 'addIssue'>,
): ParseResult<T> {
  const issues: Issue[] = []
  const data = schema.parse(node, { ...context, addIssue: (issue) => issues.push(issue) })
  return data === undefined || issues.length > 0 ? { success: false, issues } : { success: true, data }
}

/** Lets the key of a schema be left out. */
export function optional<S extends Schema<unknown>>(schema: S): S & { readonly isOptional: true } {
  return { ...schema, isOptional: true as const }
}

/** Adds a condition to a schema. `check` adds an issue for each value that it refuses. */
export function refine<T, Input>(
  schema: Schema<T, Input>,
  check: (value: T, node: ValueNode, context: Context) => boolean,
): Schema<T, Input> {
  const parse: Schema<T>['parse'] = (node, context) => {
    const value = schema.parse(node, context)
    return value !== undefined && check(value, node, context) ? value : undefined
  }
  return { ...(schema.kind && { kind: schema.kind }), parse }
}
