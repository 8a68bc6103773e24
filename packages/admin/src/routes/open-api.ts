import type { JsonSchema, Route } from './route.js'

const ERROR: JsonSchema = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: { code: { type: 'string' }, message: { type: 'string' } },
      required: ['code', 'message'],
    },
  },
  required: ['error'],
}

const FAILURES: Readonly<Record<string, string>> = {
  400: 'The request cannot be read.',
  401: 'There is no login.',
  403: 'The login, the token, the origin or the CSRF token does not allow it.',
  429: 'Too many wrong tokens came from this address.',
}

/** Describes routes as an OpenAPI 3.1 document. */
export function openApi(routes: Readonly<Record<string, Route>>, version = '0'): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {}
  for (const [name, route] of Object.entries(routes)) {
    const [method = '', path = ''] = name.split(' ')
    const written = path.replace(/:(\w+)/g, '{$1}')
    paths[written] = { ...paths[written], [method.toLowerCase()]: operation(name, path, route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rookery: the operator of a hub',
      version,
      description:
        'Programs send the admin token as Authorization: Bearer. A browser logs in, and shows X-CSRF-Token with every POST.',
    },
    paths,
    components: {
      schemas: { Error: ERROR },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    },
  }
}

function operation(name: string, path: string, { summary, need, query = {}, body }: Route): JsonSchema {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, param]) => ({
    name: param,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const inQuery = Object.entries(query).map(([param, description]) => ({
    name: param,
    in: 'query',
    description,
    schema: { type: 'string' },
  }))
  return {
    operationId: name,
    summary,
    description: need === 'none' ? 'For anybody.' : `For a token of ${need} or more.`,
    security: need === 'none' ? [] : [{ bearer: [] }],
    parameters: [...inPath, ...inQuery],
    ...(body && { requestBody: { content: { 'application/json': { schema: body } } } }),
    responses: responsesOf(path),
  }
}

function responsesOf(path: string): JsonSchema {
  const type = path === '/metrics' ? 'text/plain' : 'application/json'
  const failed = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } }
  const failures = Object.entries(FAILURES).map(([status, description]) => [
    status,
    { description, content: failed },
  ])
  return { 200: { description: 'Done.', content: { [type]: {} } }, ...Object.fromEntries(failures) }
}
