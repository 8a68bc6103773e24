import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { byteReader } from '../frames/byte-reader.js'
import { ask, Servers } from '../http/http.fixture.js'
import { type QuickAnswer, receivePost } from './receive-post.js'
import { signatureOf } from './signature.js'

const SECRET = 's3cret-测试'
const EVENT = '{"time":1700000000, "self_id":10001,"post_type":"message","raw_message":"汉字🐧"}'

let servers: Servers
let url: string
let events: string[]
let answer: () => QuickAnswer | Promise<QuickAnswer>
let secret: string | undefined

beforeEach(async () => {
  servers = new Servers()
  events = []
  answer = () => undefined
  secret = SECRET
  const handler = {
    event({ bytes }: { readonly bytes: Uint8Array }, selfId: string | undefined) {
      events.push(`${selfId} ${Buffer.from(bytes)}`)
      return answer()
    },
  }
  url = await servers.http(
    (request, response) =>
      void receivePost(
        request,
        response,
        { reader: byteReader, ...handler },
        { secret, maxBodyBytes: 1_000_000, bodyTimeoutMs: 200 },
      ),
  )
})
afterEach(() => servers.close())

const signed = (body: string): Record<string, string> => ({
  'X-Signature': signatureOf(SECRET, Buffer.from(body)),
})
const post = (body: string, headers: Record<string, string> = signed(body)) =>
  ask(url, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers } }, [body])

describe('receiving events', () => {
  it('takes the exact bytes, and answers 204', async () => {
    expect(await post(EVENT)).toMatchObject({ status: 204, body: '' })
    expect(events).toEqual([`undefined ${EVENT}`])
  })

  it('takes a large one, and nothing that is large and no JSON in full', async () => {
    const large = (end: string) => EVENT.replace(/\}$/, `,"pad":"${'x汉'.repeat(100_000)}"${end}`)
    expect(await post(large('}'))).toMatchObject({ status: 204 })
    expect(events).toEqual([`undefined ${large('}')}`])
    expect((await post(large(',"a":{bad}}'))).body).toContain('the body is not JSON')
    expect((await post(large('}').replace('post_type', 'type'))).body).toContain('the body is no event')
    expect(events).toHaveLength(1)
  })

  it('answers with the quick operation of the handler', async () => {
    answer = async () => ({ reply: '你好', at_sender: false })
    const answered = await post(EVENT)
    expect(answered).toMatchObject({ status: 200, body: '{"reply":"你好","at_sender":false}' })
    expect(answered.headers['content-type']).toContain('application/json')
  })

  it('gives the account of the header', async () => {
    const body = '{"post_type":"notice"}'
    await post(body, { ...signed(body), 'X-Self-ID': '9007199254740993' })
    await post(body, { ...signed(body), 'X-Self-ID': 'me' })
    expect(events.map((each) => each.split(' ')[0])).toEqual(['9007199254740993', 'undefined'])
  })

  it('answers 500 when the handler fails', async () => {
    answer = () => {
      throw new TypeError('broken')
    }
    expect((await post(EVENT)).status).toBe(500)
  })

  it('looks at no signature without a secret', async () => {
    secret = undefined
    expect((await post(EVENT, {})).status).toBe(204)
    expect((await post(EVENT, { 'X-Signature': 'sha1=00' })).status).toBe(204)
  })
})

describe('what is no event', () => {
  it.each([
    ['no signature', {}, EVENT, 401],
    ['an empty signature', { 'X-Signature': '' }, EVENT, 401],
    ['a wrong signature', { 'X-Signature': `sha1=${'0'.repeat(40)}` }, EVENT, 403],
    ['a right signature under another body', signed(EVENT), EVENT.replace('10001', '10002'), 403],
    ['a right signature under the same JSON with other spaces', signed(EVENT), EVENT.replace(', ', ','), 403],
    ['another Content-Type', { ...signed(EVENT), 'Content-Type': 'text/plain' }, EVENT, 406],
    ['no JSON', signed('{"post_type":"a"'), '{"post_type":"a"', 400],
    ['no event', signed('{"a":1}'), '{"a":1}', 400],
    ['an empty body', signed(''), '', 400],
  ])('%s is %4$i', async (_, headers, body, status) => {
    const answered = await post(body, headers)
    expect([answered.status, JSON.parse(answered.body).retcode]).toEqual([status, 1000 + status])
    expect(events).toEqual([])
  })

  it('is 405 for a GET', async () => {
    expect((await ask(url)).status).toBe(405)
  })

  it('is 413 for 100 MB, and 401 for 100 MB without a signature', async () => {
    const chunks = Array.from({ length: 100 }, () => Buffer.alloc(1_000_000, 'x'))
    const options = { method: 'POST', headers: { 'X-Signature': 'sha1=00' } }
    expect((await ask(url, options, chunks)).status).toBe(413)
    expect((await ask(url, { method: 'POST' }, chunks)).status).toBe(401)
  })

  it('is 408 when the body does not come', async () => {
    async function* slowly(): AsyncGenerator<string> {
      for (const piece of EVENT) {
        yield piece
        await sleep(50)
      }
    }
    expect((await ask(url, { method: 'POST', headers: signed(EVENT) }, slowly())).status).toBe(408)
    expect(events).toEqual([])
  })
})
