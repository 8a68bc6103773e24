import type { GroupMessageEvent, PrivateMessageEvent } from '@rookery/protocol'
import { checkHandler, checkOptions } from '../checks/check-options.js'
import { flag, oneOf, options } from '../checks/option-kind.js'
import type { Chat } from '../commands/command-options.js'
import { ofPlugin } from '../conversations/run-settings.js'
import type { IncomingChat } from '../events/incoming.js'
import type { ChatEvent } from '../message/hear.js'
import type { OwningPlugin } from '../plugins/owning-plugin.js'
import type { HandlerRunner, Session } from '../session/session.js'

/** Filter for the messages that a talk handler gets. */
export interface TalkOptions<C extends Chat = Chat> {
  /** Only in groups, or only in private. The event is typed accordingly. */
  readonly in?: C
  /** In groups: only where the bot is addressed. Default false. */
  readonly onlyToMe?: boolean
}

/** Event of talk, by the kind of chat. */
export type TalkEvent<C extends Chat> = [C] extends ['group']
  ? GroupMessageEvent
  : [C] extends ['private']
    ? PrivateMessageEvent
    : ChatEvent

interface TalkListener {
  readonly options: TalkOptions
  readonly handler: (session: Session) => unknown
  readonly plugin: OwningPlugin | undefined
}

const talkOptions = options<TalkOptions>({ in: oneOf('group', 'private'), onlyToMe: flag })

/** Handlers of messages that nothing took: no question, no command, no intent, and no hint at a command. */
export class Talk {
  #listeners: readonly TalkListener[] = []

  /** Adds a handler. Returns a function that removes it. */
  add(given: TalkOptions, handler: TalkListener['handler'], plugin?: OwningPlugin): () => void {
    checkOptions('onTalk', given, talkOptions)
    checkHandler('onTalk', handler)
    const listener = { options: given, handler, plugin }
    this.#listeners = [...this.#listeners, listener]
    return () => {
      this.#listeners = this.#listeners.filter((each) => each !== listener)
    }
  }

  /** Whether any handler gets a message if it is talk. */
  isHeard(incoming: IncomingChat): boolean {
    return this.#listeners.some((each) => hears(each, incoming))
  }

  /** Runs every handler that gets a message; undefined if there is none. */
  route(incoming: IncomingChat, runner: HandlerRunner): Promise<void> | undefined {
    const listeners = this.#listeners.filter((each) => hears(each, incoming))
    if (listeners.length === 0) return undefined
    const running = listeners.map(({ handler, plugin }) => runner.run(incoming, handler, ofPlugin(plugin)))
    return Promise.all(running).then(() => undefined)
  }
}

const hears = (
  { options: { in: place, onlyToMe }, plugin }: TalkListener,
  { event, heard }: IncomingChat,
): boolean =>
  (place === undefined || place === event.message_type) &&
  (!onlyToMe || heard.toMe) &&
  (plugin?.isOn(event) ?? true)
