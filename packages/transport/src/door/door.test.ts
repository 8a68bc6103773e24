import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { admit, isLoopback, isRefusal, type Proof, proofOf, refuseForeign } from './door.js'
import { TokenTable } from './token.js'

function requestOf(headers: Readonly<Record<string, string>>, url = '/'): IncomingMessage {
  const request = new IncomingMessage(new Socket())
  request.url = url
  Object.assign(request.headers, headers)
  return request
}

const refused = (headers: Readonly<Record<string, string>>, onLoopback = true): number | undefined =>
  refuseForeign(requestOf({ host: '127.0.0.1:7700', ...headers }), { onLoopback })?.status

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
    expect(refuseForeign(requestOf({ origin: 'null' }), { onLoopback: true })?.status).toBe(403)
    expect(refuseForeign(requestOf({ origin: 'rubbish' }), { onLoopback: false })?.status).toBe(403)
  })
})

describe('a request that says nothing but where it was linked', () => {
  it.each([
    'http://evil.example/',
    'https://evil.example:7700/a?b',
    'http://127.0.0.1:7701/',
    'about:blank',
    'rubbish',
  ])('is refused when that is %s', (referer) => {
    expect(refused({ referer })).toBe(403)
    expect(refused({ referer }, false)).toBe(403)
  })

  it('is let through when that was here, or nowhere', () => {
    expect(refused({ referer: 'http://127.0.0.1:7700/page?x' })).toBeUndefined()
    expect(refused({ referer: '' })).toBeUndefined()
    const cors = ['https://bot.example']
    const linked = requestOf({ host: '127.0.0.1:7700', referer: 'https://bot.example/page' })
    expect(refuseForeign(linked, { onLoopback: true, cors })).toBeUndefined()
  })

  it('tells of the address no more than its host, since a token may stand in it', () => {
    const refusal = refuseForeign(requestOf({ referer: 'http://evil.example/?access_token=hunter2' }), {
      onLoopback: true,
    })
    expect(refusal?.reason).toContain('evil.example')
    expect(refusal?.reason).not.toContain('hunter2')
  })
})

describe('a name in `hosts`', () => {
  const rules = { onLoopback: true, hosts: ['Bot.example.com', 'nas:7700', '[fd00::1]'] }
  const at = (host: string, headers = {}) => refuseForeign(requestOf({ host, ...headers }), rules)?.status

  it.each(['bot.example.com', 'BOT.example.com:443', 'nas:7700', '[fd00::1]:80'])(
    'may be named: %s',
    (host) => {
      expect(at(host)).toBeUndefined()
    },
  )

  it.each(['nas', 'nas:7701', 'evil.bot.example.com', 'bot.example.com.evil', '[fd00::2]:80'])(
    'is no other name: %s',
    (host) => {
      expect(at(host)).toBe(403)
    },
  )

  it('is the origin of our own pages, also through a proxy that passes another Host', () => {
    expect(at('127.0.0.1:7700', { origin: 'https://bot.example.com' })).toBeUndefined()
    expect(at('bot.example.com', { origin: 'https://bot.example.com' })).toBeUndefined()
    expect(at('bot.example.com', { origin: 'https://evil.example' })).toBe(403)
    expect(at('bot.example.com', { origin: 'https://bot.example.com', 'sec-fetch-site': 'cross-site' })).toBe(
      403,
    )
  })
})

describe('whoever shows a secret', () => {
  const foreign: readonly Readonly<Record<string, string>>[] = [
    { host: 'host.docker.internal:7700' },
    { host: '127.0.0.1:7700', origin: 'http://evil.example' },
    { host: '127.0.0.1:7700', origin: 'null' },
    { host: '127.0.0.1:7700', origin: 'not a URL' },
    { host: '127.0.0.1:7700', 'sec-fetch-site': 'cross-site' },
    { host: '127.0.0.1:7700', referer: 'http://evil.example/' },
    { host: 'bot.example.com', origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  ]
  const answer = (headers: Readonly<Record<string, string>>, proof: Proof) =>
    refuseForeign(
      requestOf(headers),
      { onLoopback: true, keys: { hosts: 'listen.hosts', cors: 'listen.cors' } },
      () => proof,
    )

  it.each(foreign)('passes with %j', (headers) => {
    expect(answer(headers, 'secret')).toBeUndefined()
  })

  it.each(foreign)('is refused without it, with %j, and told the way', (headers) => {
    for (const proof of ['none', 'guessable'] as const) {
      const refusal = answer(headers, proof)
      expect(refusal).toMatchObject({ status: 403, reason: expect.stringMatching(/valid token passes/) })
      expect(refusal?.reason).toMatch(
        headers.host === 'host.docker.internal:7700' ? /listen\.hosts/ : /listen\.cors/,
      )
      expect(/can be guessed/.test(refusal?.reason ?? '')).toBe(proof === 'guessable')
    }
    expect(answer(headers, 'wrong')).toMatchObject({ status: 403, reason: 'the token is wrong' })
  })

  it('passes by a cookie as far as only the name is foreign, which it was set under', () => {
    expect(answer({ host: 'bot.example.com' }, 'cookie')).toBeUndefined()
    expect(answer({ host: '127.0.0.1:7700', origin: 'http://127.0.0.1:9999' }, 'cookie')?.status).toBe(403)
    expect(answer({ host: '127.0.0.1:7700', 'sec-fetch-site': 'same-site' }, 'cookie')?.status).toBe(403)
  })

  it('is not looked for among requests that are not foreign', () => {
    const never = (): Proof => {
      throw new TypeError('looked for')
    }
    expect(refuseForeign(requestOf({ host: 'localhost:7700' }), { onLoopback: true }, never)).toBeUndefined()
  })
})

describe('the proof of a token', () => {
  const tokens = new TokenTable([
    ['correct-horse', 1],
    ['change-me', 2],
    ['short', 3],
  ])
  const proof = (authorization?: string, url?: string, bare = false): Proof =>
    proofOf(requestOf(authorization === undefined ? {} : { authorization }, url), tokens, bare)

  it('is that it is valid and cannot be guessed, in header or query', () => {
    expect(proof('Bearer correct-horse')).toBe('secret')
    expect(proof('Token correct-horse')).toBe('secret')
    expect(proof(undefined, '/event?access_token=correct-horse')).toBe('secret')
    expect(proof('correct-horse', '/', true)).toBe('secret')
    expect(proof('Bearer change-me')).toBe('guessable')
    expect(proof(undefined, '/?access_token=short')).toBe('guessable')
    expect(proof('Bearer another-horse')).toBe('wrong')
    expect(proof('correct-horse')).toBe('none')
    expect(proof()).toBe('none')
  })

  it('is none where nobody needs a token', () => {
    expect(proofOf(requestOf({ authorization: 'Bearer correct-horse' }), new TokenTable([]))).toBe('none')
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
