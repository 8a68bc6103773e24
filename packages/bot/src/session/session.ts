import type { OneBotEvent } from '@rookery/protocol'
import type { Account } from '../accounts/account.js'
import type { Calls } from '../calls/calls.js'
import type { CallCommandOptions } from '../commands/call-command.js'
import { BotUsageError } from '../errors.js'
import { type Incoming, type IncomingChat, isChat } from '../events/incoming.js'
import type { Heard } from '../message/hear.js'
import { Quick, type Sent } from './answer.js'
import { answerParams, type Outgoing, type SendOptions } from './outgoing.js'
import { Finished, type Run } from './run.js'

/** What a session needs of the bot. */
export interface SessionHost<B extends Calls = Calls> {
  readonly sessionTimeoutMs: number
  botOf(account: Account): B
  next(run: Run, timeoutMs: number): Promise<IncomingChat>
  /** Runs a command in a session of its own; whether there was one that the user may use. */
  callCommand(
    session: Session,
    incoming: Incoming,
    name: string,
    options?: CallCommandOptions,
  ): Promise<boolean>
}

/**
 * What a handler gets: one event, and all that can be done about it. Every member may be destructured: they do not look
 * for `this`.
 */
export class Session<E extends OneBotEvent = OneBotEvent, B extends Calls = Calls> {
  readonly #run: Run
  readonly #host: SessionHost<B>

  constructor(run: Run, host: SessionHost<B>) {
    this.#run = run
    this.#host = host
  }

  /** The event as it was received. */
  get event(): E {
    return this.#run.incoming.event as E
  }

  /** The event, by the name that NoneBot has for it. `{...session.ctx, message}` is valid params. */
  get ctx(): E {
    return this.event
  }

  /** The bot, calling through the account that got the event. */
  get bot(): B {
    return this.#host.botOf(this.#run.incoming.account)
  }

  get account(): Account {
    return this.#run.incoming.account
  }

  /** What a message says to the bot: without the reply, the at or the nickname in front. */
  get heard(): Heard {
    const { incoming } = this.#run
    if (isChat(incoming)) return incoming.heard
    throw new BotUsageError('no_message', `${incoming.names[0]} is no message`)
  }

  /** Says something where the event came from. A string is text. @throws CallError */
  get send(): (message: Outgoing, options?: SendOptions) => Promise<Sent> {
    return async (message, options) => {
      const { bot, event } = this
      const { message_id } = await bot.send_msg(answerParams(event, message, options))
      return { outcome: 'delivered', message_id }
    }
  }

  /** Says something that quotes the message. @throws CallError */
  get reply(): (message: Outgoing, options?: SendOptions) => Promise<Sent> {
    return (message, options) => this.send(message, { ...options, quote: true })
  }

  /** Says something and waits for the next message of the same conversation. @throws ConversationEnded, CallError */
  get hearNext(): (prompt?: Outgoing, timeoutMs?: number) => Promise<IncomingChat> {
    return async (prompt, timeoutMs = this.#host.sessionTimeoutMs) => {
      // A question that may not be asked is not sent either.
      this.#run.conversation()
      if (prompt !== undefined) await this.send(prompt)
      return this.#host.next(this.#run, timeoutMs)
    }
  }

  /** Ends the handler, with a last word. It never comes back. */
  get finish(): (message?: Outgoing, options?: SendOptions) => Promise<never> {
    return async (message, options) => {
      if (message !== undefined) await this.send(message, options)
      throw new Finished()
    }
  }

  /** Ends the handler and begins again, as if the user had written `text` to the bot. */
  get switch(): (text: string) => never {
    return (text) => {
      throw new Finished(text)
    }
  }

  /**
   * Runs another command for the same message, within this handler: it may ask, and what it returns is sent.
   * `false` when there is no such command here, or the user may not use it.
   *
   * ```ts
   * await session.callCommand('weather', { args: { city: '南京' } })
   * ```
   */
  get callCommand(): (name: string, options?: CallCommandOptions) => Promise<boolean> {
    return (name, options) => {
      const session: Session = new Session(this.#run, this.#host)
      return this.#host.callCommand(session, this.#run.incoming, name, options)
    }
  }

  /** Has the implementation do a quick operation for this event. @throws CallError */
  get quick(): (operation: Readonly<Record<string, unknown>>) => Promise<void> {
    return async (operation) => {
      const { bot, event } = this
      // Whoever posted the event may still wait for the answer.
      if (this.#run.incoming.quick?.take(operation)) return
      await bot.call_action('.handle_quick_operation', { context: event, operation })
    }
  }

  /** Does what a handler gave back: sends it, or has it done. */
  async answer(answer: unknown): Promise<void> {
    if (answer === undefined || answer === null) return
    if (answer instanceof Quick) return this.#answerQuickly(answer)
    if (typeof answer === 'string' ? answer !== '' : isMessage(answer)) await this.send(answer as Outgoing)
  }

  /** The first one counts, as in aiocqhttp; there it goes unnoticed that there was another. */
  async #answerQuickly({ operation }: Quick): Promise<void> {
    const { incoming } = this.#run
    if (incoming.isAnswered) {
      throw new BotUsageError(
        'answered_twice',
        `${incoming.names[0]} was answered by a quick operation already`,
      )
    }
    incoming.isAnswered = true
    await this.quick(operation)
  }
}

/** A segment, or a list of them; whatever else a handler returns says nothing. */
const isMessage = (answer: unknown): boolean =>
  Array.isArray(answer)
    ? answer.length > 0 && answer.every((each) => isMessage(each) && !Array.isArray(each))
    : typeof answer === 'object' && answer !== null && 'type' in answer && 'data' in answer
