import { once } from 'node:events'
import net from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readBody } from './body.js'
import { Servers } from './http.fixture.js'
import { refuse } from './refuse.js'
import { StrangerBodies, type StrangerBody } from './stranger-bodies.js'

const MIB = 1024 * 1024

describe('the budget of bodies that nobody has signed for', () => {
  const body = (ageMs: number): StrangerBody & { status?: number } => {
    const made: StrangerBody & { status?: number } = {
      startedMs: performance.now() - ageMs,
      bytes: 0,
      cut: ({ status }) => void Object.assign(made, { status }),
    }
    return made
  }

  it('is 64 MiB in all; beyond it the slowest goes, not the newcomer', () => {
    const bodies = new StrangerBodies()
    const [fast, slow, newcomer] = [body(100), body(9000), body(1)]
    bodies.grow(fast, 40 * MIB)
    bodies.grow(slow, 20 * MIB)
    bodies.grow(newcomer, 5 * MIB)
    expect([fast.status, slow.status, newcomer.status]).toEqual([undefined, 503, undefined])
    bodies.grow(newcomer, 19 * MIB)
    expect([fast.status, newcomer.status]).toEqual([undefined, undefined])
  })

  it('has room for every body below 64 KB', () => {
    const bodies = new StrangerBodies()
    const large = body(10_000)
    bodies.grow(large, 64 * MIB)
    const small = Array.from({ length: 1000 }, () => body(10_000))
    for (const each of small) bodies.grow(each, 64 * 1024)
    expect([large, ...small].filter(({ status }) => status !== undefined)).toEqual([])
  })

  it('is free again when a body has ended', () => {
    const bodies = new StrangerBodies()
    for (let n = 0; n < 20; n++) {
      const each = body(5)
      bodies.grow(each, 60 * MIB)
      bodies.end(each)
      expect(each.status).toBeUndefined()
    }
  })
})

describe('bodies of strangers on a server', () => {
  let servers: Servers
  beforeEach(() => {
    servers = new Servers()
  })
  afterEach(() => servers.close())

  it('take no more than their budget together, and those that are small arrive', {
    timeout: 60_000,
  }, async () => {
    const sizes: number[] = []
    const url = await servers.http(async (request, response) => {
      const body = await readBody(request, {
        isStrangers: true,
        maxBodyBytes: 60 * MIB,
        bodyTimeoutMs: 60_000,
      })
      if ('status' in body) return refuse(request, response, body)
      sizes.push(body.length)
      response.end(String(body.length))
    })
    const sockets = Array.from({ length: 10 }, () => flood(url, 50 * MIB))
    const status = await Promise.race(sockets.map(({ answered }) => answered))
    expect(status).toBe(503)
    const small = await fetch(url, { method: 'POST', body: 'x'.repeat(60_000) })
    expect(await small.text()).toBe('60000')
    for (const { socket } of sockets) socket.destroy()
  })
})

/** Sends a body but for its last byte, as fast as it is taken; tells the status of an answer. */
function flood(url: string, bytes: number): { socket: net.Socket; answered: Promise<number> } {
  const socket = net.connect(Number(new URL(url).port), '127.0.0.1')
  socket.on('error', () => {})
  socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${bytes}\r\n\r\n`)
  const chunk = Buffer.alloc(64 * 1024, 0x20)
  let sent = 0
  const pump = (): void => {
    while (sent + chunk.length < bytes && !socket.destroyed) {
      sent += chunk.length
      if (!socket.write(chunk)) return void socket.once('drain', pump)
    }
  }
  pump()
  const answered = once(socket, 'data').then(([data]) => Number(String(data).split(' ')[1]))
  return { socket, answered }
}
