import { setTimeout as sleep } from 'node:timers/promises'
import { escapeText, textOf } from './cq-text.mjs'
import { dialClient } from './links/dialled.mjs'
import { postToClient } from './links/posted.mjs'
import { Served } from './links/served.mjs'

const heartbeatMs = 3000

/**
 * A OneBot 11 implementation with one account and no QQ behind it: a server of its HTTP API and of forward WebSockets,
 * which also dials and posts. It keeps what it emitted and what it was asked to send.
 */
export class SimulatedAccount {
  selfId
  emitted = []
  sent = []
  #served
  #subscribers = new Set()
  #links = new Set()
  #timers = new Set()
  #nextMessageId
  #answerDelayMs = () => 0
  #calls = 0

  /** `port` is where it serves, or any; `nextMessageId` is the number of the first message. */
  constructor({ selfId, token, port = 0, nextMessageId = 1000 }) {
    this.selfId = selfId
    this.#nextMessageId = nextMessageId
    this.#served = new Served(this, port)
    this.connect({ token })
    this.#every(heartbeatMs, () => this.#push({ ...heartbeat(), interval: heartbeatMs }))
  }

  async url() {
    return `ws://${await this.#served.address()}`
  }

  async httpUrl() {
    return `http://${await this.#served.address()}`
  }

  /** Serves a client as the hub would that has this entry under `clients:`. */
  connect(client) {
    if (client.type === 'ws-reverse') this.#links.add(dialClient(this, client))
    else this.#served.admit(client)
    if (client.type === 'http-post') this.#links.add(postToClient(this, client))
  }

  /** Ends whatever {@link connect} began. */
  disconnect() {
    for (const end of this.#links) end()
    this.#links.clear()
    this.#served.disconnect()
  }

  /** Hands each event from now on to `push`, as JSON with messages in that format. Returns what ends it. */
  subscribe(subscriber) {
    this.#subscribers.add(subscriber)
    return () => this.#subscribers.delete(subscriber)
  }

  /** Whether there is anybody to hand events to. */
  get isHeard() {
    return this.#subscribers.size > 0
  }

  get nextMessageId() {
    return this.#nextMessageId
  }

  lifecycle(sub_type) {
    return JSON.stringify(this.#event({ post_type: 'meta_event', meta_event_type: 'lifecycle', sub_type }))
  }

  async call(action, params) {
    const reply = this.#perform(action, params)
    await sleep(this.#answerDelayMs(this.#calls++))
    return reply
  }

  /** Carries out a quick operation on an event: what the answer to an HTTP POST asks for. */
  operate(event, { reply, auto_escape }) {
    if (reply === undefined) return
    const { group_id, user_id } = event
    this.#recordSent('reply', { group_id, user_id, message: reply, auto_escape })
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
      raw_message: escapeText(text),
      font: 0,
      // Not the name that the API tells: a program has to ask for that.
      sender: { user_id: userId, nickname: 'somebody', card: '', role: 'member' },
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

  /** Each user has a name of their own on each account, so that a reply meant for another call or account is seen. */
  nicknameOf(userId) {
    return `user-${userId} of ${this.selfId}`
  }

  close() {
    for (const timer of this.#timers) clearInterval(timer)
    this.disconnect()
    this.#served.close()
  }

  #every(ms, run) {
    const timer = setInterval(run, ms)
    this.#timers.add(timer)
    return () => {
      clearInterval(timer)
      this.#timers.delete(timer)
    }
  }

  #push(fields) {
    const event = this.#event(fields)
    const texts = { array: JSON.stringify(event), string: JSON.stringify(withStringMessage(event)) }
    for (const { format, push } of this.#subscribers) push(texts[format])
  }

  #event(fields) {
    return { time: Math.floor(Date.now() / 1000), self_id: this.selfId, ...fields }
  }

  #perform(action, params) {
    switch (action) {
      case 'get_login_info':
        return ok({ user_id: this.selfId, nickname: this.nicknameOf(this.selfId) })
      case 'get_version_info':
        return ok({ app_name: 'simulated-account', app_version: '1.0.0', protocol_version: 'v11' })
      case 'get_status':
        return ok(status())
      case 'get_group_member_info':
        return ok(this.#memberInfo(params))
      case 'send_msg':
      case 'send_group_msg':
      case 'send_private_msg':
        return ok({ message_id: this.#recordSent(action, params) })
      default:
        return failed(1404, `no such action: ${action}`)
    }
  }

  #memberInfo({ group_id, user_id }) {
    const nickname = this.nicknameOf(user_id)
    return { ...napCatMember, group_id: Number(group_id), user_id: Number(user_id), nickname }
  }

  #recordSent(action, { group_id, user_id, message, auto_escape }) {
    const message_id = this.#nextMessageId++
    const text = textOf(message, { isLiteral: auto_escape === true })
    // Some libraries keep ids as strings; an implementation takes both.
    this.sent.push({ action, group_id: Number(group_id), user_id, text, message_id })
    return message_id
  }
}

/** All the fields that NapCat has, and no other: ncatbot takes exactly these, melobot none less than the standard's. */
const napCatMember = {
  card: '',
  sex: 'unknown',
  age: 0,
  area: '',
  level: '1',
  qq_level: 0,
  join_time: 0,
  last_sent_time: 0,
  title_expire_time: 0,
  unfriendly: false,
  card_changeable: true,
  is_robot: false,
  shut_up_timestamp: 0,
  role: 'member',
  title: '',
}

function heartbeat() {
  return { post_type: 'meta_event', meta_event_type: 'heartbeat', status: status() }
}

function withStringMessage(event) {
  if (event.post_type !== 'message') return event
  return { ...event, message: event.raw_message, message_format: 'string' }
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
