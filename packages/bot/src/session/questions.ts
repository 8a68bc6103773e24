import type { Clock } from '@rookery/transport'
import type { Asker } from '../conversations/ask.js'
import type { Cancels } from '../conversations/cancellation.js'
import type { Questioner } from '../conversations/conversation.js'
import type { Texts } from '../texts/texts.js'
import type { Outgoing, SendOptions } from './outgoing.js'
import type { Run } from './run.js'

/** What questions need of the bot. */
interface QuestionsHost {
  readonly sessionTimeoutMs: number
  readonly texts: Texts
  readonly cancels: Cancels
  readonly clock: Clock
  next(run: Run, questioner: Questioner, timeoutMs: number): void
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

  get now(): number {
    return this.#host.clock.now()
  }

  async say(prompt: Outgoing | undefined, options?: SendOptions): Promise<void> {
    // A question that may not be asked is not sent either.
    this.#run.conversation()
    if (prompt !== undefined && prompt !== '') await this.#sender.send(prompt, options)
  }

  next(questioner: Questioner, timeoutMs = this.#host.sessionTimeoutMs): void {
    this.#host.next(this.#run, questioner, timeoutMs)
  }
}
