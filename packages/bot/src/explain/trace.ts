import type { CommandKit } from '../commands/make-commands.js'
import type { ChatRouter, Engine } from '../engine.js'
import type { IncomingChat } from '../events/incoming.js'
import type { Intents } from '../intents/intents.js'
import type { BotLog } from '../log.js'
import { type ExplainView, explain } from './explain.js'

/** What an explanation looks at, in a bot. */
export const viewOf = (engine: Engine, commands: CommandKit, intents: Intents<Engine>): ExplainView => ({
  books: commands.books,
  gate: commands.gate,
  language: commands.texts.language,
  heardBy: (incoming) => incoming.names.filter((name) => engine.handlers.has(name, incoming.event)),
  isAwaited: (incoming) => engine.conversations.waitingFor(incoming) !== undefined,
  isBusy: (incoming) => engine.isBusy(incoming),
  intents: (incoming) => intents.explain(incoming),
})

/** The same router, which tells the log of every message what becomes of it and why. */
export function traced(router: ChatRouter, view: () => ExplainView, log: BotLog): ChatRouter {
  const trace = (incoming: IncomingChat): void => {
    const { message_id, user_id } = incoming.event
    // It is its turn now, whatever else waits behind it.
    const { text } = explain(incoming, { ...view(), isBusy: () => false })
    log.info(`message ${message_id} of ${user_id}: ${text.replaceAll('\n', '; ')}`)
  }
  return {
    ...router,
    route(incoming, engine, begins) {
      trace(incoming)
      return router.route(incoming, engine, begins)
    },
    whileAsking(incoming) {
      const means = router.whileAsking(incoming)
      // Every other one is routed next, and told of there.
      if (means === 'answers') trace(incoming)
      return means
    },
  }
}
