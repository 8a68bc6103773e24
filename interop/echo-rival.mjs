import { once } from 'node:events'
import { WebSocket } from 'ws'

/**
 * A bare client that gives its calls the very echoes of others while theirs are on their way. Whoever matches replies
 * by echo alone hands them to the wrong one.
 */
export class EchoRival {
  name = 'rival'
  wrong = []
  #socket
  #waiting = new Map()
  #calls = []
  #nextUserId = 900_000

  static async connect(url, token) {
    const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } })
    await once(socket, 'open')
    return new EchoRival(socket)
  }

  constructor(socket) {
    this.#socket = socket
    socket.on('message', (data) => this.#receive(JSON.parse(data.toString())))
  }

  get pending() {
    return this.#waiting.size
  }

  calls() {
    return this.#calls
  }

  /** Asks for a user that nobody else asks for, under an echo that somebody else uses. */
  callWithEcho(echo) {
    const key = JSON.stringify(echo)
    if (this.#waiting.has(key)) return
    const user_id = this.#nextUserId++
    this.#waiting.set(key, { user_id, since: Date.now() })
    this.#socket.send(
      JSON.stringify({ action: 'get_group_member_info', params: { group_id: 1, user_id }, echo }),
    )
  }

  close() {
    this.#socket.terminate()
  }

  #receive(frame) {
    if (frame.post_type !== undefined) return
    const key = JSON.stringify(frame.echo)
    const call = this.#waiting.get(key)
    if (call?.user_id !== frame.data?.user_id || !call) {
      this.wrong.push(`waited for ${JSON.stringify(call)}, got ${JSON.stringify(frame)}`)
    }
    this.#waiting.delete(key)
    if (call) this.#calls.push({ echo: frame.echo, since: call.since, until: Date.now() })
  }
}
