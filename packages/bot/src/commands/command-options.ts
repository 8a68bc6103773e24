import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { ArgsOf, Schemas } from '../arguments/declaration-types.js'
import type { Outgoing } from '../message/outgoing.js'
import type { PermissionLike } from '../permissions/permission.js'
import type { TextOptions } from '../texts/texts.js'

/** How soon a command may be used again. */
export interface Cooldown {
  readonly seconds: number
  /** By the same user (in the same group), by anybody in the group, or by anybody at all. Default `user`. */
  readonly of?: 'user' | 'group' | 'everybody'
}

/** Where a command listens: everywhere, in groups, in private. */
export type Chat = 'group' | 'private' | undefined

/** What can be said of a command, or of all commands of a group. */
export interface SharedOptions<C extends Chat = Chat> {
  /** Only in groups, or only in private; elsewhere the command is not there. The event is typed accordingly. */
  readonly in?: C
  /** In groups: only where the bot is addressed, by an at, a reply or its nickname. Default false. */
  readonly onlyToMe?: boolean
  /** Who may use it. Default everybody. */
  readonly permission?: PermissionLike
  /** How soon it may be used again. */
  readonly cooldown?: Cooldown
  /**
   * What happens while something of the same conversation is still being worked on: `queue` has it wait for its turn,
   * `reject` says that it is busy, `parallel` begins at once. Default `queue`.
   */
  readonly busy?: 'queue' | 'reject' | 'parallel'
  /**
   * What it is while a conversation waits for an answer: `answers` has it be that answer, like any other message;
   * `passes` runs beside the conversation, which goes on waiting, and may ask nothing in its place; `interrupts` ends it.
   * Default `answers`.
   */
  readonly whileAsking?: 'answers' | 'passes' | 'interrupts'
  /** Runs at once, beside whatever is running or waiting; it may not ask. */
  readonly privileged?: boolean
  /** Whose answers its questions take: the user's, or those of the whole group. Default `user`. */
  readonly answersFrom?: 'user' | 'group'
  /** Milliseconds that it may work; those in which it waits for an answer do not count. */
  readonly timeoutMs?: number
  /** Not in the list that help shows. */
  readonly hidden?: boolean
  /** The heading in help under which it stands. */
  readonly section?: string
}

/** What can be said of one command. */
export interface PlainOptions<C extends Chat = Chat> extends SharedOptions<C> {
  /** Other names; one may hold a separator, and is compared as it is. */
  readonly aliases?: string | readonly string[]
  /** Also taken are messages that match one of these anywhere behind the prefix. */
  readonly patterns?: RegExp | readonly RegExp[]
  /** `false`: names and patterns are looked for without a prefix as well. */
  readonly prefix?: false
  /** How it is used, in place of the declaration. */
  readonly usage?: string
  /** What it does, in one line. */
  readonly description?: string
  /** Texts of this command in the place of the bot's. */
  readonly texts?: TextOptions
}

/** What can be said of a command with the arguments of `D`. */
export interface CommandOptions<D extends string, C extends Chat, S extends Schemas, Q>
  extends PlainOptions<C> {
  /** Schemas of your own (zod, valibot, arktype …) by argument; each gets the value that the declaration makes. */
  readonly args?: S & { readonly [K in keyof S]: K extends keyof ArgsOf<D> ? StandardSchemaV1 : never }
  /** Questions for arguments that are missing; the handler finds those there in any case. */
  readonly ask?: Q & { readonly [K in keyof Q]: K extends keyof ArgsOf<D> ? Outgoing : never }
}

/** The options of any command, when nobody knows its arguments any more. */
export interface AnyOptions extends PlainOptions {
  readonly args?: Schemas
  readonly ask?: Readonly<Record<string, Outgoing>>
}
