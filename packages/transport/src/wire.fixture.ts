import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import net from 'node:net'
import { type DialSettings, dial } from './dial/dial.js'
import type { LinkLimits, LinkReceiver } from './link/link.js'
import { type Listener, type ListenSettings, listen } from './listen/listen.js'
import type { UpgradeAnswer } from './listen/upgrader.js'
import type { WsLink } from './ws/ws-link.js'

export interface Frame {
  readonly isFinal: boolean
  readonly opcode: number
  readonly key: Buffer | undefined
  readonly payload: Buffer
  /** Index behind the frame. */
  readonly end: number
}

/** The frames in `bytes`, read by RFC 6455 alone; an incomplete one at the end is left out. */
export function framesIn(bytes: Buffer): Frame[] {
  const frames: Frame[] = []
  for (let at = 0; ; ) {
    const frame = frameAt(bytes, at)
    if (!frame) return frames
    frames.push(frame)
    at = frame.end
  }
}

function frameAt(bytes: Buffer, start: number): Frame | undefined {
  if (bytes.length < start + 2) return undefined
  const [first, second] = [bytes.readUInt8(start), bytes.readUInt8(start + 1)]
  const short = second & 0x7f
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0
  let at = start + 2 + lengthBytes
  if (bytes.length < at) return undefined
  const size = lengthBytes === 0 ? short : Number.parseInt(bytes.toString('hex', start + 2, at), 16)
  const key = second & 0x80 ? bytes.subarray(at, at + 4) : undefined
  if (key) at += 4
  if (bytes.length < at + size) return undefined
  const payload = Buffer.from(bytes.subarray(at, at + size))
  if (key) for (let i = 0; i < size; i++) payload[i] = (payload[i] ?? 0) ^ (key[i % 4] ?? 0)
  return { isFinal: (first & 0x80) !== 0, opcode: first & 0x0f, key, payload, end: at + size }
}

export const TEXT = 1
export const BINARY = 2
export const CLOSE = 8
export const PONG = 10

/** A frame as a client sends it. */
export function clientFrame(
  payload: Uint8Array | string,
  { opcode = TEXT, isFinal = true, reserved = 0, isMasked = true } = {},
): Buffer {
  const data = Buffer.from(payload)
  const size = data.length
  const length =
    size < 126
      ? [size]
      : size < 65_536
        ? [126, size >> 8, size & 0xff]
        : [127, 0, 0, 0, 0, size >>> 24, (size >> 16) & 0xff, (size >> 8) & 0xff, size & 0xff]
  const head = Buffer.from([(isFinal ? 0x80 : 0) | (reserved << 4) | opcode, ...length])
  if (!isMasked) return Buffer.concat([head, data])
  head[1] = (head[1] ?? 0) | 0x80
  const key = Buffer.from([0x12, 0xe3, 0x56, 0x00])
  return Buffer.concat([head, key, data.map((byte, at) => byte ^ (key[at % 4] ?? 0))])
}

/** A client that is nothing but a TCP connection. */
export class RawClient {
  readonly socket: net.Socket
  /** What came behind the answer to the upgrade. */
  received = Buffer.alloc(0)
  /** Status line and headers of the answer. */
  answer = ''
  isClosed = false

  constructor(port: number, head: readonly string[], host = '127.0.0.1') {
    this.socket = net.connect(port, host, () => this.socket.write(`${head.join('\r\n')}\r\n\r\n`))
    this.socket.on('data', (chunk) => {
      this.received = Buffer.concat([this.received, chunk])
      const end = this.answer ? -1 : this.received.indexOf('\r\n\r\n')
      if (end < 0) return
      this.answer = this.received.toString('latin1', 0, end)
      this.received = this.received.subarray(end + 4)
    })
    this.socket.on('error', () => {})
    this.socket.on('close', () => {
      this.isClosed = true
    })
  }

  /** Upgrades to a WebSocket; the headers replace those that a program sends. */
  static async upgraded(
    port: number,
    path = '/',
    headers: Readonly<Record<string, string>> = {},
  ): Promise<RawClient> {
    const client = new RawClient(port, upgradeHead(port, path, headers))
    while (!client.answer && !client.isClosed)
      await Promise.race([once(client.socket, 'data'), once(client.socket, 'close')])
    return client
  }

  get status(): number {
    return Number(this.answer.split(' ')[1])
  }

  get frames(): Frame[] {
    return framesIn(this.received)
  }

  /** The code in the close frame that came. */
  get closeCode(): number | undefined {
    return this.frames.find(({ opcode }) => opcode === CLOSE)?.payload.readUInt16BE(0)
  }
}

export function upgradeHead(port: number, path: string, headers: Readonly<Record<string, string>>): string[] {
  const all = {
    Host: `127.0.0.1:${port}`,
    Upgrade: 'websocket',
    Connection: 'Upgrade',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version': '13',
    ...headers,
  }
  return [`GET ${path} HTTP/1.1`, ...Object.entries(all).map(([name, value]) => `${name}: ${value}`)]
}

/** Everything that a link hands over. */
export class Inbox implements LinkReceiver {
  readonly texts: string[] = []
  readonly sizes: number[] = []
  readonly pongs: string[] = []
  drains = 0

  text(bytes: Buffer): void {
    this.sizes.push(bytes.length)
    if (bytes.length < 1024) this.texts.push(bytes.toString())
  }

  pong(payload: Buffer): void {
    this.pongs.push(payload.toString())
  }

  drained(): void {
    this.drains++
  }
}

/** Listeners, diallers and raw clients of a test, all closed again with `close`. */
export class Wires {
  readonly #undo: (() => unknown)[] = []

  /** Accepts every upgrade, unless told otherwise; the links are in `links`. */
  async listen(
    settings: Partial<ListenSettings> = {},
    upgrade?: (
      request: IncomingMessage,
      accept: (link: WsLink) => void,
    ) => UpgradeAnswer | Promise<UpgradeAnswer>,
  ): Promise<{ readonly listener: Listener; readonly links: WsLink[]; readonly inboxes: Inbox[] }> {
    const links: WsLink[] = []
    const inboxes: Inbox[] = []
    const accept = (link: WsLink): void => {
      const inbox = new Inbox()
      link.attach(inbox)
      links.push(link)
      inboxes.push(inbox)
    }
    const listener = await listen(
      { host: '127.0.0.1', port: 0, ...settings },
      {
        upgrade: (request) => upgrade?.(request, accept) ?? { open: accept },
        request: (_request, response) => response.end('answered'),
      },
    )
    this.#undo.push(async () => {
      await listener.close()
      await Promise.all(links.map((link) => link.close(1001, 'done')))
    })
    return { listener, links, inboxes }
  }

  /** Dials, and notes what happens. */
  dial(settings: DialSettings): {
    readonly links: WsLink[]
    readonly inboxes: Inbox[]
    readonly lost: { readonly why: string; readonly retryMs: number; readonly status: number | undefined }[]
    close(code: number, reason: string): Promise<void>
  } {
    const links: WsLink[] = []
    const inboxes: Inbox[] = []
    const lost: { why: string; retryMs: number; status: number | undefined }[] = []
    const dialling = dial(settings, {
      open(link) {
        const inbox = new Inbox()
        link.attach(inbox)
        links.push(link)
        inboxes.push(inbox)
      },
      lost: (why, retryMs, status) => void lost.push({ why, retryMs, status }),
    })
    this.#undo.unshift(() => dialling.close(1000, 'done'))
    return { links, inboxes, lost, close: (code, reason) => dialling.close(code, reason) }
  }

  async raw(port: number, path?: string, headers?: Readonly<Record<string, string>>): Promise<RawClient> {
    const client = await RawClient.upgraded(port, path, headers)
    this.#undo.unshift(() => client.socket.destroy())
    return client
  }

  async close(): Promise<void> {
    for (const undo of this.#undo.splice(0)) await undo()
  }
}

/** Short enough for tests; nothing dies by itself. */
export const QUICK: Partial<LinkLimits> = { deadAfterMs: 0, closeTimeoutMs: 200 }
