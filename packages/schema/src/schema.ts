import type { Place, ValueNode } from './node.js'

/** Something wrong with an input. Neither `found` nor `allowed` ever holds a secret. */
export interface Issue extends Place {
  readonly found: string
  readonly allowed: string
  readonly hint?: string
  /** Set if the fault is in a key rather than its value. */
  readonly code?: 'unrecognized_key'
}

/** Reports an issue. */
export type AddIssue = (issue: Issue) => void

/** Describes a found node: a value, a node of the wrong kind, or a secret, which is not shown. */
export type Describe = (node: ValueNode, shows: 'value' | 'kind' | 'secret') => string

/** Context of a parse: the issue sink, and how found nodes are described. */
export interface Context {
  readonly addIssue: AddIssue
  readonly describe: Describe
  /** Base of relative paths in the input. Default: the working directory. */
  readonly directory?: string
}

/** Parses a node to `T`. `Input` is the type that people write, where it is wider. */
export interface Schema<T, Input = T> {
  /** Returns undefined only after adding an issue; continues after the first issue to find all. */
  readonly parse: (node: ValueNode, context: Context) => T | undefined
  /** The only kind of node it accepts, if there is one. */
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

/** Makes the key of a schema optional. */
export function optional<S extends Schema<unknown>>(schema: S): S & { readonly isOptional: true } {
  return { ...schema, isOptional: true as const }
}

/** Adds a condition to a schema. `check` adds an issue for a refused value. */
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
