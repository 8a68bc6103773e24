import { once } from 'node:events'
import { WebSocket } from 'ws'

const OPENING = Buffer.from('{"chaos":')
const [ZERO, NINE] = [48, 57]

/** A client that only looks at the number of each event: for rows with millions of them. */
export class BareClient {
  events = 0
  disordered = 0
  last = 0

  static async connect(port, name, token, query = '') {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/?client_name=${name}${query}`, {
      headers: { Authorization: `Bearer ${token}` },
      perMessageDeflate: false,
      skipUTF8Validation: true,
    })
    const client = new BareClient(socket)
    await once(socket, 'open')
    return client
  }

  constructor(socket) {
    this.socket = socket
    socket.on('error', () => {})
    socket.on('message', (data) => this.#take(data))
  }

  close() {
    this.socket.terminate()
  }

  #take(data) {
    if (data.compare(OPENING, 0, OPENING.length, 0, OPENING.length) !== 0) return
    let n = 0
    for (let at = OPENING.length; data[at] >= ZERO && data[at] <= NINE; at++) n = n * 10 + data[at] - ZERO
    this.events++
    if (n !== this.last + 1 && this.last > 0) this.disordered++
    this.last = n
  }
}
