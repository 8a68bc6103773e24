import { once } from 'node:events'
import net from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { admit } from './door/door.js'
import { TokenTable } from './door/token.js'
import { refuse } from './http/refuse.js'
import { type Listener, listen } from './listen/listen.js'
import { upgradeHead } from './wire.fixture.js'

const tokens = new TokenTable([['correct-horse', true]])

let listener: Listener
let sockets: net.Socket[]
/** Sockets of the server that are not destroyed. */
let held: Set<net.Socket>
beforeEach(async () => {
  sockets = []
  held = new Set()
  const note = (socket: net.Socket): void => {
    held.add(socket)
    socket.once('close', () => held.delete(socket))
  }
  listener = await listen(
    { host: '127.0.0.1', port: 0 },
    {
      upgrade(request) {
        note(request.socket)
        const admission = admit(request, tokens)
        return 'status' in admission ? admission : { open: (link) => void link.close(1000, 'seen') }
      },
      request(request, response) {
        note(request.socket)
        const admission = admit(request, tokens)
        if ('status' in admission) refuse(request, response, admission)
        else response.end('in')
      },
    },
  )
})
afterEach(async () => {
  for (const each of sockets) each.destroy()
  await listener.close()
})

/** Connects as a peer that never closes its side. */
function stubborn(head: readonly string[]): Promise<number> {
  const socket = net.connect({ port: listener.port, host: '127.0.0.1', allowHalfOpen: true })
  sockets.push(socket)
  socket.on('error', () => {})
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  return once(socket, 'data').then(([data]) => Number(String(data).split(' ')[1]))
}
const wrong = { Authorization: 'Bearer wrong-horse' }
const upgrade = (headers: Readonly<Record<string, string>>) =>
  stubborn(upgradeHead(listener.port, '/', headers))
const h2c = { Upgrade: 'h2c', Connection: 'Upgrade, HTTP2-Settings' }

describe('a peer that is refused and stays', () => {
  it.each([
    ['an upgrade with a wrong token', wrong, 403],
    ['an upgrade without a token', {}, 401],
    ['an upgrade of a foreign page', { Origin: 'http://evil.example' }, 403],
    ['an upgrade that nobody takes', { ...h2c, ...wrong }, 403],
    ['an upgrade that nobody takes, and is answered', { ...h2c, Authorization: 'Bearer correct-horse' }, 200],
  ])('keeps no descriptor: %s', async (_, headers, status) => {
    const asked = Array.from({ length: 15 }, () => upgrade(headers))
    expect(new Set(await Promise.all(asked))).toEqual(new Set([status]))
    await expect.poll(() => held.size, { timeout: 10_000 }).toBe(0)
  })

  it('keeps none of three hundred, though some are answered later', { timeout: 30_000 }, async () => {
    const asked = Array.from({ length: 300 }, () => upgrade(wrong))
    expect(new Set(await Promise.all(asked))).toEqual(new Set([403]))
    await expect.poll(() => held.size, { timeout: 20_000 }).toBe(0)
  })
})

describe('an address that tries tokens', () => {
  it.each(['over WebSocket', 'over HTTP'])(
    'is answered slower %s, while the right token is not',
    async (way) => {
      const ask = async (headers: Readonly<Record<string, string>>): Promise<[number, number]> => {
        const started = performance.now()
        const url = `http://127.0.0.1:${listener.port}/`
        const status = way === 'over HTTP' ? (await fetch(url, { headers })).status : await upgrade(headers)
        return [status, performance.now() - started]
      }
      for (let n = 0; n < 20; n++) await ask(wrong)
      const [status, tookMs] = await ask(wrong)
      expect([status, tookMs > 200]).toEqual([403, true])
      const slow = Array.from({ length: 4 }, () => ask(wrong))
      const [right] = await ask({ Authorization: 'Bearer correct-horse' })
      expect(right).toBe(way === 'over HTTP' ? 200 : 101)
      const answered = await Promise.race([Promise.race(slow).then(() => 'first'), Promise.resolve('right')])
      expect(answered).toBe('right')
      await listener.close()
      await Promise.allSettled(slow)
    },
  )
})
