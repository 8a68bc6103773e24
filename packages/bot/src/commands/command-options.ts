import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { ArgsOf, Schemas } from '../arguments/declaration-types.js'
import type { Outgoing } from '../message/outgoing.js'
import type { PermissionLike } from '../permissions/permission.js'
import type { TextOptions } from '../texts/texts.js'

/** Cooldown of a command: the time before it may be used again. */
export interface Cooldown {
  readonly seconds: number
  /** Users who share it: the same one (in the same group), all of the group, or all of the bot. Default `user`. */
  readonly of?: 'user' | 'group' | 'everybody'
}

/** Kind of chat that a command listens in: everywhere, groups, private. */
export type Chat = 'group' | 'private' | undefined

/** Options of a command, or of all commands of a group. */
export interface SharedOptions<C extends Chat = Chat> {
  /** Only in groups, or only in private; the command does not exist elsewhere. The event is typed accordingly. */
  readonly in?: C
  /** In groups: only where the bot is addressed, by an at, a reply or its nickname. Default false. */
  readonly onlyToMe?: boolean
  /** Permission to use it. Default everybody. */
  readonly permission?: PermissionLike
  /** Time before it may be used again. */
  readonly cooldown?: Cooldown
  /**
   * Behaviour while another handler of the same conversation is at work: `queue` waits for its turn, `reject` answers
   * that the bot is busy, `parallel` starts at once. Default `queue`.
   */
  readonly busy?: 'queue' | 'reject' | 'parallel'
  /**
   * Behaviour while a conversation waits for an answer: `answers`, the message is that answer, like any other;
   * `passes`, the command runs beside the conversation, which keeps waiting, and may not ask until that is over;
   * `interrupts`, it ends the conversation. Default `answers`.
   */
  readonly whileAsking?: 'answers' | 'passes' | 'interrupts'
  /** Runs at once, beside whatever runs or waits; it may not ask. */
  readonly privileged?: boolean
  /** Users whose answers its questions accept: the one who called it, or the whole group. Default `user`. */
  readonly answersFrom?: 'user' | 'group'
  /** Milliseconds that it may run; time spent waiting for an answer does not count. */
  readonly timeoutMs?: number
  /** Omits it from the list that help shows. */
  readonly hidden?: boolean
  /** Heading in help under which it is listed. */
  readonly section?: string
}

/** Options of one command. */
export interface PlainOptions<C extends Chat = Chat> extends SharedOptions<C> {
  /** Other names; one may contain a separator, and is compared as it is. */
  readonly aliases?: string | readonly string[]
  /** Patterns; a message that matches one anywhere after the prefix also calls the command. */
  readonly patterns?: RegExp | readonly RegExp[]
  /** `false`: names and patterns are looked for without a prefix as well. */
  readonly prefix?: false
  /** Usage shown in place of the declaration. */
  readonly usage?: string
  /** One-line description. */
  readonly description?: string
  /** Texts of this command, in place of the bot's. */
  readonly texts?: TextOptions
}

/** Options of a command with the arguments of `D`. */
export interface CommandOptions<D extends string, C extends Chat, S extends Schemas, Q>
  extends PlainOptions<C> {
  /** Schemas of your own (zod, valibot, arktype …) by argument; each receives the value read by the declaration. */
  readonly args?: S & { readonly [K in keyof S]: K extends keyof ArgsOf<D> ? StandardSchemaV1 : never }
  /** Questions for missing arguments; the handler always finds these present. */
  readonly ask?: Q & { readonly [K in keyof Q]: K extends keyof ArgsOf<D> ? Outgoing : never }
}

/** Options of any command, with its argument types erased. */
export interface AnyOptions extends PlainOptions {
  readonly args?: Schemas
  readonly ask?: Readonly<Record<string, Outgoing>>
}
