import { once } from 'node:events'
import { WebSocket, WebSocketServer } from 'ws'
import { nowMs } from '../clock.mjs'
import { eventText } from '../counts/event.mjs'
import { Sent } from '../counts/sent.mjs'
import { unreadAt } from '../hub/process-figures.mjs'
import { startFlow } from './flow.mjs'

/** Half of what comes in 50 ms at 1,000 events a second. */
const MOST_UNREAD_BYTES = 25 * 1024
const LOOK_EVERY_MS = 20

/** An implementation with one account and no QQ behind it. Plain `ws`, so that it shares nothing with the hub; it logs each event it sends. */
export class Implementation {
  sent
  calls = 0
  /** The text of the event with a number and a time. */
  textOf = eventText
  /** Answers a call; undefined leaves it without an answer. */
  answer = answerOf
  /** Answers the text of a call by a text, for those who look at bytes; undefined leaves it to `answer`. */
  answerText = () => undefined
  #selfId
  #server
  #open = new Map()
  #connections = 0
  #called = new WeakSet()
  #nextLook = 0
  #held = false

  /** `slackMs`: see {@link Sent}. */
  constructor(selfId = 10001, slackMs = 0) {
    this.sent = new Sent(slackMs)
    this.#selfId = selfId
  }

  /** Listens, as for `type: ws`; returns the port. */
  async listen() {
    this.#server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
    this.#server.on('connection', (socket) => this.#join(socket))
    await once(this.#server, 'listening')
    return this.#server.address().port
  }

  /** Dials the hub, as for `type: ws-reverse`; resolves when connected. */
  async dial(url, token) {
    const headers = { 'X-Self-ID': String(this.#selfId), 'X-Client-Role': 'Universal' }
    if (token) headers.Authorization = `Bearer ${token}`
    const socket = new WebSocket(url, { headers, perMessageDeflate: false })
    socket.on('error', () => {})
    this.#join(socket)
    await new Promise((resolve) => socket.once('open', resolve).once('close', resolve))
    if (socket.readyState === WebSocket.OPEN) this.#greet(socket)
    return socket
  }

  /** Dials the hub, and again soon whenever the connection is lost. Returns what ends that. */
  keepDialling(url, token, againMs = 50) {
    let isOver = false
    const turn = async () => {
      if (isOver) return
      const socket = await this.dial(url, token)
      if (socket.readyState !== WebSocket.CLOSED)
        await new Promise((resolve) => socket.once('close', resolve))
      setTimeout(turn, againMs)
    }
    turn()
    return () => {
      isOver = true
    }
  }

  get selfId() {
    return this.#selfId
  }

  get isConnected() {
    return this.#live() !== undefined
  }

  /** Whether the hub has called over the connection that is open: it has come through. */
  get isServed() {
    const socket = this.#live()
    return socket !== undefined && this.#called.has(socket)
  }

  /** Sends the next event; false while nobody is connected. */
  send() {
    const socket = this.#live()
    if (!socket) return false
    const at = nowMs()
    const n = this.sent.next(at, this.#open.get(socket))
    socket.send(this.textOf(n, at, this.#selfId))
    return true
  }

  /** Sends text that is no event of the log. */
  sendText(text) {
    this.#live()?.send(text)
  }

  /**
   * Sends `count` events at this rate while connected. The rate stands still while nobody is, and while the hub does not read: a
   * machine that is too slow for the rate would pile up events in sockets, which no hub can save.
   */
  flow(perSecond, count = Number.POSITIVE_INFINITY) {
    return startFlow(() => !this.#isHeld() && this.send(), perSecond, count)
  }

  #isHeld() {
    const now = performance.now()
    if (now < this.#nextLook) return this.#held
    this.#held = this.unreadBytes() > MOST_UNREAD_BYTES
    // The table of connections may be long.
    this.#nextLook = now + Math.max(LOOK_EVERY_MS, LOOK_EVERY_MS * (performance.now() - now))
    return this.#held
  }

  /** All connections broke at this time, before that is seen here: what was sent just before may be lost. */
  broke(at) {
    for (const connection of this.#open.values()) this.sent.broke(connection, at)
  }

  /** Bytes that were sent and that the hub has not read. */
  unreadBytes() {
    const socket = this.#live()
    return socket === undefined
      ? 0
      : socket.bufferedAmount + unreadAt(socket._socket.remotePort, socket._socket.localPort)
  }

  get sockets() {
    return [...this.#open.keys()]
  }

  close() {
    for (const socket of this.#open.keys()) socket.terminate()
    this.#server?.close()
  }

  #live() {
    for (const socket of this.#open.keys()) if (socket.readyState === WebSocket.OPEN) return socket
    return undefined
  }

  #join(socket) {
    this.#open.set(socket, ++this.#connections)
    socket.on('close', () => {
      this.sent.broke(this.#open.get(socket), nowMs())
      this.#open.delete(socket)
    })
    socket.on('error', () => {})
    socket.on('message', (data) => this.#receive(socket, data))
    if (socket.readyState === WebSocket.OPEN) this.#greet(socket)
  }

  #greet(socket) {
    socket.send(
      `{"time":${Math.floor(nowMs() / 1000)},"self_id":${this.#selfId},"post_type":"meta_event","meta_event_type":"lifecycle","sub_type":"connect"}`,
    )
  }

  async #receive(socket, data) {
    this.calls++
    this.#called.add(socket)
    const text = data.toString()
    const answered = this.answerText(text)
    if (answered !== undefined) return socket.send(answered)
    const call = JSON.parse(text)
    const reply = await this.answer(call, this.#selfId)
    if (reply && socket.readyState === WebSocket.OPEN)
      socket.send(JSON.stringify({ ...reply, echo: call.echo }))
  }
}

/** Answers what a hub asks; everything else succeeds. */
export function answerOf({ action }, selfId) {
  const data = ANSWERS[action]?.(selfId) ?? { message_id: 1 }
  return { status: 'ok', retcode: 0, data }
}

const ANSWERS = {
  get_login_info: (selfId) => ({ user_id: selfId, nickname: 'somebody' }),
  get_status: () => ({ online: true, good: true }),
  get_version_info: () => ({ app_name: 'chaos', app_version: '1.0.0', protocol_version: 'v11' }),
}
