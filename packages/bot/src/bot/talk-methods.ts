import type { Owner } from '../plugins/owner.js'
import type { Session } from '../session/session.js'
import type { TalkOptions } from '../talk/talk.js'
import type { BotMethods } from './bot.js'
import type { BotCore } from './core.js'

/** How a bot listens to talk; with `plugin` as that plugin. */
export function talkMethods({ talk, mailboxes }: BotCore, plugin?: Owner): Pick<BotMethods, 'onTalk'> {
  return {
    onTalk(...given: readonly unknown[]) {
      const [options, handler] = given.length > 1 ? given : [{}, given[0]]
      // Its own each time: to take back one must not silence another of the same function.
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
