import type { MessageFormat } from '@rookery/protocol'
import type { Batch, EventSink } from '@rookery/transport'
import type { Alarms } from '../faults/alarms.js'
import type { EventFault, FaultTarget } from '../faults/fault-rule.js'
import type { Faults, Holdable } from '../faults/faults.js'
import type { TellableEvent } from './tellable-event.js'

/** Preferences of a link for the events it reports. */
export interface Reporting {
  readonly message_format: MessageFormat
  readonly report_self_message: boolean
}

export interface TapContext {
  readonly line: FaultTarget
  readonly faults: Faults
  readonly alarms: Alarms
  breakOff(): void
}

/** The outgoing events of an account on one connection. */
export class EventTap implements Holdable {
  readonly line: FaultTarget
  readonly #sink: EventSink
  readonly #reporting: Reporting
  readonly #context: TapContext
  #held: Batch[] | undefined

  constructor(sink: EventSink, reporting: Reporting, context: TapContext) {
    this.line = context.line
    this.#sink = sink
    this.#reporting = reporting
    this.#context = context
  }

  take(told: TellableEvent): void {
    const { message_format, report_self_message } = this.#reporting
    if (told.isOwnMessage && !report_self_message) return
    const fault = this.#context.faults.ofEvent(this.line, told.event)
    const batch = told.batch(message_format)
    // An account with the fault `offline` still says so in its heartbeats.
    if (!fault || (fault.is === 'offline' && told.event.post_type === 'meta_event')) this.#send(batch)
    else this.#suffer(fault, batch)
  }

  hold(): void {
    this.#held ??= []
  }

  release(): void {
    const held = this.#held ?? []
    this.#held = undefined
    for (const batch of held) this.#sink.sendBatch(batch)
  }

  #send(batch: Batch): void {
    if (this.#held) this.#held.push(batch)
    else this.#sink.sendBatch(batch)
  }

  #suffer(fault: EventFault, batch: Batch): void {
    const { alarms, breakOff } = this.#context
    switch (fault.is) {
      case 'delay':
        return void alarms.after(fault.delayMs, () => this.#send(batch))
      case 'duplicate':
        this.#send(batch)
        return this.#send(batch)
      case 'disconnect':
        // Earlier events may have left the machine; this one has not.
        return breakOff()
      case 'drop':
      case 'offline':
        return
    }
  }
}
