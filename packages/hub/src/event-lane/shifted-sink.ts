import type { Batch, CloseInfo, EventSink } from '@rookery/transport'

/** A sink whose positions go on from those of the log. */
export class ShiftedSink implements EventSink {
  readonly #sink: EventSink
  readonly #offset: number

  constructor(sink: EventSink, offset: number) {
    this.#sink = sink
    this.#offset = offset
  }

  get remote(): string {
    return this.#sink.remote
  }

  get isOpen(): boolean {
    return this.#sink.isOpen
  }

  get queuedBytes(): number {
    return this.#sink.queuedBytes
  }

  get closed(): Promise<CloseInfo> {
    return this.#sink.closed
  }

  send(event: Uint8Array): void {
    this.#sink.send(event)
  }

  sendBatch(batch: Batch): void {
    this.#sink.sendBatch(batch)
  }

  offerBatch(batch: Batch): boolean {
    return this.#sink.offerBatch?.(batch) === true
  }

  prepare(batch: Batch): Promise<void> | undefined {
    return this.#sink.prepare?.(batch)
  }

  mark(position: number): boolean {
    return this.#sink.mark(position + this.#offset)
  }

  probe(timeoutMs: number): Promise<boolean> {
    return this.#sink.probe(timeoutMs)
  }

  close(code: number, reason: string): Promise<CloseInfo> {
    return this.#sink.close(code, reason)
  }
}
