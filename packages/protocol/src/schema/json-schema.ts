/** A JSON Schema of draft 2020-12, which is also the dialect of OpenAPI 3.1. */
export type JsonSchema = { readonly [keyword: string]: unknown }

/** Stands before a name until it is known where definitions lie in the document. */
export const DEFINITIONS = '#/$defs/'

export const refTo = (name: string): JsonSchema => ({ $ref: `${DEFINITIONS}${name}` })

/** One of several; bare types are written as a list of them. */
export function anyOf(schemas: readonly JsonSchema[]): JsonSchema {
  const types = schemas.map((schema) => (Object.keys(schema).length === 1 ? schema.type : undefined))
  return types.every((type) => typeof type === 'string') ? { type: types } : { anyOf: schemas }
}
