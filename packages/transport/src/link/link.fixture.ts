import type { CloseInfo, Link, LinkReceiver } from './link.js'

/** A link whose other side is the test. */
export class TestLink implements Link {
  readonly remote = 'test'
  readonly sent: string[] = []
  readonly pings: string[] = []
  readonly closed: Promise<CloseInfo>
  queuedBytes = 0
  isOpen = true
  isPaused = false
  receiver: LinkReceiver | undefined
  #settle: (info: CloseInfo) => void = () => {}

  constructor() {
    this.closed = new Promise((resolve) => {
      this.#settle = resolve
    })
  }
  attach(receiver: LinkReceiver): void {
    this.receiver = receiver
  }
  send(parts: readonly Uint8Array[]): void {
    this.sent.push(Buffer.concat(parts).toString())
  }
  sendBatch(): void {}
  ping(payload: string): void {
    this.pings.push(payload)
  }
  setDeadAfter(): void {}
  pause(): void {
    this.isPaused = true
  }
  resume(): void {
    this.isPaused = false
  }
  close(code: number, reason: string): Promise<CloseInfo> {
    this.isOpen = false
    this.#settle({ code, reason })
    return this.closed
  }
}
