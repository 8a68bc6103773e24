import type { Implementation } from '@rookery/protocol'
import { type Clock, systemClock } from '@rookery/transport'
import { Accounts } from '../accounts/accounts.js'
import { Heartbeats } from '../accounts/heartbeats.js'
import { Readiness } from '../accounts/ready.js'
import { Caller } from '../calls/caller.js'
import { Waits } from '../calls/waits.js'
import type { CommandRouter } from '../commands/command-router.js'
import { type CommandKit, makeCommands } from '../commands/make-commands.js'
import { EXPLAIN_VARIABLE } from '../config/read-environment.js'
import { Connections } from '../connections/connections.js'
import { cancelsBy } from '../conversations/cancellation.js'
import { type ChatRouter, Engine, type EngineHost } from '../engine/engine.js'
import { ErrorHandlers } from '../engine/error-handlers.js'
import { Farewell } from '../engine/farewell.js'
import { watchRejections } from '../engine/stray-rejections.js'
import { logTracer, pageTracer, type Tracer, traced, viewOf } from '../explain/trace.js'
import { Intents } from '../intents/intents.js'
import { consoleLog, type Log } from '../log.js'
import type { ChatEvent } from '../message/chat-event.js'
import { Plugins } from '../plugins/plugins.js'
import { Schedules } from '../schedules/schedules.js'
import type { Session } from '../session/session.js'
import { jsonFiles } from '../storage/json-files.js'
import type { Storage } from '../storage/storage.js'
import { Talk } from '../talk/talk.js'
import type { Bot } from './bot.js'
import type { BotOptions } from './options.js'
import { stalledTeller } from './stalled.js'
import type { BotView } from './views.js'

const SESSION_TIMEOUT_MS = 5 * 60_000
const CALL_TIMEOUT_MS = 60_000
const DATA_FOLDER = 'data'

/** The parts of a bot, which know one another only here. */
export interface BotCore {
  readonly accounts: Accounts
  readonly readiness: Readiness
  readonly caller: Caller
  readonly connections: Connections
  readonly engine: Engine
  readonly commands: CommandKit
  readonly errors: ErrorHandlers
  readonly log: Log
  readonly farewell: Farewell<Session>
  readonly intents: Intents<Engine>
  readonly talk: Talk
  readonly plugins: Plugins<Bot>
  readonly schedules: Schedules<Bot>
  /** The bot that calls through an account, or adds for a plugin. */
  readonly botOf: BotView
  readonly storage: Storage
  readonly implementation: Implementation | undefined
  close(): Promise<void>
}

/** Puts the parts together; `botOf` is the bot that calls through an account, or adds for a plugin. */
export function makeCore(options: BotOptions, botOf: BotView): BotCore {
  const { log = consoleLog, callTimeoutMs = CALL_TIMEOUT_MS, storage = jsonFiles(DATA_FOLDER) } = options
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
  const commands = makeCommands(options, clock)
  const intents = makeIntents(commands)
  const talk = new Talk()
  const schedules = new Schedules<Bot>()
  const farewell = new Farewell<Session>(commands.texts, (error, event) => errors.tell(error, event))
  const plain = routerOf(commands.router, intents, talk)
  const router = traced(
    plain,
    () => viewOf(engine, { commands, intents, talk }),
    tracersOf(options, log, caller),
  )
  const { texts } = commands
  const engine = makeEngine(options, router, {
    texts,
    botOf,
    failed: (error, session, run) => farewell.failed(error, session, run),
    stalled: stalledTeller(log, caller, texts.language),
  })
  const stopWatching = accounts.watch((account) => {
    // One without a connection may be back before its users notice; one that is logged off hears no answer.
    if (account.health === 'logged off') engine.conversations.endOf(account, 'offline')
  })
  const connections = new Connections(options, {
    accounts,
    heartbeats,
    log,
    clock,
    event: (account, event, quick) => engine.receive(account, event, quick),
    failed: (error, event) => errors.tell(error, event),
  })
  const plugins = new Plugins<Bot>({
    storage,
    configs: options.plugins ?? {},
    botOf: (plugin) => botOf(undefined, plugin),
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
    commands,
    errors,
    log,
    farewell,
    intents,
    talk,
    schedules,
    botOf,
    plugins,
    storage,
    implementation: options.implementation,
    async close() {
      stopWatching()
      schedules.close()
      engine.conversations.closeAll('closed')
      engine.close()
      // While it can still say something.
      for (const err of await plugins.close()) log.error({ err }, 'a plugin was not unloaded as a whole')
      readiness.close()
      waits.close()
      heartbeats.close()
      await connections.close()
      unwatch()
      await storage.close()
    },
  }
}

/** Who is told what becomes of each message: the log where it is asked for, the page of `rookery dev`. */
const tracersOf = ({ debug }: BotOptions, log: Log, caller: Caller): readonly Tracer[] => [
  ...(debug ? [logTracer(log)] : []),
  ...(process.env[EXPLAIN_VARIABLE] === '1' ? [pageTracer(caller)] : []),
]

/** Offers a message in turn to commands, intents, what was probably meant by an unknown command, and talk. */
const routerOf = (commands: CommandRouter, intents: Intents<Engine>, talk: Talk): ChatRouter => ({
  route: (incoming, engine, begins) =>
    commands.route(incoming, engine, begins) ??
    intents.route(incoming, engine, () => commands.suggest(incoming, engine) ?? talk.route(incoming, engine)),
  goesBeside: (incoming, engine) => commands.goesBeside(incoming, engine),
  whileAsking: (incoming) => commands.whileAsking(incoming),
  call: (session, incoming, name, callOptions) =>
    commands.call(session as Session<ChatEvent>, incoming, name, callOptions),
})

const makeIntents = ({ router, gate }: CommandKit): Intents<Engine> =>
  new Intents({
    has: (name) => router.has(name),
    begin: (incoming, engine, name, options) => router.begin(incoming, engine, name, options),
    subject: (incoming, session) => gate.subject(incoming, session.bot, session),
  })

function makeEngine(options: BotOptions, router: ChatRouter, host: EngineHost): Engine {
  const { nickname = [], nicknameSeparator, clock = systemClock } = options
  const { sessionTimeoutMs = SESSION_TIMEOUT_MS, cancelWords } = options
  return new Engine(
    { nicknames: [nickname].flat(), nicknameSeparator, sessionTimeoutMs, cancels: cancelsBy(cancelWords) },
    host,
    router,
    clock,
  )
}
