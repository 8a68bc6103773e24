import type { OneBotEvent } from '@rookery/protocol'
import type { Account } from '../accounts/account.js'
import type { Calls } from '../calls/calls.js'
import { checkOptions, checkValue } from '../checks/check-options.js'
import { milliseconds } from '../checks/option-kind.js'
import type {
  AnswerMessage,
  Ask,
  Choices,
  QuestionKind,
  QuestionOptions,
} from '../conversations/ask-options.js'
import { choiceOf } from '../conversations/choose.js'
import type { Conversation } from '../conversations/conversation.js'
import { questionOptions } from '../conversations/question-kinds.js'
import { questionOf, readHeard, readWhole } from '../conversations/question-of.js'
import type { ReadAnswer } from '../conversations/read-value.js'
import type { RunSettings } from '../conversations/run-settings.js'
import { readYesOrNo } from '../conversations/yes-or-no.js'
import { BotUsageError } from '../errors.js'
import { type Incoming, isChat } from '../events/incoming.js'
import { messageIn, Quick, type Sent, sentOf } from '../message/answer.js'
import type { Heard } from '../message/hear.js'
import { sendOptions } from '../message/message-kinds.js'
import { answerParams, type Outgoing, type SendOptions } from '../message/outgoing.js'
import type { OwningPlugin } from '../plugins/owning-plugin.js'
import { type CallCommandOptions, callCommandOptions } from './call-command.js'

/** Ends a handler early, on purpose. */
export class Finished {
  /** Text to handle the event again with; undefined to end the handler only. */
  readonly switchTo: string | undefined

  constructor(switchTo?: string) {
    this.switchTo = switchTo
  }
}

/** Runs handlers for events; implemented by the engine. */
export interface HandlerRunner {
  run(incoming: Incoming, handler: (session: Session) => unknown, settings?: RunSettings): Promise<void>
}

/** Parts of the bot that a session uses. */
export interface SessionHost<B extends Calls = Calls> {
  botOf(account: Account, plugin?: OwningPlugin): B
  /** Runs a command in a session of its own. Resolves to whether there was one that the user may use. */
  callCommand(conversation: Conversation, name: string, options?: CallCommandOptions): Promise<boolean>
}

/** One event, and everything a handler can do about it. Its members may be destructured: they do not use `this`. */
export class Session<E extends OneBotEvent = OneBotEvent, B extends Calls = Calls> {
  readonly #conversation: Conversation
  readonly #host: SessionHost<B>

  constructor(conversation: Conversation, host: SessionHost<B>) {
    this.#conversation = conversation
    this.#host = host
  }

  /** The event as it was received. */
  get event(): E {
    return this.#conversation.incoming.event as E
  }

  /** The event under its name in NoneBot. `{...session.ctx, message}` is valid params. */
  get ctx(): E {
    return this.event
  }

  /** The bot, calling through the account that got the event; in a handler of a plugin, as the plugin has it. */
  get bot(): B {
    const { incoming, settings } = this.#conversation
    return this.#host.botOf(incoming.account, settings.plugin)
  }

  /** Aborts when the handler is abandoned because it took longer than the `timeoutMs` of its command. */
  get signal(): AbortSignal {
    return this.#conversation.settings.signal?.() ?? new AbortController().signal
  }

  get account(): Account {
    return this.#conversation.incoming.account
  }

  /** The message as addressed to the bot: without the reply, the leading at or the nickname. */
  get heard(): Heard {
    const { incoming } = this.#conversation
    if (isChat(incoming)) return incoming.heard
    throw new BotUsageError('no_message', `${incoming.names[0]} is no message`)
  }

  /** State that the handler keeps while it is at work, shared with commands that it calls. */
  get state(): Record<string, unknown> {
    return this.#conversation.notes
  }

  /** Sends a message to the chat of the event. A string is text. @throws CallError */
  get send(): (message: Outgoing, options?: SendOptions) => Promise<Sent> {
    return async (message, options) => {
      checkOptions('send', options, sendOptions)
      return this.say(message, options)
    }
  }

  /** Sends a message that quotes this one. @throws CallError */
  get reply(): (message: Outgoing, options?: SendOptions) => Promise<Sent> {
    return async (message, options) => {
      checkOptions('reply', options, sendOptions)
      return this.say(message, { ...options, quote: true })
    }
  }

  /** Sends like `send`, with options that were checked. @internal */
  async say(message: Outgoing, options?: SendOptions): Promise<Sent> {
    const { bot, event } = this
    return sentOf(await bot.send_msg(answerParams(event, message, options)))
  }

  /**
   * Asks, and returns the answer as the requested type. After a wrong answer it says why and asks again. A conversation
   * that ends without an answer need not be caught: the user is told.
   *
   * ```ts
   * const city = await session.ask('哪个城市？')
   * const photo = await session.ask('请发一张图', 'image')
   * const age = await session.ask('几岁？', { as: 'int', validate: filters.between(0, 150) })
   * ```
   *
   * @throws ConversationEnded, CallError
   */
  get ask(): Ask {
    return ((prompt: Outgoing, what?: unknown) => {
      const { read, kind } = questionOf(what)
      return this.askBy(prompt, read, kind)
    }) as Ask
  }

  /** Asks, and returns the whole message of the answer, with who wrote it. @throws ConversationEnded, CallError */
  get askMessage(): (prompt?: Outgoing, options?: QuestionOptions) => Promise<AnswerMessage> {
    return (prompt, options) => {
      checkOptions('askMessage', options, questionOptions)
      return this.askBy(prompt, readWhole, { ...options, isFreeText: true }) as Promise<AnswerMessage>
    }
  }

  /**
   * Has the user choose from a list, by number or by text.
   *
   * ```ts
   * const size = await session.choose('多大杯？', ['中杯', '大杯'])        // '中杯' | '大杯'
   * const price = await session.choose('多大杯？', { 中杯: 12, 大杯: 15 })  // number
   * ```
   *
   * @throws ConversationEnded, CallError
   */
  get choose(): <const T>(prompt: Outgoing, choices: Choices<T>, options?: QuestionOptions) => Promise<T> {
    return async <const T>(prompt: Outgoing, choices: Choices<T>, options?: QuestionOptions) => {
      checkOptions('choose', options, questionOptions)
      const { question, read } = choiceOf(prompt, choices)
      return (await this.askBy(question, read, { ...options, isFreeText: false })) as T
    }
  }

  /** Asks for yes or no, in Chinese or English. @throws ConversationEnded, CallError */
  get confirm(): (prompt: Outgoing, options?: QuestionOptions) => Promise<boolean> {
    return (prompt, options) => {
      checkOptions('confirm', options, questionOptions)
      return this.askBy(prompt, readYesOrNo, { ...options, isFreeText: false }) as Promise<boolean>
    }
  }

  /** Asks with a custom reader of the answer. @internal */
  askBy(prompt: Outgoing | undefined, read: ReadAnswer, kind: QuestionKind): Promise<unknown> {
    return this.#conversation.ask(prompt, read, kind, this)
  }

  /** Sends a message and waits for the next one of the same conversation. @throws ConversationEnded, CallError */
  get hearNext(): (
    prompt?: Outgoing,
    timeoutMs?: number,
    options?: SendOptions,
  ) => Promise<AnswerMessage & { readonly heard: Heard }> {
    return (prompt, timeoutMs, options) => {
      if (timeoutMs !== undefined) checkValue('hearNext: "timeoutMs"', timeoutMs, milliseconds)
      checkOptions('hearNext', options, sendOptions)
      const within = timeoutMs === undefined ? {} : { timeoutMs }
      const kind = { ...options, ...within, cancel: false, isFreeText: true } as const
      return this.askBy(prompt, readHeard, kind) as Promise<AnswerMessage & { readonly heard: Heard }>
    }
  }

  /** Ends the handler, after a last message. It never returns. */
  get finish(): (message?: Outgoing, options?: SendOptions) => Promise<never> {
    return async (message, options) => {
      if (message !== undefined) await this.send(message, options)
      throw new Finished()
    }
  }

  /** Ends the handler and handles the event again, as if the user had written `text` to the bot. */
  get switch(): (text: string) => never {
    return (text) => {
      throw new Finished(text)
    }
  }

  /**
   * Ends another handler's conversation with the same user or group. Returns whether there was one. For a command that
   * is `privileged` or has `whileAsking: 'passes'`.
   *
   * ```ts
   * bot.command('cancel', { privileged: true }, ({ kill }) => (kill() ? '好的' : '没有什么可取消的'))
   * ```
   */
  get kill(): () => boolean {
    return () => this.#conversation.killOthers()
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
    return async (name, options) => {
      checkOptions('callCommand', options, callCommandOptions)
      return this.#host.callCommand(this.#conversation, name, options)
    }
  }

  /** Has the implementation do a quick operation for this event. @throws CallError */
  get quick(): (operation: Readonly<Record<string, unknown>>) => Promise<void> {
    return async (operation) => {
      const { bot, event } = this
      // The sender of the event may still wait for the answer.
      if (this.#conversation.incoming.quick?.take(operation)) return
      await bot.call_action('.handle_quick_operation', { context: event, operation })
    }
  }

  /** Acts on a handler's return value: sends it, or runs its quick operation. */
  async answer(answer: unknown): Promise<void> {
    if (answer instanceof Quick) return this.#answerQuickly(answer)
    const message = messageIn(answer, () => this.#whatAnswers())
    if (message !== undefined) await this.say(message)
  }

  #whatAnswers(): string {
    const { incoming, settings } = this.#conversation
    return settings.command ? `command ${settings.command.name}` : `a handler of ${incoming.names[0]}`
  }

  /** The first quick operation counts, as in aiocqhttp, which ignores further ones silently. */
  async #answerQuickly({ operation }: Quick): Promise<void> {
    const { incoming } = this.#conversation
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
