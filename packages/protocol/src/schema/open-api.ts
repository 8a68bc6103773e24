import type { Tables } from '../tables/load-tables.js'
import type { ActionRow, EventRow, ParamRow } from '../tables/table.js'
import { definitionsOf, orNull } from './definitions.js'
import { inWords, type Language, typeSchema } from './field-schema.js'
import { DEFINITIONS, type JsonSchema, refTo } from './json-schema.js'

/** Settings of an OpenAPI document, beside the tables. */
export interface OpenApiOptions {
  /** Language of the descriptions; both without one. */
  readonly language?: 'zh' | 'en'
  /** Addresses at which the API is served, e.g. `http://127.0.0.1:7700`. */
  readonly servers?: readonly string[]
  /** The version of what is described. */
  readonly version?: string
}

/** An OpenAPI 3.1 document. */
export interface OpenApiDocument {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly servers?: readonly { readonly url: string }[]
  readonly security: readonly JsonSchema[]
  readonly paths: Readonly<Record<string, JsonSchema>>
  readonly webhooks: Readonly<Record<string, JsonSchema>>
  readonly components: { readonly [kind: string]: Readonly<Record<string, JsonSchema>> }
}

const DESCRIPTION = {
  zh:
    '所有动作都可用 GET 或 POST 调用。数字与布尔值也可写成文本。动作名后加 _async 或 _rate_limited 则异步执行，' +
    '立即返回 retcode 1。',
  en:
    'Every action can be called by GET or POST. Numbers and booleans may be given as text. With _async or ' +
    '_rate_limited behind its name an action is run later and answered with retcode 1 at once.',
}

/** The HTTP API of OneBot 11 and the events that it posts, from the tables. */
export function buildOpenApi(tables: Tables, options: OpenApiOptions): OpenApiDocument {
  const { language, servers, version = '11' } = options
  const actions: readonly [string, ActionRow][] = Object.entries(tables.actions)
  const events: readonly [string, EventRow][] = Object.entries(tables.events)
  const document: OpenApiDocument = {
    openapi: '3.1.0',
    info: { title: 'OneBot 11', version, description: inWords(DESCRIPTION, language) },
    ...(servers && { servers: servers.map((url) => ({ url })) }),
    // Either of them, or neither if no token is configured.
    security: [{ bearer: [] }, { access_token: [] }, {}],
    paths: Object.fromEntries(actions.map(([name, row]) => [`/${name}`, pathItem(name, row, language)])),
    webhooks: Object.fromEntries(events.map(([name, row]) => [name, webhook(name, row, language)])),
    components: {
      schemas: definitionsOf(tables, language),
      responses: failures,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        access_token: { type: 'apiKey', in: 'query', name: 'access_token' },
      },
    },
  }
  return relocated(document)
}

const failures: Readonly<Record<string, JsonSchema>> = {
  400: { description: '请求体格式不正确 / the body is malformed' },
  401: { description: '未提供访问令牌 / no access token' },
  403: { description: '访问令牌不正确 / a wrong access token' },
  404: { description: '动作不存在 / no such action' },
  406: { description: 'Content-Type 不受支持 / an unsupported Content-Type' },
}

function pathItem(name: string, row: ActionRow, language: Language): JsonSchema {
  const topLevel = [...row.params, ...(row.ext_params ?? [])].filter((param) => !/[.[]/.test(param.name))
  const shared = {
    tags: row.source,
    description: descriptionOf(row, language),
    summary: inWords(row.summary, language),
  }
  const params = { schema: refTo(`${name}.params`) }
  return {
    get: {
      ...shared,
      operationId: `get:${name}`,
      parameters: topLevel.map((param) => queryParameter(param, language)),
      responses: responsesOf(name, ['401', '403', '404']),
    },
    post: {
      ...shared,
      operationId: name,
      requestBody: {
        content: { 'application/json': params, 'application/x-www-form-urlencoded': params },
        required: row.params.some((param) => param.required && !param.source),
      },
      responses: responsesOf(name, ['400', '401', '403', '404', '406']),
    },
  }
}

const descriptionOf = ({ note, conflict, transport }: ActionRow, language: Language): string =>
  [note, conflict]
    .flatMap((words) => (words ? [inWords(words, language)] : []))
    .concat(transport ? [transport] : [])
    .join('\n\n')

function queryParameter(param: ParamRow, language: Language): JsonSchema {
  const shared = {
    name: param.name,
    in: 'query',
    description: inWords(param.summary, language),
    required: param.required && param.source === undefined,
  }
  // In a query, an object can only be JSON text, and a message is primarily a string.
  if (param.type === 'message') return { ...shared, schema: { type: 'string' } }
  const schema = {
    ...typeSchema(param.type),
    ...(param.values && { enum: [...param.values, ...(param.ext_values ?? [])] }),
  }
  return /object|array|any/.test(param.type)
    ? { ...shared, content: { 'application/json': { schema } } }
    : { ...shared, schema }
}

function responsesOf(name: string, codes: readonly string[]): JsonSchema {
  const reply = {
    type: 'object',
    properties: {
      status: { enum: ['ok', 'async', 'failed'] },
      retcode: { type: 'integer' },
      data: orNull(refTo(`${name}.result`)),
      message: { type: 'string' },
      wording: { type: 'string' },
    },
    required: ['status', 'retcode'],
  }
  const refused = codes.map((code) => [code, { $ref: `#/components/responses/${code}` }])
  return {
    200: { description: '响应 / the reply', content: { 'application/json': { schema: reply } } },
    ...Object.fromEntries(refused),
  }
}

/** A posted event, with its quick operation as the answer if it has one. */
function webhook(name: string, row: EventRow, language: Language): JsonSchema {
  const operation = { content: { 'application/json': { schema: refTo(`${name}.operation`) } } }
  return {
    post: {
      tags: row.source,
      summary: inWords(row.summary, language),
      operationId: `on:${name}`,
      requestBody: { content: { 'application/json': { schema: refTo(name) } } },
      responses: {
        204: { description: '已收到 / received' },
        ...(row.quick_operations.length > 0 && {
          200: { description: '快速操作 / a quick operation', ...operation },
        }),
      },
    },
  }
}

/** Definitions of an OpenAPI document are among its components. */
function relocated(document: OpenApiDocument): OpenApiDocument {
  const text = JSON.stringify(document).replaceAll(`"$ref":"${DEFINITIONS}`, '"$ref":"#/components/schemas/')
  return JSON.parse(text) as OpenApiDocument
}
