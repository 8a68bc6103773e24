import type { OwningPlugin } from '../plugins/owning-plugin.js'
import type { Session } from '../session/session.js'
import type { TalkOptions } from '../talk/talk.js'
import type { BotMethods } from './bot.js'
import type { BotCore } from './core.js'

/** Talk methods of a bot; with `plugin`, that plugin owns the handlers. */
export function talkMethods({ talk, mailboxes }: BotCore, plugin?: OwningPlugin): Pick<BotMethods, 'onTalk'> {
  return {
    onTalk(...given: readonly unknown[]) {
      const [options, handler] = given.length > 1 ? given : [{}, given[0]]
      // A new function each time: removing one must not remove another registration of the same handler.
      const listener =
        typeof handler === 'function' ? (session: Session): unknown => handler(session) : handler
      const remove = talk.add(options as TalkOptions, listener as (session: Session) => unknown, plugin)
      return () => {
        remove()
        mailboxes.conversations.retire(listener as object)
      }
    },
  }
}
