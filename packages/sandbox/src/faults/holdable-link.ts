import {
  type Batch,
  type CloseInfo,
  defaultLinkLimits,
  type Link,
  type LinkReceiver,
  WsLink,
} from '@rookery/transport'
import type { Holdable } from './faults.js'

/** A link that can be half open: it then neither reads nor writes, and does not tell the other side. */
export class HoldableLink implements Link, Holdable {
  readonly remote: string
  readonly closed: Promise<CloseInfo>
  readonly #link: Link
  /** Writes held back meanwhile. */
  #held: (() => void)[] | undefined
  #isPaused = false
  #deadAfterMs = defaultLinkLimits.deadAfterMs

  constructor(link: Link) {
    this.#link = link
    this.remote = link.remote
    this.closed = link.closed
  }

  get isOpen(): boolean {
    return this.#link.isOpen
  }

  get queuedBytes(): number {
    return this.#link.queuedBytes
  }

  attach(receiver: LinkReceiver): void {
    this.#link.attach(receiver)
  }

  send(parts: readonly Uint8Array[]): void {
    if (this.#held) this.#held.push(() => this.#link.send(parts))
    else this.#link.send(parts)
  }

  sendBatch(batch: Batch): void {
    if (this.#held) this.#held.push(() => this.#link.sendBatch(batch))
    else this.#link.sendBatch(batch)
  }

  ping(payload: string): void {
    if (this.#held) this.#held.push(() => this.#link.ping(payload))
    else this.#link.ping(payload)
  }

  pause(): void {
    this.#isPaused = true
    this.#link.pause()
  }

  resume(): void {
    this.#isPaused = false
    if (!this.#held) this.#link.resume()
  }

  setDeadAfter(deadAfterMs: number): void {
    this.#deadAfterMs = deadAfterMs
    if (!this.#held) this.#link.setDeadAfter(deadAfterMs)
  }

  close(code: number, reason: string): Promise<CloseInfo> {
    // The held writes are dropped, as if lost on the network; the close handshake needs both directions.
    this.#held = undefined
    this.#link.resume()
    return this.#link.close(code, reason)
  }

  /** Breaks the connection without a close frame. */
  breakOff(): void {
    if (this.#link instanceof WsLink) this.#link.breakOff('a fault')
    else void this.#link.close(1006, '')
  }

  hold(): void {
    this.#held ??= []
    this.#link.pause()
    // A link that does not read cannot detect silence.
    this.#link.setDeadAfter(0)
  }

  release(): void {
    const held = this.#held ?? []
    this.#held = undefined
    this.#link.setDeadAfter(this.#deadAfterMs)
    if (!this.#isPaused) this.#link.resume()
    for (const send of held) send()
  }
}
