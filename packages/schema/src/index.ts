export { array, oneOrArray, tuple } from './array.js'
export {
  type ArrayNode,
  child,
  isNothing,
  itemsOf,
  type ObjectEntry,
  type ObjectNode,
  type Place,
  type ScalarNode,
  textOf,
  type ValueNode,
} from './node.js'
export {
  type InferTable,
  type InferTableInput,
  type ObjectSchema,
  object,
  partial,
  record,
  type Table,
} from './object.js'
export {
  boolean,
  custom,
  integer,
  type LiteralSchema,
  literal,
  number,
  type ScalarRule,
  scalar,
  string,
} from './scalar.js'
export {
  type AddIssue,
  type Context,
  type Describe,
  type Infer,
  type InferInput,
  type Issue,
  type OptionalSchema,
  optional,
  type ParseResult,
  refine,
  type Schema,
  safeParse,
} from './schema.js'
export { discriminatedUnion, summarized, union } from './union.js'
export { fromValue, isObject, toValue } from './value-node.js'
