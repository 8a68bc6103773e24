import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocketServer } from 'ws'

const heartbeatMs = 3000

/**
 * A OneBot 11 implementation with one account and no QQ behind it: a forward WebSocket server with a token. It keeps
 * what it emitted and what it was asked to send.
 */
export class SimulatedAccount {
  selfId
  emitted = []
  sent = []
  #server
  #token
  #sockets = new Set()
  #timers = new Set()
  #nextMessageId = 1000
  #answerDelayMs = () => 0
  #served = 0

  constructor({ selfId, token }) {
    this.selfId = selfId
    this.#token = token
    this.#server = new WebSocketServer({
      host: '127.0.0.1',
      port: 0,
      verifyClient: ({ req }) => req.headers.authorization === `Bearer ${this.#token}`,
    })
    this.#server.on('connection', (socket) => this.#serve(socket))
    this.#every(heartbeatMs, () =>
      this.#push({
        post_type: 'meta_event',
        meta_event_type: 'heartbeat',
        status: status(),
        interval: heartbeatMs,
      }),
    )
  }

  async url() {
    if (!this.#server.address()) await once(this.#server, 'listening')
    return `ws://127.0.0.1:${this.#server.address().port}`
  }

  get connections() {
    return this.#sockets.size
  }

  /** `delayMs(n)` is how long the n-th call waits for its reply; unequal times make replies overtake each other. */
  answerAfter(delayMs) {
    this.#answerDelayMs = delayMs
  }

  emitGroupMessage({ groupId, userId, text }) {
    const message_id = this.#nextMessageId++
    this.emitted.push(message_id)
    this.#push({
      post_type: 'message',
      message_type: 'group',
      sub_type: 'normal',
      message_id,
      group_id: groupId,
      user_id: userId,
      anonymous: null,
      message: [{ type: 'text', data: { text } }],
      message_format: 'array',
      raw_message: text,
      font: 0,
      sender: { user_id: userId, nickname: nicknameOf(userId), card: '', role: 'member' },
    })
    return message_id
  }

  /** Calls `emit` at that rate, however late a timer comes; returns what stops it. */
  flow(perSecond, emit) {
    const start = Date.now()
    let count = 0
    return this.#every(10, () => {
      const due = Math.floor(((Date.now() - start) / 1000) * perSecond)
      while (count < due) emit(count++)
    })
  }

  close() {
    for (const timer of this.#timers) clearInterval(timer)
    for (const socket of this.#sockets) socket.terminate()
    this.#server.close()
  }

  #every(ms, run) {
    const timer = setInterval(run, ms)
    this.#timers.add(timer)
    return () => {
      clearInterval(timer)
      this.#timers.delete(timer)
    }
  }

  #serve(socket) {
    this.#sockets.add(socket)
    socket.on('close', () => this.#sockets.delete(socket))
    socket.on('message', (data) => this.#answer(socket, JSON.parse(data.toString())))
    socket.send(this.#event({ post_type: 'meta_event', meta_event_type: 'lifecycle', sub_type: 'connect' }))
  }

  #push(fields) {
    const event = this.#event(fields)
    for (const socket of this.#sockets) socket.send(event)
  }

  #event(fields) {
    return JSON.stringify({ time: Math.floor(Date.now() / 1000), self_id: this.selfId, ...fields })
  }

  async #answer(socket, { action, params, echo }) {
    const reply = this.#perform(action, params ?? {})
    await sleep(this.#answerDelayMs(this.#served++))
    socket.send(JSON.stringify({ ...reply, echo }))
  }

  #perform(action, params) {
    switch (action) {
      case 'get_login_info':
        return ok({ user_id: this.selfId, nickname: nicknameOf(this.selfId) })
      case 'get_version_info':
        return ok({ app_name: 'simulated-account', app_version: '1.0.0', protocol_version: 'v11' })
      case 'get_status':
        return ok(status())
      case 'get_group_member_info':
        return ok(memberInfo(params))
      case 'send_msg':
      case 'send_group_msg':
      case 'send_private_msg':
        return ok({ message_id: this.#recordSent(action, params) })
      default:
        return failed(1404, `no such action: ${action}`)
    }
  }

  #recordSent(action, { group_id, user_id, message }) {
    const message_id = this.#nextMessageId++
    this.sent.push({ action, group_id, user_id, text: textOf(message), message_id })
    return message_id
  }
}

/** Each user has a name of their own, so that a reply meant for another call is seen. */
export function nicknameOf(userId) {
  return `user-${userId}`
}

function memberInfo({ group_id, user_id }) {
  return { group_id, user_id, nickname: nicknameOf(user_id), card: '', role: 'member', level: '1', title: '' }
}

function status() {
  return { online: true, good: true }
}

function ok(data) {
  return { status: 'ok', retcode: 0, data }
}

function failed(retcode, reason) {
  return { status: 'failed', retcode, data: null, msg: reason, message: reason, wording: reason }
}

function textOf(message) {
  if (typeof message === 'string') return message
  return message.map(({ type, data }) => (type === 'text' ? data.text : `[${type}]`)).join('')
}
