import type { GroupMessageEvent, PrivateMessageEvent } from '@rookery/protocol'
import type { ArgsOf, Asked, Checked, Parsed, Schemas } from '../arguments/declaration-types.js'
import type { Calls } from '../calls/calls.js'
import type { Answer } from '../message/answer.js'
import type { ChatEvent } from '../message/hear.js'
import type { CommandSession } from '../session/command-session.js'
import type { Chat, CommandOptions, SharedOptions } from './command-options.js'

/** The event of a command, by where it listens. */
export type ChatEventIn<C extends Chat> = [C] extends ['group']
  ? GroupMessageEvent
  : [C] extends ['private']
    ? PrivateMessageEvent
    : ChatEvent

/** What a command does; what it returns is sent. */
export type HandlerOf<A, C extends Chat, B extends Calls> = (
  session: CommandSession<A, ChatEventIn<C>, B>,
) => Answer | Promise<Answer>

/** What commands are added to: a bot, or a group of commands. `G` is where the commands of a group listen. */
export interface Commands<B extends Calls, G extends Chat = undefined> {
  /**
   * Adds a command. The declaration makes its arguments: `<required>`, `[optional]`, `<name:type>`, `<all...>`,
   * `[--flag]`, `[--option <value>]`. What it returns takes the command out again.
   *
   * ```ts
   * bot.command('ban <who:user> [time:duration] [--silent]', { in: 'group', permission: groupAdmin },
   *   ({ args, ctx, bot }) => bot.set_group_ban({ ...ctx, user_id: args.who, duration: args.time ?? 60 }))
   * ```
   *
   * @throws BotUsageError for a declaration that cannot be read, and for a name that is taken
   */
  command<const D extends string>(declaration: Checked<D>, handler: HandlerOf<ArgsOf<D>, G, B>): () => void
  command<
    const D extends string,
    const C extends Chat = G,
    // biome-ignore lint/complexity/noBannedTypes: no schemas
    const S extends Schemas = {},
    // biome-ignore lint/complexity/noBannedTypes: no questions
    const Q = {},
  >(
    declaration: Checked<D>,
    options: CommandOptions<D, C, S, Q>,
    handler: HandlerOf<Asked<Parsed<ArgsOf<D>, S>, Q>, C, B>,
  ): () => void
  /**
   * Commands with a first part of their names in common, and with options of which each can have its own.
   *
   * ```ts
   * const note = bot.group('note', { permission: superuser })
   * note.command('add <text...>', ({ args }) => `记下了：${args.text}`)
   * ```
   */
  group<const C extends Chat = G>(name: string, options?: SharedOptions<C>): CommandGroup<B, C>
}

/** Commands with a first part of their names in common. */
export interface CommandGroup<B extends Calls, C extends Chat = undefined> extends Commands<B, C> {
  readonly name: string
}
