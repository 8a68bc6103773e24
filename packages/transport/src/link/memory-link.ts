import type { Batch } from '../frames/batch.js'
import { framedPayload } from '../frames/websocket-frame.js'
import type { CloseInfo, Link, LinkReceiver } from './link.js'

/** Callbacks chained to it run in the next microtask, more cheaply than with `queueMicrotask`. */
const NOW = Promise.resolve()

/** Two links joined in memory: each receives what the other sends, in order and in a later microtask. */
export function memoryLinks(): readonly [Link, Link] {
  const left = new MemoryLink('memory:left')
  const right = new MemoryLink('memory:right')
  left.join(right)
  right.join(left)
  return [left, right]
}

class MemoryLink implements Link {
  readonly remote: string
  readonly closed: Promise<CloseInfo>
  readonly queuedBytes = 0
  isOpen = true
  #other: MemoryLink = this
  #receiver: LinkReceiver | undefined
  #held: (() => void)[] | undefined
  #settle: (info: CloseInfo) => void = () => {}

  constructor(remote: string) {
    this.remote = remote
    this.closed = new Promise((resolve) => {
      this.#settle = resolve
    })
  }

  join(other: MemoryLink): void {
    this.#other = other
  }

  attach(receiver: LinkReceiver): void {
    this.#receiver = receiver
  }

  send(parts: readonly Uint8Array[]): void {
    const [first] = parts
    const text = parts.length === 1 && Buffer.isBuffer(first) ? first : Buffer.concat(parts)
    this.#toOther((receiver) => receiver.text(text))
  }

  sendBatch(batch: Batch): void {
    for (const text of batch.texts) this.send([framedPayload(text)])
  }

  ping(payload: string): void {
    this.#toOther(() => this.#receive((receiver) => receiver.pong(Buffer.from(payload))))
  }

  pause(): void {
    this.#held ??= []
  }

  resume(): void {
    const held = this.#held ?? []
    this.#held = undefined
    for (const deliver of held) deliver()
  }

  setDeadAfter(): void {}

  close(code: number, reason: string): Promise<CloseInfo> {
    const info = { code, reason }
    // Behind everything that was sent before.
    if (this.isOpen) this.#toOther(() => this.#other.#end(info))
    this.#end(info)
    return this.closed
  }

  #end(info: CloseInfo): void {
    this.isOpen = false
    this.#settle(info)
  }

  #toOther(act: (receiver: LinkReceiver) => void): void {
    const other = this.#other
    if (this.isOpen) void NOW.then(() => other.#receive(act))
  }

  #receive(act: (receiver: LinkReceiver) => void): void {
    if (this.#held) this.#held.push(() => this.#deliver(act))
    else this.#deliver(act)
  }

  #deliver(act: (receiver: LinkReceiver) => void): void {
    if (this.isOpen && this.#receiver) act(this.#receiver)
  }
}
