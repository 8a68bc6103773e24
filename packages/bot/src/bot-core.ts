import type { Implementation } from '@rookery/protocol'
import { type Clock, systemClock } from '@rookery/transport'
import type { Account } from './accounts/account.js'
import { Accounts } from './accounts/accounts.js'
import { Heartbeats } from './accounts/heartbeats.js'
import { Readiness } from './accounts/ready.js'
import type { Bot } from './bot.js'
import { Caller } from './calls/caller.js'
import { Connections } from './connections/connections.js'
import { type ChatRouter, Engine } from './engine.js'
import { ErrorHandlers } from './error-handlers.js'
import { consoleLog } from './log.js'
import type { BotOptions } from './options.js'
import { watchRejections } from './stray-rejections.js'
import { Waits } from './waits.js'

const SESSION_TIMEOUT_MS = 5 * 60_000
const CALL_TIMEOUT_MS = 60_000

/** The parts of a bot, which know one another only here. */
export interface BotCore {
  readonly accounts: Accounts
  readonly readiness: Readiness
  readonly caller: Caller
  readonly connections: Connections
  readonly engine: Engine
  readonly errors: ErrorHandlers
  readonly implementation: Implementation | undefined
  close(): Promise<void>
}

/** Puts the parts together; `botOf` is the bot that calls through an account. */
export function makeCore(options: BotOptions, botOf: (account: Account) => Bot): BotCore {
  const { log = consoleLog, callTimeoutMs = CALL_TIMEOUT_MS } = options
  const clock = (): Clock => engine.clock
  const accounts = new Accounts()
  const errors = new ErrorHandlers(log)
  const waits = new Waits(clock)
  const readiness = new Readiness(accounts, clock)
  const heartbeats = new Heartbeats(accounts, clock)
  const caller = new Caller({
    accounts,
    timeoutMs: callTimeoutMs,
    handled: () => engine.handling.getStore()?.account,
    wait: (delayMs, signal) => waits.wait(delayMs, signal),
  })
  const engine = makeEngine(options, botOf, errors)
  const connections = new Connections(options, {
    accounts,
    heartbeats,
    log,
    clock,
    event: (account, event, quick) => engine.receive(account, event, quick),
    failed: (error, event) => errors.tell(error, event),
  })
  const unwatch = watchRejections((error) => {
    const incoming = engine.handling.getStore()
    if (incoming) errors.tell(error, incoming.event)
    return incoming !== undefined
  })
  return {
    accounts,
    readiness,
    caller,
    connections,
    engine,
    errors,
    implementation: options.implementation,
    async close() {
      engine.conversations.endAll('closed')
      readiness.close()
      waits.close()
      heartbeats.close()
      await connections.close()
      unwatch()
    },
  }
}

const NO_COMMANDS: ChatRouter = {
  route: () => undefined,
  goesBeside: () => false,
  whileAsking: () => 'answers',
  call: async () => false,
}

function makeEngine(options: BotOptions, botOf: (account: Account) => Bot, errors: ErrorHandlers): Engine {
  const { nickname = [], sessionTimeoutMs = SESSION_TIMEOUT_MS, clock = systemClock } = options
  return new Engine(
    { nicknames: [nickname].flat(), sessionTimeoutMs },
    { botOf, failed: (error, event) => errors.tell(error, event), ended() {} },
    NO_COMMANDS,
    clock,
  )
}
