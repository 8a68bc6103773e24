import { checkHandler, checkOptions } from '../checks/check-options.js'
import { commandsOf } from '../commands/command-group.js'
import type { DeniedHook } from '../commands/command-router.js'
import { BotUsageError } from '../errors.js'
import { type Incoming, type IncomingChat, isChat } from '../events/incoming.js'
import { explain } from '../explain/explain.js'
import { viewOf } from '../explain/trace.js'
import type { ChatEvent } from '../message/hear.js'
import type { OwningPlugin } from '../plugins/owning-plugin.js'
import { callCommandOptions } from '../session/call-command.js'
import type { Session } from '../session/session.js'
import type { Bot, BotMethods } from './bot.js'
import type { BotCore } from './core.js'

type CommandMethods = Pick<BotMethods, 'command' | 'group' | 'onDenied' | 'callCommand' | 'kill' | 'explain'>

/** Command methods of a bot; with `plugin`, that plugin owns the commands. */
export function commandMethods(core: BotCore, plugin?: OwningPlugin): CommandMethods {
  const { book, router } = core.commands
  const { command, group } = commandsOf<Bot>((each) => {
    const added = plugin ? { ...each, plugin } : each
    const remove = book.add(added)
    return () => {
      remove()
      core.mailboxes.conversations.retire(added)
    }
  })
  return {
    command,
    group,
    onDenied(hook) {
      checkHandler('onDenied', hook)
      return router.onDenied(hook as DeniedHook)
    },
    async callCommand(event, name, options) {
      checkOptions('callCommand', options, callCommandOptions)
      const incoming = incomingOf(core, event)
      const outcome = { isDone: false }
      await core.engine.run(incoming, async (session) => {
        outcome.isDone = await router.call(session as unknown as Session<ChatEvent>, incoming, name, options)
      })
      return outcome.isDone
    },
    kill: (event) => core.mailboxes.conversations.kill(incomingOf(core, event)),
    explain(event) {
      const incoming = core.engine.incoming(core.accounts.getOrCreate(event.self_id), event)
      return explain(incoming, viewOf(core))
    },
  }
}

/** Builds the incoming of a message that was received earlier. */
function incomingOf({ accounts, engine }: BotCore, event: ChatEvent): IncomingChat {
  const incoming: Incoming = engine.incoming(accounts.getOrCreate(event.self_id), event)
  if (isChat(incoming)) return incoming
  throw new BotUsageError('no_message', `expected a message, found ${incoming.names[0]}`)
}
