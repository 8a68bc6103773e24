import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { admit, isLoopback, isRefusal, refuseForeign } from './door.js'
import { TokenTable } from './token.js'

function requestOf(headers: Readonly<Record<string, string>>, url = '/'): IncomingMessage {
  const request = new IncomingMessage(new Socket())
  request.url = url
  Object.assign(request.headers, headers)
  return request
}

const refused = (headers: Readonly<Record<string, string>>, onLoopback = true): number | undefined =>
  refuseForeign(requestOf({ host: '127.0.0.1:7700', ...headers }), onLoopback)?.status

describe('a request from a browser', () => {
  it.each([
    'http://evil.example',
    'https://evil.example:7700',
    'http://127.0.0.1:7701',
    'http://127.0.0.1',
    'http://localhost:7700',
    'http://127.0.0.1:7700.evil.example',
    'null',
    'file://',
    'chrome-extension://abcdef',
    '',
    'rubbish',
  ])('is refused when its origin is %j', (origin) => {
    expect(refused({ origin })).toBe(403)
    expect(refused({ origin }, false)).toBe(403)
  })

  it('is let through from our own origin', () => {
    expect(refused({ origin: 'http://127.0.0.1:7700', 'sec-fetch-site': 'same-origin' })).toBeUndefined()
    expect(refused({ origin: 'https://bot.example', host: 'bot.example' }, false)).toBeUndefined()
    expect(refused({ origin: 'https://bot.example', host: 'Bot.Example' }, false)).toBeUndefined()
    expect(refused({ origin: 'http://[::1]:7700', host: '[::1]:7700' })).toBeUndefined()
  })

  it.each(['cross-site', 'same-site', 'rubbish', ''])('is refused when Sec-Fetch-Site is %j', (site) => {
    expect(refused({ 'sec-fetch-site': site })).toBe(403)
  })

  it('is let through when a person typed its address', () => {
    expect(refused({ 'sec-fetch-site': 'none' })).toBeUndefined()
  })

  it('is refused without a Host when it has an origin', () => {
    expect(refuseForeign(requestOf({ origin: 'null' }), true)?.status).toBe(403)
    expect(refuseForeign(requestOf({ origin: 'rubbish' }), false)?.status).toBe(403)
  })
})

describe('the host that a request names', () => {
  it.each([
    '127.0.0.1:7700',
    '127.0.0.1',
    'localhost:7700',
    'LocalHost',
    'a.localhost:1',
    '[::1]:7700',
    '[::1]',
    '127.1.2.3',
  ])('may be %s on loopback', (host) => {
    expect(refused({ host })).toBeUndefined()
  })

  it.each([
    'evil.example:7700',
    '127.0.0.1.evil.example',
    'localhost.evil.example:7700',
    'notlocalhost',
    '192.168.0.2:7700',
    '[::2]:7700',
    '0.0.0.0:7700',
    '',
  ])('may not be %j on loopback', (host) => {
    expect(refused({ host })).toBe(403)
  })

  it('may be any when we listen beyond loopback', () => {
    expect(refused({ host: 'bot.example' }, false)).toBeUndefined()
    expect(refused({ host: '192.168.0.2:7700' }, false)).toBeUndefined()
  })
})

describe('loopback', () => {
  it.each(['localhost', 'x.localhost', '::1', '127.0.0.1', '127.255.255.254'])('is %s', (host) => {
    expect(isLoopback(host)).toBe(true)
  })
  it.each(['0.0.0.0', '::', '::2', '10.0.0.1', '128.0.0.1', '1127.0.0.1', '127.0.0.1x', ''])(
    'is not %j',
    (host) => {
      expect(isLoopback(host)).toBe(false)
    },
  )
})

describe('admission', () => {
  const tokens = new TokenTable([['secret', 'who']])
  const admitted = (headers: Readonly<Record<string, string>>, url?: string): unknown => {
    const answer = admit(requestOf(headers, url), tokens)
    return isRefusal(answer) ? answer.status : answer.value
  }

  it('is for whoever shows a valid token', () => {
    expect(admitted({ authorization: 'Bearer secret' })).toBe('who')
    expect(admitted({}, '/?access_token=secret')).toBe('who')
    expect(admit(requestOf({ authorization: 'secret' }), tokens, true)).toMatchObject({ value: 'who' })
  })

  it('is 401 without a usable token and 403 with a wrong one, and never tells the token', () => {
    expect(admitted({})).toBe(401)
    expect(admitted({ authorization: 'Bearer' })).toBe(401)
    expect(admitted({ authorization: 'Basic secret' })).toBe(401)
    expect(admitted({ authorization: 'Bearer Secret' })).toBe(403)
    expect(admitted({}, '/?access_token=secre')).toBe(403)
    expect(JSON.stringify(admit(requestOf({ authorization: 'Bearer hunter2' }), tokens))).not.toContain(
      'hunter2',
    )
  })

  it('is for everybody where no token is valid, whatever they show', () => {
    const open = new TokenTable<string>([])
    for (const headers of [{}, { authorization: 'Bearer x' }, { authorization: 'rubbish' }])
      expect(admit(requestOf(headers), open)).toEqual({ value: undefined })
  })
})
