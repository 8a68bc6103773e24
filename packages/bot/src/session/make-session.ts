import {
  type FriendRequestEvent,
  type GroupRequestEvent,
  type IdInput,
  type Message,
  type OneBotEvent,
  plainText,
  type Result,
} from '@rookery/protocol'
import type { Calls } from '../calls/calls.js'
import type { Conversation } from '../conversations/conversation.js'
import { type IncomingChat, isChat } from '../events/incoming.js'
import type { ChatEvent } from '../message/hear.js'
import { imageUrls } from '../message/images.js'
import { type Outgoing, segmentsOf } from '../message/outgoing.js'
import type { ChatAbilities, RequestAbilities, UserAbilities } from './abilities.js'
import type { CommandMembers } from './command-session.js'
import { Session, type SessionHost } from './session.js'

/** Creates a session with the abilities that its event allows. */
export function sessionOf<B extends Calls>(
  conversation: Conversation,
  host: SessionHost<B>,
): Session<OneBotEvent, B> {
  const { incoming } = conversation
  if (isChat(incoming)) return new ChatSession<B>(conversation, incoming, host)
  if (incoming.event.post_type === 'request') return new RequestSession<B>(conversation, host)
  const { user_id } = incoming.event as { readonly user_id?: unknown }
  return user_id === undefined ? new Session(conversation, host) : new UserSession(conversation, host)
}

class UserSession<E extends OneBotEvent, B extends Calls> extends Session<E, B> implements UserAbilities {
  get poke(): () => Promise<void> {
    return async () => {
      const { group_id, user_id } = this.event as { readonly group_id?: IdInput; readonly user_id?: IdInput }
      const isPrivate = (this.event as { readonly message_type?: unknown }).message_type === 'private'
      const params = { user_id, ...(isPrivate || group_id === undefined ? {} : { group_id }) }
      await this.bot.call_action(
        params.group_id === undefined ? 'friend_poke' : 'group_poke',
        params as never,
      )
    }
  }
}

/** The command of a session, and what was read from its message. */
export interface SessionCommand {
  readonly name: string
  /** The message after the name, as it was written. */
  readonly argument: Message
  /** The match of the pattern that found the command. */
  readonly match: RegExpExecArray | undefined
  readonly args: CommandArgs
}

/** Turns the session of a message into that of a command. */
export function asCommand(session: Session<ChatEvent>, command: SessionCommand): Session<ChatEvent> {
  if (session instanceof ChatSession) session.setCommand(command)
  return session
}

type CommandArgs = Readonly<Record<string, unknown>>
type MaybeCommand = {
  readonly [K in keyof CommandMembers<CommandArgs>]: CommandMembers<CommandArgs>[K] | undefined
}

class ChatSession<B extends Calls> extends UserSession<ChatEvent, B> implements ChatAbilities, MaybeCommand {
  readonly #incoming: IncomingChat
  #quoted: Promise<Result<'get_msg'>> | undefined
  #command: string | undefined
  #argument: Message | undefined
  #match: RegExpExecArray | undefined
  #args: CommandArgs | undefined

  constructor(conversation: Conversation, incoming: IncomingChat, host: SessionHost<B>) {
    super(conversation, host)
    this.#incoming = incoming
  }

  /** Makes it the session of a command. */
  setCommand({ name, argument, match, args }: SessionCommand): void {
    this.#command = name
    this.#argument = argument
    this.#match = match
    this.#args = args
  }

  // Without a command these members are not typed, and undefined.
  get args() {
    return this.#args
  }

  get command() {
    return this.#command
  }

  get argument() {
    return this.#argument
  }

  get argumentText() {
    return plainText(this.argument ?? [])
  }

  get argumentImages() {
    return imageUrls(this.argument ?? [])
  }

  get match() {
    return this.#match
  }

  get rewrite(): (message: Outgoing) => void {
    return (said) => {
      const message = segmentsOf(said) as Message
      this.#incoming.heard = { ...this.heard, message, text: plainText(message) }
    }
  }

  get recall(): () => Promise<void> {
    return async () => {
      await this.bot.delete_msg({ message_id: this.event.message_id })
    }
  }

  get quoted(): () => Promise<Result<'get_msg'> | undefined> {
    return async () => {
      const { reply_id } = this.heard
      if (reply_id === undefined) return undefined
      this.#quoted ??= this.bot.get_msg({ message_id: reply_id })
      // A failed request may succeed later.
      this.#quoted.catch(() => {
        this.#quoted = undefined
      })
      return this.#quoted
    }
  }

  get images(): readonly string[] {
    return imageUrls(this.heard.message)
  }
}

type RequestEvent = FriendRequestEvent | GroupRequestEvent

class RequestSession<B extends Calls> extends UserSession<RequestEvent, B> implements RequestAbilities {
  get approve(): (remark?: string) => Promise<void> {
    return (remark) => this.#decide(true, remark)
  }

  get reject(): (reason?: string) => Promise<void> {
    return (reason) => this.#decide(false, reason)
  }

  async #decide(approve: boolean, words = ''): Promise<void> {
    const { event, bot } = this
    const { flag } = event
    if (event.request_type === 'friend') {
      await bot.set_friend_add_request({ flag, approve, ...(approve && words ? { remark: words } : {}) })
    } else {
      const reason = !approve && words ? { reason: words } : {}
      await bot.set_group_add_request({ flag, sub_type: event.sub_type, approve, ...reason })
    }
  }
}
