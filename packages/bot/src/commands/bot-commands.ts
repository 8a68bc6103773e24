import type { GroupMessageEvent, PrivateMessageEvent } from '@rookery/protocol'
import type { ArgsOf, Asked, Checked, Parsed, Schemas } from '../arguments/declaration-types.js'
import type { Calls } from '../calls/calls.js'
import type { Answer } from '../message/answer.js'
import type { ChatEvent } from '../message/hear.js'
import type { CommandSession } from '../session/command-session.js'
import type { Chat, CommandOptions, SharedOptions } from './command-options.js'

/** Event of a command, by the kind of chat it listens in. */
export type ChatEventIn<C extends Chat> = [C] extends ['group']
  ? GroupMessageEvent
  : [C] extends ['private']
    ? PrivateMessageEvent
    : ChatEvent

/** Handler of a command; the answer that it returns is sent. */
export type HandlerOf<A, C extends Chat, B extends Calls> = (
  session: CommandSession<A, ChatEventIn<C>, B>,
) => Answer | Promise<Answer>

/** Registry of commands: a bot, or a group of commands. `G` is the kind of chat that the group's commands listen in. */
export interface Commands<B extends Calls, G extends Chat = undefined> {
  /**
   * Adds a command. The declaration defines its arguments: `<required>`, `[optional]`, `<name:type>`, `<all...>`,
   * `[--flag]`, `[--option <value>]`. Returns a function that removes the command.
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
   * Creates a group of commands that share the first part of their names, and options that each command may override.
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
