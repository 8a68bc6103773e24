import type { EventTable, IdInput, Implementation, OneBotEvent } from '@rookery/protocol'
import type { AccountMethods } from '../accounts/account-methods.js'
import type { ArgsOf } from '../arguments/declaration-types.js'
import type { ActionMethods, CallAction } from '../calls/calls.js'
import type { Delivery } from '../calls/deliver.js'
import type { CallLayer } from '../calls/layers.js'
import type { ChatEventIn, Commands, CommandGroup as GroupOf } from '../commands/bot-commands.js'
import type { Chat } from '../commands/command-options.js'
import type { Refusal } from '../commands/gate.js'
import type { Connecting } from '../connections/connecting.js'
import type { Ended } from '../conversations/ended.js'
import type { Explanation } from '../explain/reasons.js'
import type { Intent, IntentOptions } from '../intents/intent.js'
import type { Answer, Sent } from '../message/answer.js'
import type { ChatEvent } from '../message/hear.js'
import type { Destination, Outgoing, SendOptions } from '../message/outgoing.js'
import type { PluginMethods } from '../plugins/plugin-methods.js'
import type {
  JobHandler as JobHandlerOf,
  JobOptions,
  JobSession as JobSessionOf,
} from '../schedules/job-options.js'
import type { Scheduled } from '../schedules/schedule.js'
import type { When } from '../schedules/when.js'
import type { SessionFor } from '../session/abilities.js'
import type { CallCommandOptions } from '../session/call-command.js'
import type { CommandSession as SessionOf } from '../session/command-session.js'
import type { TalkEvent, TalkOptions } from '../talk/talk.js'

export type { ActionMethods, CallAction, CallOptions } from '../calls/calls.js'

/** Session of an event: the event, and everything a handler can do about it. */
export type Session<E extends OneBotEvent = OneBotEvent> = SessionFor<E, Bot>

/** The name of an event or of a family of them: `message`, `message.group`, `notice.group_ban.lift_ban`. */
export type EventPattern = keyof EventTable

/** A handler of `bot.on`; the answer that it returns is sent. */
export type EventHandler<N extends EventPattern> = (
  session: Session<EventTable[N]>,
) => Answer | Promise<Answer>

/** Handles a message that nothing else took. The answer that it returns is sent. */
export type TalkHandler<C extends Chat = undefined> = (
  session: Session<TalkEvent<C>>,
) => Answer | Promise<Answer>

/** Session of a command, by its declaration (or the arguments themselves) and the chats it listens in. */
export type CommandSession<D extends string | object = string, C extends Chat = undefined> = SessionOf<
  D extends string ? ArgsOf<D> : D,
  ChatEventIn<C>,
  Bot
>

/**
 * Handler of a command in a file of its own, by its declaration (or the arguments themselves) and the chats it listens
 * in.
 *
 * ```ts
 * export const ban: CommandHandler<'ban <who:user> [time:duration]', 'group'> = ({ args, event, bot }) =>
 *   bot.set_group_ban({ group_id: event.group_id, user_id: args.who, duration: args.time ?? 60 })
 *
 * bot.command('ban <who:user> [time:duration]', { in: 'group' }, ban)
 * ```
 */
export type CommandHandler<D extends string | object = string, C extends Chat = undefined> = (
  session: CommandSession<D, C>,
) => Answer | Promise<Answer>

/** Commands with a first part of their names in common. */
export type CommandGroup<C extends Chat = undefined> = GroupOf<Bot, C>

/** The argument of a job. */
export type JobSession = JobSessionOf<Bot>

/** Handles a due job. The answer that it returns is sent to `to`. */
export type JobHandler = JobHandlerOf<Bot>

/** Wraps the whole handling of an event. Without a call to `next`, handling stops there. */
export type Middleware = (session: Session, next: () => Promise<void>) => unknown

/** Says what a message means: an `intent(…)`, or nothing. */
export type IntentHandler = (session: Session<ChatEvent>) => MaybeIntent | Promise<MaybeIntent>

// biome-ignore lint/suspicious/noConfusingVoidType: a handler without `return` gives void
type MaybeIntent = Intent | undefined | null | void

/** Runs before every handler of an event; `false` drops the event. */
export type BeforeHook<N extends EventPattern> = (session: Session<EventTable[N]>) => unknown

/** Methods of a bot, apart from its actions. */
export interface BotMethods extends AccountMethods, Connecting, Commands<Bot>, PluginMethods<Bot> {
  /**
   * Handles events of these names, whatever else handles them. The answer that the handler returns is sent. Returns a
   * function that removes the handler.
   *
   * ```ts
   * bot.on('notice.group_increase', ({ event }) => msg`欢迎 ${msg.at(event.user_id)}`)
   * ```
   */
  on<N extends EventPattern>(names: N | readonly N[], handler: EventHandler<N>): () => void
  /**
   * Handles messages that nothing else took: no pending question, no command (not even one that was refused), no
   * intent. For keyword replies, repeaters and chatting; `on('message')` gets commands and answers, too.
   *
   * ```ts
   * bot.onTalk(({ heard }) => heard.text.includes('晚安') && '晚安，好梦')
   * bot.onTalk({ in: 'group', onlyToMe: true }, ({ event }) => msg`${msg.at(event.user_id)} 我在`)
   * ```
   */
  onTalk(handler: TalkHandler): () => void
  onTalk<const C extends Chat = undefined>(options: TalkOptions<C>, handler: TalkHandler<C>): () => void
  /** Registers a hook that runs before all handlers, from specific to general; `false` drops the event. */
  before<N extends EventPattern>(names: N | readonly N[], hook: BeforeHook<N>): () => void
  /** Adds a middleware around the whole handling of an event. The first one added is outermost. */
  use(middleware: Middleware): () => void
  /** Registers a hook for refused commands: by permission, by cooldown, or because the bot is busy. */
  onDenied(hook: (session: Session<ChatEvent>, command: string, refusal: Refusal) => unknown): () => void
  /**
   * Runs a command as if the user of a message had written it. Resolves to whether there is one that the user may use.
   * In a handler prefer `session.callCommand`, which belongs to the same conversation.
   */
  callCommand(event: ChatEvent, name: string, options?: CallCommandOptions): Promise<boolean>
  /**
   * Registers a hook for conversations that ended without an answer, and why. The bot tells the user itself.
   *
   * ```ts
   * bot.onConversationEnd((why, { event }) => console.log(`${why}: ${event.self_id}`))
   * ```
   */
  onConversationEnd(hook: (why: Ended, session: Session) => unknown): () => void
  /**
   * Registers a handler that says what a message means when it is not a command. The most confident intent of all
   * handlers runs, if its confidence is at least 60.
   *
   * ```ts
   * bot.intent({ keywords: ['天气', '下雨'] }, () => intent(80, 'weather'))
   * ```
   */
  intent(handler: IntentHandler): () => void
  intent(options: IntentOptions, handler: IntentHandler): () => void
  /**
   * Schedules a job: by a cron pattern, at an interval, or once. A run waits until an account is online. The answer
   * that the job returns is sent to `to`.
   *
   * ```ts
   * bot.schedule('0 8 * * *', { to: { group_id: 30001 }, timezone: 'Asia/Shanghai' }, () => '早上好')
   * bot.schedule({ everyMs: 60_000 }, ({ bot }) => bot.get_status().then(() => undefined))
   * ```
   *
   * @throws BotUsageError for a time that cannot be read
   */
  schedule(when: When, job: JobHandler): Scheduled
  schedule(when: When, options: JobOptions, job: JobHandler): Scheduled
  /** Every job, with the time of its next run. */
  readonly schedules: readonly { readonly name: string; readonly next: Date | undefined }[]
  /** Ends the conversation that a message belongs to. Returns whether there was one. */
  kill(event: ChatEvent): boolean
  /**
   * Explains how a message would be handled and why. It runs nothing: no handler, no call, no permission that must ask.
   *
   * ```ts
   * console.log(bot.explain(event).text)   // 命令 天气 与后面的内容之间缺少空格
   * ```
   */
  explain(event: EventTable['message']): Explanation
  /** Adds a layer around every call. */
  onCall(layer: CallLayer): () => void
  /**
   * Handles errors of handlers, with their events, and `JobFailed` of jobs, without. If nobody does, they are logged.
   */
  onError(handler: (error: unknown, event: OneBotEvent | undefined) => void): () => void
  /** Calls an action by name, even one that is not in our tables. @throws CallError */
  readonly call_action: CallAction
  /**
   * The same bot, calling through one account. @throws ApiNotAvailable from its calls while that account is not
   * connected
   */
  account(self_id: IdInput): this
  /**
   * Sends a message to the chat of an event, to a group or to a user. A string is text.
   *
   * ```ts
   * await bot.send({ group_id: 30001 }, msg`早安 ${msg.at('all')}`)
   * ```
   *
   * @throws CallError, whose `outcome` says whether it may be there all the same
   */
  send(to: Destination, message: Outgoing, options?: SendOptions): Promise<Sent>
  /**
   * Sends like `send`, but returns the outcome instead of throwing.
   *
   * ```ts
   * const { outcome } = await bot.deliver({ user_id: 20001 }, '早安')
   * if (outcome === 'unsent') await later()
   * ```
   */
  deliver(to: Destination, message: Outgoing, options?: SendOptions): Promise<Delivery>
  /** Sends to every superuser in private, and returns the outcome of each message. A failed one does not throw. */
  sendToSuperusers(message: Outgoing): Promise<readonly Delivery[]>
  /**
   * Whether calls go to this implementation; narrows the actions to its own.
   *
   * ```ts
   * if (bot.is('napcat')) await bot.set_msg_emoji_like({ message_id, emoji_id: '76' })
   * ```
   */
  is<I extends Implementation>(implementation: I): this is Bot<I>
}

/** A bot: its methods, and every action as a method. */
export type Bot<I extends Implementation = Implementation> = BotMethods & ActionMethods<I>
