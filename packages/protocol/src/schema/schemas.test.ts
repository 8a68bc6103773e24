import { Validator } from '@seriousme/openapi-schema-validator'
import { beforeAll, describe, expect, it } from 'vitest'
import { actionFacts, eventFacts, segmentFacts } from '../tables/facts.gen.js'
import type { JsonSchema } from './json-schema.js'
import { jsonSchema, openApi } from './load-schemas.js'
import type { OpenApiDocument } from './open-api.js'

const actionNames = Object.keys(actionFacts)

/** Everything in a document, from the outside in. */
function* nodesOf(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield value as Record<string, unknown>
  for (const each of Object.values(value)) yield* nodesOf(each)
}

const refsOf = (document: unknown): string[] =>
  [...nodesOf(document)].flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : []))

const at = (document: unknown, ref: string): unknown =>
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document)

describe('the OpenAPI document', () => {
  let document: OpenApiDocument
  beforeAll(async () => {
    document = await openApi({ servers: ['http://127.0.0.1:7700'] })
  })

  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator()
    const result = await validator.validate(structuredClone(document) as unknown as Record<string, unknown>)
    expect(result).toEqual({ valid: true })
    expect(validator.version).toBe('3.1')
  })

  it('has GET and POST of every action, and every event', () => {
    expect(Object.keys(document.paths)).toEqual(actionNames.map((name) => `/${name}`))
    for (const item of Object.values(document.paths)) expect(Object.keys(item)).toEqual(['get', 'post'])
    expect(Object.keys(document.webhooks)).toEqual(Object.keys(eventFacts))
  })

  it('names each operation once', () => {
    const ids = [...nodesOf(document.paths), ...nodesOf(document.webhooks)].flatMap(
      ({ operationId }) => operationId ?? [],
    )
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBe(actionNames.length * 2 + Object.keys(eventFacts).length)
  })

  it('refers to nothing that is not there', () => {
    const missing = refsOf(document).filter((ref) => at(document, ref) === undefined)
    expect(missing).toEqual([])
  })

  it('tells how an action is called', () => {
    expect(document.paths['/set_group_ban']).toMatchObject({
      get: {
        parameters: [
          { name: 'group_id', in: 'query', required: true, schema: { type: 'number' } },
          { name: 'user_id', in: 'query', required: true },
          { name: 'duration', in: 'query', required: false },
        ],
      },
      post: { requestBody: { required: true } },
    })
    expect(document.components.schemas?.['set_group_ban.params']).toMatchObject({
      properties: { duration: { type: 'number', default: 1800 } },
      required: ['group_id', 'user_id'],
    })
    expect(document.components.schemas?.['send_msg.params']).toMatchObject({
      allOf: [
        {
          anyOf: [{ not: { properties: { message_type: { const: 'private' } } } }, { required: ['user_id'] }],
        },
        {
          anyOf: [{ not: { properties: { message_type: { const: 'group' } } } }, { required: ['group_id'] }],
        },
      ],
    })
    expect(document.components.schemas?.['get_group_honor_info.result']).toMatchObject({
      patternProperties: { '^.*_list$': { type: 'array', items: { properties: { user_id: {} } } } },
    })
    expect(document.webhooks.GroupMessageEvent).toMatchObject({
      post: { responses: { 200: { description: '快速操作 / a quick operation' } } },
    })
  })

  it('speaks one language where that is asked for', async () => {
    const chinese = JSON.stringify((await openApi({ language: 'zh' })).paths)
    const english = JSON.stringify((await openApi({ language: 'en' })).paths)
    expect(chinese).toContain('撤回消息。')
    expect(chinese).not.toContain('Recall a message.')
    expect(english).toContain('Recall a message.')
    expect(english).not.toContain('撤回消息。')
  })
})

describe('the JSON Schema', () => {
  let schema: JsonSchema
  beforeAll(async () => {
    schema = await jsonSchema()
  })

  it('has a definition for everything in the tables', () => {
    expect(Object.keys(schema.$defs as object)).toEqual(
      expect.arrayContaining([
        ...['Message', 'Segment', 'Event'],
        ...Object.keys(segmentFacts),
        ...Object.keys(eventFacts),
        ...actionNames.flatMap((name) => [`${name}.params`, `${name}.result`]),
      ]),
    )
  })

  it('refers to nothing that is not there', () => {
    expect(refsOf(schema).filter((ref) => at(schema, ref) === undefined)).toEqual([])
  })
})
