import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { freePort, hubProcess, undo } from './hub-process.fixture.js'

/** An implementation that executes sends, and answers half of them a moment later. */
async function implementation() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  undo.push(() => {
    for (const each of server.clients) each.terminate()
    server.close()
  })
  await once(server, 'listening')
  const executed: string[] = []
  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      const { action, params, echo } = JSON.parse(data.toString())
      const answer = (result: object): void =>
        socket.send(JSON.stringify({ status: 'ok', retcode: 0, data: result, echo }))
      if (action === 'get_login_info') return answer({ user_id: 10001, nickname: 'n' })
      if (action !== 'send_msg') return answer({})
      executed.push(params.message)
      const message_id = executed.length
      if (message_id % 2) answer({ message_id })
      else setTimeout(answer, 20, { message_id })
    })
    const facts = { time: 1, self_id: 10001, post_type: 'meta_event' }
    socket.send(JSON.stringify({ ...facts, meta_event_type: 'lifecycle', sub_type: 'connect' }))
  })
  return { port: (server.address() as AddressInfo).port, executed }
}

/** A bot that repeats each call under its key until it knows what became of it: done, or nobody knows. */
class Bot {
  /** Keys of which it does not know yet what became of them. */
  readonly open = new Set<string>()
  /** Set to end with further calls. */
  isDone = false
  readonly outcomes = new Map<string, { readonly retcode: number; readonly data: unknown }>()
  readonly #port: number
  #socket: WebSocket | undefined
  #called = 0
  #isOver = false

  constructor(port: number) {
    this.#port = port
    this.#dial()
    const timer = setInterval(() => this.#call(), 5)
    undo.push(() => {
      this.#isOver = true
      clearInterval(timer)
      this.#socket?.terminate()
    })
  }

  #dial(): void {
    if (this.#isOver) return
    const socket = new WebSocket(`ws://127.0.0.1:${this.#port}/?client_name=bot`)
    this.#socket = socket
    socket.on('open', () => {
      for (const key of this.open) this.#send(key)
    })
    socket.on('message', (data) => this.#take(JSON.parse(data.toString())))
    socket.on('error', () => {})
    socket.on('close', () => setTimeout(() => this.#dial(), 50))
  }

  #call(): void {
    if (this.isDone || this.#socket?.readyState !== WebSocket.OPEN) return
    const key = `k${++this.#called}`
    this.open.add(key)
    this.#send(key)
  }

  #send(key: string): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return
    const params = { user_id: 1, message: key }
    this.#socket.send(JSON.stringify({ action: 'send_msg', params, idempotency_key: key, echo: key }))
  }

  #take({ echo, retcode, data }: { echo?: string; retcode: number; data: unknown }): void {
    if (echo === undefined || !this.open.has(echo)) return
    // Anything else was not sent: the account is not there yet.
    if (retcode !== 0 && retcode !== 1504) return void setTimeout(() => this.#send(echo), 20)
    this.open.delete(echo)
    this.outcomes.set(echo, { retcode, data })
  }
}

it('calls with a key are executed once, though the hub is killed again and again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rookery-killed-'))
  undo.push(() => rmSync(folder, { recursive: true, force: true }))
  const [{ port: upstream, executed }, port] = [await implementation(), await freePort()]
  const config = join(folder, 'rookery.yml')
  const upstreams = `[{ name: qq, type: ws, url: "ws://127.0.0.1:${upstream}" }]`
  writeFileSync(config, `listen: { port: ${port} }\nupstreams: ${upstreams}\npace: off\n`)
  let hub = await hubProcess(config)
  const bot = new Bot(port)
  for (let kills = 1; kills <= 4; kills++) {
    await expect.poll(() => executed.length, { timeout: 15_000 }).toBeGreaterThan(kills * 40)
    hub.kill('SIGKILL')
    await once(hub, 'exit')
    hub = await hubProcess(config)
  }
  bot.isDone = true
  await expect.poll(() => bot.open.size, { timeout: 15_000 }).toBe(0)
  expect(new Set(executed).size).toBe(executed.length)
  const outcomes = [...bot.outcomes]
  const done = outcomes.filter(([, { retcode }]) => retcode === 0)
  for (const [key, { data }] of done) expect(data).toEqual({ message_id: executed.indexOf(key) + 1 })
  // The kills did meet calls that were sent and not answered.
  expect(outcomes.length - done.length).toBeGreaterThan(0)
  expect(done.length).toBeGreaterThan(100)
}, 90_000)
