import { once } from 'node:events'
import { WebSocket } from 'ws'

/** Fails, so that Node has the table of system errors that it makes at the first of them. */
const FAIL_ONCE = 'try { process.kill(2 ** 22 + 1, 0) } catch {}'

/** Looks into a process over V8's inspector: the hub needs nothing for that. */
export class Inspector {
  #socket
  #lastId = 0
  #waiting = new Map()

  static async connect(url) {
    const socket = new WebSocket(url, { perMessageDeflate: false })
    await once(socket, 'open')
    return new Inspector(socket)
  }

  constructor(socket) {
    this.#socket = socket
    socket.on('message', (data) => this.#receive(JSON.parse(data.toString())))
    socket.on('error', () => {})
  }

  /** The value of an expression, which may be a promise. */
  async evaluate(expression) {
    const { result, exceptionDetails } = await this.#ask('Runtime.evaluate', {
      expression,
      returnByValue: true,
      awaitPromise: true,
    })
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description}`)
    return result.value
  }

  async collectGarbage() {
    for (let turn = 0; turn < 3; turn++) await this.#ask('HeapProfiler.collectGarbage')
  }

  /** Bytes of the heap and beside it, after a collection. */
  async usedBytes() {
    await this.collectGarbage()
    const { heapUsed, external } = await this.evaluate('process.memoryUsage()')
    return heapUsed + external
  }

  /** Entries of all maps and sets, pending timers, and open sockets: what a leak makes grow. */
  async tables() {
    await this.evaluate(FAIL_ONCE)
    await this.collectGarbage()
    const [maps, sets] = [await this.#entries('Map'), await this.#entries('Set')]
    const resources = await this.evaluate('process.getActiveResourcesInfo()')
    const ofKind = (pattern) => resources.filter((name) => pattern.test(name)).length
    return { entries: maps + sets, timers: ofKind(/^Timeout$/), sockets: ofKind(/^(TCPSocketWrap|TLSWrap)$/) }
  }

  close() {
    this.#socket.close()
  }

  async #entries(kind) {
    const { result } = await this.#ask('Runtime.evaluate', {
      expression: `${kind}.prototype`,
      objectGroup: 'look',
    })
    const { objects } = await this.#ask('Runtime.queryObjects', {
      prototypeObjectId: result.objectId,
      objectGroup: 'look',
    })
    const { result: sum } = await this.#ask('Runtime.callFunctionOn', {
      objectId: objects.objectId,
      functionDeclaration:
        'function () { let sum = 0; for (const each of this) sum += each.size; return sum }',
      returnByValue: true,
    })
    await this.#ask('Runtime.releaseObjectGroup', { objectGroup: 'look' })
    return sum.value
  }

  #ask(method, params = {}) {
    const id = ++this.#lastId
    this.#socket.send(JSON.stringify({ id, method, params }))
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
  }

  #receive({ id, result, error }) {
    const waiting = this.#waiting.get(id)
    if (!waiting) return
    this.#waiting.delete(id)
    if (error) waiting.reject(new Error(error.message))
    else waiting.resolve(result)
  }
}
