import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { requestParams, requestTarget, settleTarget } from './request-target.js'

function requestOf(url: string, host = '127.0.0.1:7700'): IncomingMessage {
  const request = new IncomingMessage(new Socket())
  request.url = url
  request.headers.host = host
  return request
}

function settled(url: string): { path: string; query: string; host: string | undefined } {
  const request = requestOf(url)
  settleTarget(request)
  return { ...requestTarget(request), host: request.headers.host }
}

describe('the target of a request', () => {
  it.each([
    ['/', '/', ''],
    ['/get_status', '/get_status', ''],
    ['/event/?a=1&b=?#c', '/event/', 'a=1&b=?'],
    ['/x#?a', '/x', ''],
    ['//evil.example/x?y', '//evil.example/x', 'y'],
    ['/http://evil.example/', '/http://evil.example/', ''],
    ['*', '*', ''],
  ])('%s is a path and a query, and no host', (url, path, query) => {
    expect(settled(url)).toEqual({ path, query, host: '127.0.0.1:7700' })
  })

  it.each([
    ['http://127.0.0.1:7700/get_status', '/get_status', '', '127.0.0.1:7700'],
    ['HTTP://bot.example.com/event?access_token=a', '/event', 'access_token=a', 'bot.example.com'],
    ['ws://localhost:7700/', '/', '', 'localhost:7700'],
    ['wss://localhost', '/', '', 'localhost'],
    ['https://localhost?x=1', '/', 'x=1', 'localhost'],
    ['http://user:pass@localhost:7700/api', '/api', '', 'localhost:7700'],
    ['http://[::1]:7700/api', '/api', '', '[::1]:7700'],
    ['http://localhost//event', '//event', '', 'localhost'],
  ])(
    'in absolute form, %s, is what it stands for, and its authority is the Host',
    (url, path, query, host) => {
      expect(settled(url)).toEqual({ path, query, host })
    },
  )

  it('cannot be read in two ways, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('', '/', 'http://h', 'ws://h/'),
        (text, head) => {
          const request = requestOf(`${head}${text}`)
          settleTarget(request)
          const before = requestTarget(request)
          settleTarget(request)
          expect(requestTarget(request)).toEqual(before)
          expect(before.path).not.toMatch(/[?#]/)
          requestParams(request)
        },
      ),
    )
  })
})
