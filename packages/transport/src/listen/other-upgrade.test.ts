import http from 'node:http'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readBody } from '../http/body.js'
import { type Listener, listen } from './listen.js'

/** What Java's HTTP client offers with whatever it sends. */
const H2C = {
  Connection: 'Upgrade, HTTP2-Settings',
  Upgrade: 'h2c',
  'HTTP2-Settings': 'AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA',
}

describe('a request that offers another upgrade', () => {
  let listener: Listener
  beforeEach(async () => {
    listener = await listen(
      { host: '127.0.0.1', port: 0 },
      {
        upgrade: () => ({ status: 404, reason: 'no WebSocket here' }),
        request: async (request, response) => {
          const body = await readBody(request)
          response.end(`${request.method} ${request.url} ${body}`)
        },
      },
    )
  })
  afterEach(() => listener.close())

  const ask = (method: string, body = ''): Promise<string> =>
    new Promise((resolve, reject) => {
      const length = body ? { 'Content-Length': Buffer.byteLength(body) } : {}
      const request = http.request(
        { port: listener.port, method, path: '/x', headers: { ...H2C, ...length } },
        (response) => {
          let text = ''
          response
            .setEncoding('utf8')
            .on('data', (chunk) => (text += chunk))
            .on('end', () => resolve(text))
        },
      )
      request.on('error', reject).end(body)
    })

  it('is answered as if it had not', async () => {
    expect(await ask('GET')).toBe('GET /x ')
  })

  it('has its body read, in however many pieces it comes', async () => {
    expect(await ask('POST', '{"name":"汉"}')).toBe('POST /x {"name":"汉"}')
    const large = 'x'.repeat(300_000)
    expect(await ask('POST', large)).toBe(`POST /x ${large}`)
  })

  it('may be broken off in the middle of its body', async () => {
    const socket = connect(listener.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write(
      'POST /x HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 9\r\n\r\nabc',
    )
    await new Promise((resolve) => setTimeout(resolve, 20))
    socket.destroy()
    expect(await ask('GET')).toBe('GET /x ')
  })
})

describe('a body behind an upgrade that nobody takes', () => {
  it('stays in its socket while nobody reads it', async () => {
    const requests: http.IncomingMessage[] = []
    const listener = await listen(
      { host: '127.0.0.1', port: 0 },
      { upgrade: () => ({ status: 404, reason: 'none' }), request: (request) => void requests.push(request) },
    )
    const MIB = 1024 * 1024
    const head = `POST /x HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: ${50 * MIB}`
    const socket = connect(listener.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write(`${head}\r\n\r\n`)
    for (let n = 0; n < 40; n++) socket.write(Buffer.alloc(MIB))
    await expect.poll(() => requests[0]?.readableLength).toBeGreaterThan(0)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(requests[0]?.readableLength).toBeLessThan(MIB)
    expect(socket.writableLength).toBeGreaterThan(20 * MIB)
    requests[0]?.resume()
    await expect.poll(() => socket.writableLength).toBe(0)
    socket.destroy()
    await listener.close()
  })
})
