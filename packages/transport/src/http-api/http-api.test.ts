import { setTimeout as sleep } from 'node:timers/promises'
import { type Call, failedReply, makeReply, okReply, type Reply } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Answered, ask, Servers } from '../http/http.fixture.js'
import { serveHttpCall } from './serve-http-call.js'

const JSON_TYPE = { 'Content-Type': 'application/json' }
const FORM_TYPE = { 'Content-Type': 'application/x-www-form-urlencoded' }

let servers: Servers
let url: string
let calls: string[]
let answer: (call: Call) => Promise<Reply>

beforeEach(async () => {
  servers = new Servers()
  calls = []
  answer = async () => okReply()
  const handler = {
    call(call: Call) {
      calls.push(Buffer.from(call.bytes).toString())
      return answer(call)
    },
  }
  const settings = { maxBodyBytes: 1_000_000, bodyTimeoutMs: 300, knows: (name: string) => name !== 'nope' }
  url = await servers.http((request, response) => void serveHttpCall(request, response, handler, settings))
})
afterEach(() => servers.close())

const get = (path: string) => ask(url + path)
const post = (path: string, headers: Record<string, string> = {}, ...chunks: (string | Buffer)[]) =>
  ask(url + path, { method: 'POST', headers }, chunks)
const params = (): unknown[] => calls.map((call) => JSON.parse(call).params)
const retcode = ({ body }: Answered): unknown => JSON.parse(body).retcode

describe('a call over HTTP', () => {
  it('takes its params from the query, as the types of the table', async () => {
    await get(
      '/send_group_msg?group_id=9007199254740993&message=%E4%BD%A0+%26%20%5BCQ:face,id=1%5D&auto_escape=yes',
    )
    expect(calls).toEqual([
      '{"action":"send_group_msg","params":{"group_id":9007199254740993,"message":"你 & [CQ:face,id=1]","auto_escape":true}}',
    ])
  })

  it('takes its params from a form', async () => {
    await post('/send_group_msg/', FORM_TYPE, 'group_id=5&message=', 'a%3D1%2B1&access_token=x')
    await post('/x', { 'Content-Type': 'Application/X-WWW-Form-urlencoded; charset=utf-8' }, 'a=1&a=2')
    expect(params()).toEqual([{ group_id: 5, message: 'a=1+1' }, { a: '2' }])
  })

  it('takes the bytes of a JSON body as they are', async () => {
    const body = ' {"group_id" : 9007199254740993, "message":"\\u4f60", "deep":{"id":18446744073709551615}}\n'
    await post('/send_group_msg', JSON_TYPE, body)
    expect(calls).toEqual([`{"action":"send_group_msg","params":${body.trim()}}`])
    await post('/send_group_msg', JSON_TYPE, '{"group_id":"5"}')
    expect(params()[1]).toEqual({ group_id: '5' })
  })

  it('prefers the body over the query, and takes the token for no param', async () => {
    await post('/x?a=1&b=2&access_token=t', JSON_TYPE, '{"a":{"n":9007199254740993},"access_token":"t"}')
    await post('/x?a=1&b=2', FORM_TYPE, 'b=3')
    await post('/x?access_token=t', JSON_TYPE, '{}')
    expect(calls[0]).toBe('{"action":"x","params":{"a":{"n":9007199254740993},"b":"2"}}')
    expect(params().slice(1)).toEqual([{ a: '1', b: '3' }, {}])
  })

  it('needs no params', async () => {
    await get('/get_status')
    await post('/get_status')
    await post('/get_status', JSON_TYPE)
    await post('/.handle_quick_operation/', { 'Content-Length': '0' })
    expect(params()).toEqual([{}, {}, {}, {}])
    expect(JSON.parse(calls[3] ?? '').action).toBe('.handle_quick_operation')
  })

  it('keeps characters whole that are split at the edge of a chunk', async () => {
    const bytes = Buffer.from('{"message":"汉字🐧"}')
    await post('/x', JSON_TYPE, ...Array.from(bytes, (byte) => Buffer.of(byte)))
    expect(params()).toEqual([{ message: '汉字🐧' }])
  })

  it('copes with names that mean something to JavaScript', async () => {
    await get('/constructor?__proto__=1&%22=2')
    expect(calls).toEqual(['{"action":"constructor","params":{"__proto__":"1","\\"":"2"}}'])
  })
})

describe('the answer over HTTP', () => {
  it('is the reply with its bytes, and without an echo', async () => {
    const reply = makeReply({ status: 'ok', retcode: 0, data: { id: 1 } })
    answer = async () => reply
    const answered = await get('/x')
    expect(answered).toMatchObject({ status: 200, body: Buffer.from(reply.bytes).toString() })
    expect(answered.headers['content-type']).toBe('application/json; charset=utf-8')
    answer = async () => makeReply({ status: 'ok', echo: 'r1', retcode: 0, data: null })
    expect((await get('/x')).body).toBe('{"status":"ok","retcode":0,"data":null}')
  })

  it('has status 404 where there is no such action, else 200', async () => {
    const statuses: number[] = []
    for (const code of [1404, 404, 1400, 1401, 100, 1503]) {
      answer = async () => failedReply(code, 'no')
      statuses.push((await get('/x')).status)
    }
    expect(statuses).toEqual([404, 404, 200, 200, 200, 200])
  })

  it('has status 429 where there are too many calls, and says when to come again, if the reply does', async () => {
    answer = async () => failedReply(1429, 'too many', { retry_after: 2.2 })
    const told = await get('/x')
    expect([told.status, told.headers['retry-after']]).toEqual([429, '3'])
    expect(JSON.parse(told.body)).toMatchObject({ retcode: 1429, data: { retry_after: 2.2 } })
    for (const data of [null, 'soon', { retry_after: -1 }, { retry_after: '5\r\nX: y' }]) {
      answer = async () => makeReply({ status: 'failed', retcode: 1429, data })
      const silent = await get('/x')
      expect([silent.status, silent.headers['retry-after']]).toEqual([429, undefined])
    }
  })

  it('is 1400 with the reason when a text is not of its type, and nothing is executed', async () => {
    const answered = await get('/send_group_msg?group_id=abc')
    expect(answered.status).toBe(200)
    expect(JSON.parse(answered.body)).toMatchObject({
      retcode: 1400,
      wording: '"group_id" must be a number, found "abc"',
    })
    expect(retcode(await get('/x?self_id=me'))).toBe(1400)
    expect(calls).toEqual([])
  })

  it('is 1500 when the call fails inside', async () => {
    answer = async () => Promise.reject(new TypeError('broken'))
    const answered = await get('/x')
    expect([answered.status, retcode(answered)]).toEqual([200, 1500])
  })
})

describe('what is no call', () => {
  it.each([
    ['GET', '/', {}, '', 404],
    ['GET', '//', {}, '', 404],
    ['GET', '/a/b', {}, '', 404],
    ['GET', '/%ff', {}, '', 404],
    ['POST', '/nope', { 'Content-Type': 'text/plain' }, 'x', 404],
    ['PUT', '/x', JSON_TYPE, '{', 405],
    ['DELETE', '/x', {}, '', 405],
    ['OPTIONS', '/x', {}, '', 405],
    ['POST', '/x', { 'Content-Type': 'text/plain' }, '{}', 406],
    ['POST', '/x', { 'Content-Type': 'multipart/form-data; boundary=x' }, '', 406],
    ['POST', '/x', {}, '{}', 406],
    ['POST', '/x', JSON_TYPE, '{', 400],
    ['POST', '/x', JSON_TYPE, '[0]', 400],
    ['POST', '/x', JSON_TYPE, 'null', 400],
    ['POST', '/x', JSON_TYPE, '{"a":1}{}', 400],
    ['POST', '/x', JSON_TYPE, Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 400],
    ['POST', '/x', JSON_TYPE, `{"a":${'['.repeat(100_000)}`, 400],
    ['POST', '/x', FORM_TYPE, 'a=%ff', 400],
    ['GET', '/x?a=%ff', {}, '', 400],
  ])('%s %s %o is %5$i', async (method, path, headers, body, status) => {
    const answered = await ask(url + path, { method, headers }, body.length > 0 ? [body] : [])
    expect(answered.status).toBe(status)
    expect(JSON.parse(answered.body)).toMatchObject({ status: 'failed', retcode: 1000 + status, data: null })
    expect(calls).toEqual([])
  })

  it('takes a replacement character that was meant', async () => {
    await get('/x?a=%EF%BF%BD')
    expect(params()).toEqual([{ a: '\ufffd' }])
  })

  it('is 413 for 100 MB, whether or not their number is said, and the answer arrives', async () => {
    const megabyte = Buffer.alloc(1_000_000, 'x')
    const length = { 'Content-Length': '100000000' }
    for (const headers of [JSON_TYPE, { ...JSON_TYPE, ...length }]) {
      const answered = await post('/x', headers, ...Array.from({ length: 100 }, () => megabyte))
      expect([answered.status, retcode(answered)]).toEqual([413, 1413])
    }
    expect(calls).toEqual([])
  })

  it('is 408 when the body does not come', async () => {
    const answered = await ask(url.concat('/x'), { method: 'POST', headers: JSON_TYPE }, slowly())
    expect(answered.status).toBe(408)
    expect(calls).toEqual([])
  })

  it('is no call either when the body breaks off', async () => {
    const headers = { ...JSON_TYPE, 'Content-Length': '10' }
    const aborted = new AbortController()
    const asked = ask(`${url}/x`, { method: 'POST', headers, signal: aborted.signal }, ['{"a":'])
    await sleep(20)
    aborted.abort()
    await expect(asked).rejects.toThrow()
    expect(calls).toEqual([])
  })
})

async function* slowly(): AsyncGenerator<string> {
  for (const piece of '{"a":"slow"}') {
    yield piece
    await sleep(60)
  }
}
