import { describe, expect, it } from 'vitest'
import { joinParams } from './join-params.js'
import { readParamTexts } from './param-texts.js'

function joined(query: string, body: string): unknown {
  const params = joinParams('x', readParamTexts(query) ?? new Map(), Buffer.from(body))
  return 'parts' in params ? Buffer.concat(params.parts).toString() : params
}

describe('params of a query and a JSON body', () => {
  it.each([
    ['a=1&b=2', '{"a":3}', '{"a":3,"b":"2"}'],
    ['a=1&access_token=t', '{"access_token":"t","b":1}', '{"b":1,"a":"1"}'],
    ['a=1', '{"\\u0061":3}', '{"\\u0061":3}'],
    ['%E4%BD%A0=1', '{"你":3}', '{"你":3}'],
    ['%C3%83%C2%A9=1', '{"é":3}', '{"é":3,"Ã©":"1"}'],
    ['__proto__=1', '{"__proto__":3}', '{"__proto__":3}'],
  ])('%s and %s are %s', (query, body, together) => {
    expect(joined(query, body)).toBe(together)
  })

  it.each([
    ['', '{"idempotency_key":"k", "a":1e0}', '{"a":1e0}', 'k'],
    ['idempotency_key=q&b=2', '{"a":1}', '{"a":1,"b":"2"}', 'q'],
    ['idempotency_key=q', '{"idempotency_key":"body"}', '{}', 'body'],
    ['idempotency_key=q', '{"idempotency_key":null}', '{}', 'q'],
    ['', '{"idempotency_key":5}', '{}', ''],
    ['', '{"a":{"idempotency_key":"k"}}', '{"a":{"idempotency_key":"k"}}', undefined],
  ])('%s and %s lose the idempotency key', (query, body, together, key) => {
    expect(joined(query, body)).toBe(together)
    expect(joinParams('x', readParamTexts(query) ?? new Map(), Buffer.from(body))).toMatchObject({ key })
  })

  const many = Array.from({ length: 3000 }, (_, each) => `k${each}=q`).join('&')

  it('are the same however many a query names', () => {
    const params = JSON.parse(String(joined(many, '{"k7":1,"access_token":"t","other":2}')))
    expect(params).toMatchObject({ k0: 'q', k7: 1, other: 2, k2999: 'q' })
    expect(params).not.toHaveProperty('access_token')
    expect(Object.keys(params)).toHaveLength(3001)
  })

  it('take no long time when both name many', () => {
    const body = `{${Array.from({ length: 50_000 }, (_, each) => `"b${each}":1`).join(',')}}`
    const startedMs = performance.now()
    expect(Object.keys(JSON.parse(String(joined(many, body))))).toHaveLength(53_000)
    expect(performance.now() - startedMs).toBeLessThan(2000)
  })

  it('are none when a large body is no JSON inside', () => {
    const body = `{"a":[1 2],"b":"${'x'.repeat(70_000)}"}`
    expect(joined(many, body)).toEqual({ status: 400, reason: 'the body is not JSON' })
  })
})
