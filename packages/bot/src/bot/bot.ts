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

/** What a handler gets: one event, and all that can be done about it. */
export type Session<E extends OneBotEvent = OneBotEvent> = SessionFor<E, Bot>

/** The name of an event or of a family of them: `message`, `message.group`, `notice.group_ban.lift_ban`. */
export type EventPattern = keyof EventTable

/** A handler of `bot.on`; the answer that it returns is sent. */
export type EventHandler<N extends EventPattern> = (
  session: Session<EventTable[N]>,
) => Answer | Promise<Answer>

/** Hears a message that nobody took; what it returns is sent. */
export type TalkHandler<C extends Chat = undefined> = (
  session: Session<TalkEvent<C>>,
) => Answer | Promise<Answer>

/** The session of a command, by its declaration (or the arguments themselves) and by where it is. */
export type CommandSession<D extends string | object = string, C extends Chat = undefined> = SessionOf<
  D extends string ? ArgsOf<D> : D,
  ChatEventIn<C>,
  Bot
>

/**
 * The handler of a command, for a file of its own: by its declaration (or the arguments themselves), and by where it is.
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

/** Handles a job when its time has come; what it returns is sent to `to`. */
export type JobHandler = JobHandlerOf<Bot>

/** Goes around everything that is done with an event; what does not call `next` ends it there. */
export type Middleware = (session: Session, next: () => Promise<void>) => unknown

/** Says what a message means: an `intent(…)`, or nothing. */
export type IntentHandler = (session: Session<ChatEvent>) => MaybeIntent | Promise<MaybeIntent>

// biome-ignore lint/suspicious/noConfusingVoidType: a handler without `return` gives void
type MaybeIntent = Intent | undefined | null | void

/** Looks at an event before anybody else; `false` drops it. */
export type BeforeHook<N extends EventPattern> = (session: Session<EventTable[N]>) => unknown

/** Everything that a bot can be told to do, beside its actions. */
export interface BotMethods extends AccountMethods, Connecting, Commands<Bot>, PluginMethods<Bot> {
  /**
   * Does something about events of a name, whatever else becomes of them; what the handler returns is sent. What `on` returns takes it back.
   *
   * ```ts
   * bot.on('notice.group_increase', ({ event }) => msg`欢迎 ${msg.at(event.user_id)}`)
   * ```
   */
  on<N extends EventPattern>(names: N | readonly N[], handler: EventHandler<N>): () => void
  /**
   * Hears messages that nobody took: no question that waits, no command (also where it is refused), no intent. For keyword
   * replies, repeaters, chatting; `on('message')` gets commands and answers, too.
   *
   * ```ts
   * bot.onTalk(({ heard }) => heard.text.includes('晚安') && '晚安，好梦')
   * bot.onTalk({ in: 'group', onlyToMe: true }, ({ event }) => msg`${msg.at(event.user_id)} 我在`)
   * ```
   */
  onTalk(handler: TalkHandler): () => void
  onTalk<const C extends Chat = undefined>(options: TalkOptions<C>, handler: TalkHandler<C>): () => void
  /** Looks at events before all handlers, from specific to general; `false` drops the event. */
  before<N extends EventPattern>(names: N | readonly N[], hook: BeforeHook<N>): () => void
  /** Puts something around everything that is done with an event, the first one outermost. */
  use(middleware: Middleware): () => void
  /** Is told when somebody is refused a command: by its permission, its cooldown, or because the bot is busy. */
  onDenied(hook: (session: Session<ChatEvent>, command: string, refusal: Refusal) => unknown): () => void
  /**
   * Runs a command as if the user of a message had written it; whether there is one that the user may use. Within a
   * handler take `session.callCommand`, which belongs to the same conversation.
   */
  callCommand(event: ChatEvent, name: string, options?: CallCommandOptions): Promise<boolean>
  /**
   * Is told when a conversation ended without an answer, and why; the user is told by itself.
   *
   * ```ts
   * bot.onConversationEnd((why, { event }) => console.log(`${why}: ${event.self_id}`))
   * ```
   */
  onConversationEnd(hook: (why: Ended, session: Session) => unknown): () => void
  /**
   * Says what messages mean that are no commands. Of all handlers, the command that is meant most surely is run, if that is
   * 60 or above.
   *
   * ```ts
   * bot.intent({ keywords: ['天气', '下雨'] }, () => intent(80, 'weather'))
   * ```
   */
  intent(handler: IntentHandler): () => void
  intent(options: IntentOptions, handler: IntentHandler): () => void
  /**
   * Does something at a time: by a cron pattern, every so often, or once. It waits until an account is online. What the job
   * returns is sent to `to`.
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
  /** Every job, with when it runs next. */
  readonly schedules: readonly { readonly name: string; readonly next: Date | undefined }[]
  /** Ends the conversation that waits where a message came from; whether there was one. */
  kill(event: ChatEvent): boolean
  /**
   * Says what would become of a message and why, without running anything: no handler, no call, no permission that must
   * ask.
   *
   * ```ts
   * console.log(bot.explain(event).text)   // 命令 天气 与后面的内容之间缺少空格
   * ```
   */
  explain(event: EventTable['message']): Explanation
  /** Puts a layer around every call. */
  onCall(layer: CallLayer): () => void
  /** Takes errors of handlers, with their events, and `JobFailed` of jobs, without; if nobody does, they are logged. */
  onError(handler: (error: unknown, event: OneBotEvent | undefined) => void): () => void
  /** Calls an action by its name, whether it is known here or not. @throws CallError */
  readonly call_action: CallAction
  /** The bot, calling through one account. @throws ApiNotAvailable from its calls while that is not connected */
  account(self_id: IdInput): this
  /**
   * Says something where an event came from, in a group or to a user. A string is text.
   *
   * ```ts
   * await bot.send({ group_id: 30001 }, msg`早安 ${msg.at('all')}`)
   * ```
   *
   * @throws CallError, whose `outcome` says whether it may be there all the same
   */
  send(to: Destination, message: Outgoing, options?: SendOptions): Promise<Sent>
  /**
   * The same, but tells what became of it instead of throwing.
   *
   * ```ts
   * const { outcome } = await bot.deliver({ user_id: 20001 }, '早安')
   * if (outcome === 'unsent') await later()
   * ```
   */
  deliver(to: Destination, message: Outgoing, options?: SendOptions): Promise<Delivery>
  /** Sends to every superuser in private, and tells what became of each message. It never throws for one. */
  sendToSuperusers(message: Outgoing): Promise<readonly Delivery[]>
  /**
   * Whether what a call would go to is a certain implementation; narrows the actions to its own.
   *
   * ```ts
   * if (bot.is('napcat')) await bot.set_msg_emoji_like({ message_id, emoji_id: '76' })
   * ```
   */
  is<I extends Implementation>(implementation: I): this is Bot<I>
}

/** A bot: what it can be told to do, and every action as a method. */
export type Bot<I extends Implementation = Implementation> = BotMethods & ActionMethods<I>
