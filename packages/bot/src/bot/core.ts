import { AsyncLocalStorage } from 'node:async_hooks'
import type { Implementation } from '@rookery/protocol'
import { systemClock } from '@rookery/transport'
import { Accounts } from '../accounts/accounts.js'
import { Heartbeats } from '../accounts/heartbeats.js'
import { Readiness } from '../accounts/ready.js'
import { Caller } from '../calls/caller.js'
import { Waits } from '../calls/waits.js'
import { SwitchableClock } from '../clock.js'
import { type CommandKit, makeCommands } from '../commands/make-commands.js'
import { EXPLAIN_VARIABLE } from '../config/read-environment.js'
import { Connections } from '../connections/connections.js'
import { cancelsBy } from '../conversations/cancellation.js'
import type { ConversationHost } from '../conversations/conversation.js'
import { Mailboxes } from '../conversations/mailboxes.js'
import { Timeouts } from '../conversations/timeouts.js'
import { Engine } from '../engine/engine.js'
import { ErrorHandlers } from '../engine/error-handlers.js'
import { FailureReporter } from '../engine/failure-reporter.js'
import { watchRejections } from '../engine/stray-rejections.js'
import { Bus } from '../events/bus.js'
import type { Incoming } from '../events/incoming.js'
import { logTracer, pageTracer, type Tracer, traceBy, viewOf } from '../explain/trace.js'
import { Intents } from '../intents/intents.js'
import { consoleLog, type Log } from '../log.js'
import { Plugins } from '../plugins/plugins.js'
import { Schedules } from '../schedules/schedules.js'
import type { Session } from '../session/session.js'
import { jsonFiles } from '../storage/json-files.js'
import type { Storage } from '../storage/storage.js'
import { Talk } from '../talk/talk.js'
import type { Bot } from './bot.js'
import type { BotOptions } from './options.js'
import { stalledTeller } from './stalled.js'
import type { BotViews } from './views.js'

const SESSION_TIMEOUT_MS = 5 * 60_000
const CALL_TIMEOUT_MS = 60_000
const DATA_FOLDER = 'data'

/** Parts that wait for something, or that others report to. Each is built before its users. */
interface Base {
  readonly log: Log
  readonly clock: SwitchableClock
  /** The event that is being handled. */
  readonly handling: AsyncLocalStorage<Incoming>
  readonly errors: ErrorHandlers
  readonly storage: Storage
}

/** Accounts, and calls through them. */
interface Calling {
  readonly accounts: Accounts
  readonly readiness: Readiness
  readonly heartbeats: Heartbeats
  readonly waits: Waits
  readonly caller: Caller
}

/** Everything that takes messages, and the mailboxes where they queue. */
interface Takers {
  readonly handlers: Bus<Session>
  readonly commands: CommandKit
  readonly intents: Intents
  readonly talk: Talk
  readonly mailboxes: Mailboxes
  readonly failures: FailureReporter<Session>
}

/** Parts of a bot; only here are they all known. */
export interface BotCore extends Base, Calling, Takers {
  readonly views: BotViews
  readonly engine: Engine
  readonly connections: Connections
  readonly plugins: Plugins<Bot>
  readonly schedules: Schedules<Bot>
  readonly implementation: Implementation | undefined
  /** Registers a listener that runs when the bot closes, before any part of it does. */
  onClose(listener: () => void): void
  close(): Promise<void>
}

/** Puts the parts of a bot together. */
export function makeCore(options: BotOptions, views: BotViews): BotCore {
  const base = makeBase(options)
  const calling = makeCalling(options, base)
  const takers = makeTakers(options, base, calling)
  const engine = makeEngine(options, views, { ...base, ...calling, ...takers })
  const connections = makeConnections(options, engine, { ...base, ...calling })
  const plugins = new Plugins<Bot>({
    storage: base.storage,
    configs: options.plugins ?? {},
    botOf: (plugin) => views.of(undefined, plugin),
  })
  const schedules = new Schedules<Bot>()
  const closing: (() => void)[] = [watchAccounts(calling, takers)]
  const parts = { ...base, ...calling, ...takers, engine, connections, plugins, schedules }
  const closeParts = closerOf(parts, watchStrays(base))
  return {
    ...parts,
    views,
    implementation: options.implementation,
    onClose: (listener) => void closing.push(listener),
    close() {
      for (const listener of closing.splice(0)) listener()
      return closeParts()
    },
  }
}

const makeBase = ({ log = consoleLog, clock = systemClock, storage }: BotOptions): Base => ({
  log,
  clock: new SwitchableClock(clock),
  handling: new AsyncLocalStorage<Incoming>(),
  errors: new ErrorHandlers(log),
  storage: storage ?? jsonFiles(DATA_FOLDER),
})

function makeCalling({ callTimeoutMs = CALL_TIMEOUT_MS }: BotOptions, { clock, handling }: Base): Calling {
  const accounts = new Accounts()
  const waits = new Waits(clock)
  const caller = new Caller({
    accounts,
    timeoutMs: callTimeoutMs,
    handled: () => handling.getStore()?.account,
    wait: (delayMs, signal) => waits.wait(delayMs, signal),
  })
  return {
    accounts,
    readiness: new Readiness(accounts, clock),
    heartbeats: new Heartbeats(accounts, clock),
    waits,
    caller,
  }
}

function makeTakers(options: BotOptions, { clock, log, errors }: Base, { caller }: Calling): Takers {
  const commands = makeCommands(options, clock)
  const { texts } = commands
  return {
    handlers: new Bus<Session>(),
    commands,
    intents: makeIntents(commands),
    talk: new Talk(),
    mailboxes: new Mailboxes(clock, stalledTeller(log, caller, texts.language), (error, { event }) =>
      errors.tell(error, event),
    ),
    failures: new FailureReporter<Session>(texts, (error, event) => errors.tell(error, event)),
  }
}

const makeIntents = ({ router, gate }: CommandKit): Intents =>
  new Intents({
    has: (name) => router.has(name),
    begin: (incoming, engine, name, options) => router.begin(incoming, engine, name, options),
    subject: (incoming, session) => gate.subject(incoming, session),
  })

function makeEngine(options: BotOptions, views: BotViews, parts: Base & Calling & Takers): Engine {
  const { handling, handlers, mailboxes, failures, commands, intents, talk } = parts
  const { nickname = [], nicknameSeparator } = options
  return new Engine({
    naming: { nicknames: [nickname].flat(), nicknameSeparator },
    conversationHost: makeConversationHost(options, parts),
    handling,
    handlers,
    mailboxes,
    commands: commands.router,
    intents,
    talk,
    trace: traceBy(viewOf(parts), tracersOf(options, parts)),
    botOf: (account, plugin) => views.of(account, plugin),
    failed: (error, session, conversation) => failures.failed(error, session, conversation),
  })
}

function makeConversationHost(
  options: BotOptions,
  { clock, commands, mailboxes }: Base & Takers,
): ConversationHost {
  const { sessionTimeoutMs = SESSION_TIMEOUT_MS, cancelWords } = options
  return {
    sessionTimeoutMs,
    texts: commands.texts,
    cancels: cancelsBy(cancelWords),
    clock,
    timeouts: new Timeouts(clock),
    conversations: mailboxes.conversations,
    mailboxes,
  }
}

/** Tracers of every message: the log if `debug` is set, the page of `rookery dev`. */
const tracersOf = ({ debug }: BotOptions, { log, caller }: Base & Calling): readonly Tracer[] => [
  ...(debug ? [logTracer(log)] : []),
  ...(process.env[EXPLAIN_VARIABLE] === '1' ? [pageTracer(caller)] : []),
]

const makeConnections = (options: BotOptions, engine: Engine, parts: Base & Calling): Connections =>
  new Connections(options, {
    accounts: parts.accounts,
    heartbeats: parts.heartbeats,
    log: parts.log,
    clock: parts.clock,
    engine,
    errors: parts.errors,
  })

/**
 * Ends the conversations of an account that is logged off: it receives no answers. A lost connection ends none, since
 * it may be back before users notice.
 */
const watchAccounts = ({ accounts }: Calling, { mailboxes }: Takers): (() => void) =>
  accounts.onLogOff((account) => mailboxes.conversations.endOf(account, 'offline'))

/** Reports unhandled rejections with the event in whose handler they occurred. */
const watchStrays = ({ handling, errors }: Base): (() => void) =>
  watchRejections((error) => {
    const incoming = handling.getStore()
    if (incoming) errors.tell(error, incoming.event)
    return incoming !== undefined
  })

type Closable = Pick<
  BotCore,
  'schedules' | 'mailboxes' | 'plugins' | 'connections' | keyof Base | keyof Calling
>

const closerOf =
  (parts: Closable, stopWatching: () => void): (() => Promise<void>) =>
  async () => {
    const { schedules, mailboxes, plugins, connections, log, storage } = parts
    schedules.close()
    mailboxes.conversations.closeAll('closed')
    mailboxes.close()
    // While the bot can still send.
    for (const err of await plugins.close()) log.error({ err }, 'a plugin was not unloaded as a whole')
    parts.readiness.close()
    parts.waits.close()
    parts.heartbeats.close()
    await connections.close()
    stopWatching()
    await storage.close()
  }
