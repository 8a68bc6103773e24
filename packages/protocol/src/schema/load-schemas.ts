import { loadTables } from '../tables/load-tables.js'
import type { JsonSchema } from './json-schema.js'
import type { OpenApiDocument, OpenApiOptions } from './open-api.js'

/**
 * Builds the HTTP API as an OpenAPI 3.1 document: GET and POST of every action, and every event as a webhook. It is
 * derived from the tables on request; none of it is loaded before.
 *
 * ```ts
 * const document = await openApi({ language: 'zh', servers: ['http://127.0.0.1:7700'] })
 * ```
 */
export async function openApi(options: OpenApiOptions = {}): Promise<OpenApiDocument> {
  const [{ buildOpenApi }, tables] = await Promise.all([import('./open-api.js'), loadTables()])
  return buildOpenApi(tables, options)
}

/**
 * Everything in the tables as one JSON Schema (draft 2020-12) with `$defs`: segments and events by the names of their
 * interfaces, `send_msg.params` and `send_msg.result` of each action. It describes an event.
 */
export async function jsonSchema(options: Pick<OpenApiOptions, 'language'> = {}): Promise<JsonSchema> {
  const [{ definitionsOf }, tables] = await Promise.all([import('./definitions.js'), loadTables()])
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $ref: '#/$defs/Event',
    $defs: definitionsOf(tables, options.language),
  }
}
