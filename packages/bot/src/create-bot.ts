import type { IdInput, Implementation, OneBotEvent } from '@rookery/protocol'
import { type Link, systemClock, Upstream } from '@rookery/transport'
import type { Account } from './accounts/account.js'
import { Accounts } from './accounts/accounts.js'
import { JoinedLink } from './accounts/join-link.js'
import type { Bot, BotMethods, Session } from './bot.js'
import { withActions } from './calls/action-methods.js'
import { Caller } from './calls/caller.js'
import { Engine } from './engine.js'
import type { Listener } from './events/bus.js'
import type { BotOptions } from './options.js'

const SESSION_TIMEOUT_MS = 5 * 60_000
const CALL_TIMEOUT_MS = 60_000

/**
 * A bot without any connection yet.
 *
 * ```ts
 * const bot = createBot({ nickname: ['小企'], superusers: [10001] })
 * ```
 */
export function createBot<const I extends Implementation = Implementation>(
  options: BotOptions<I> = {},
): Bot<I> {
  const accounts = new Accounts()
  const errorHandlers = new Set<(error: unknown, event: OneBotEvent) => void>()
  const links = new Set<Upstream>()
  const bots = new Map<string, Bot>()
  const caller = new Caller(accounts, options.callTimeoutMs ?? CALL_TIMEOUT_MS, () =>
    engine.handling.getStore(),
  )
  const engine = new Engine(
    {
      nicknames: [options.nickname ?? []].flat(),
      sessionTimeoutMs: options.sessionTimeoutMs ?? SESSION_TIMEOUT_MS,
    },
    {
      botOf: (account) => botFor(account),
      failed(error, event) {
        for (const handler of errorHandlers) handler(error, event)
        if (errorHandlers.size === 0) console.error(error)
      },
      ended() {},
    },
    { route: () => undefined },
    options.clock ?? systemClock,
  )

  const botFor = (account: Account): Bot => {
    const known = bots.get(account.self_id)
    if (known) return known
    const bot = makeBot(account)
    bots.set(account.self_id, bot)
    return bot
  }

  const makeBot = (account?: Account): Bot => {
    const call = (action: string, args: readonly unknown[]): Promise<unknown> =>
      caller.call(action, args, account)
    const methods: BotMethods = {
      on: (names, handler) => engine.handlers.on(names, handler as unknown as Listener<Session>),
      before: (names, hook) => engine.hooks.on(names, hook as unknown as Listener<Session>),
      use: (middleware) => engine.use(middleware),
      onCall: (layer) => caller.layers.add(layer),
      onError(handler) {
        errorHandlers.add(handler)
        return () => void errorHandlers.delete(handler)
      },
      call_action: ((action: string, ...args: unknown[]) => call(action, args)) as Bot['call_action'],
      account: ((self_id: IdInput) => botFor(accounts.of(self_id))) as BotMethods['account'],
      get accounts() {
        return accounts.present()
      },
      async attach(link: Link, { clock, self_id } = {}) {
        if (clock) engine.clock = clock
        const face: Upstream = new Upstream(link, { event: (frame) => joined.event(frame) })
        links.add(face)
        face.closed.then(() => links.delete(face))
        const joined = new JoinedLink({ face, by: 'ws' }, self_id, {
          accounts,
          event: (account, event) => engine.receive(account, event),
        })
        void joined.ask()
        await joined.known
      },
      async close() {
        engine.conversations.endAll('closed')
        await Promise.all([...links].map((face) => face.close(1000, 'the bot stops')))
      },
      [Symbol.asyncDispose]: () => methods.close(),
    }
    return withActions(methods, call) as Bot
  }

  return makeBot() as Bot<I>
}
