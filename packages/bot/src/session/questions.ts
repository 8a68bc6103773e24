import type { Asker } from '../conversations/ask.js'
import type { Cancels } from '../conversations/cancellation.js'
import type { IncomingChat } from '../events/incoming.js'
import type { Texts } from '../texts/texts.js'
import type { Outgoing, SendOptions } from './outgoing.js'
import type { Run } from './run.js'

/** What questions need of the bot. */
interface QuestionsHost {
  readonly sessionTimeoutMs: number
  readonly texts: Texts
  readonly cancels: Cancels
  next(run: Run, timeoutMs: number): Promise<IncomingChat>
}

/** What says them: a session. */
interface Sender {
  readonly send: (message: Outgoing, options?: SendOptions) => Promise<unknown>
}

/** The questions of a handler. */
export class Questions implements Asker {
  readonly #run: Run
  readonly #host: QuestionsHost
  readonly #sender: Sender

  constructor(run: Run, host: QuestionsHost, sender: Sender) {
    this.#run = run
    this.#host = host
    this.#sender = sender
  }

  get texts(): Texts {
    return this.#run.settings.command?.texts ?? this.#host.texts
  }

  get cancels(): Cancels {
    return this.#host.cancels
  }

  async say(prompt: Outgoing | undefined, options?: SendOptions): Promise<void> {
    // A question that may not be asked is not sent either.
    this.#run.conversation()
    if (prompt !== undefined && prompt !== '') await this.#sender.send(prompt, options)
  }

  next(timeoutMs = this.#host.sessionTimeoutMs): Promise<IncomingChat> {
    return this.#host.next(this.#run, timeoutMs)
  }
}
