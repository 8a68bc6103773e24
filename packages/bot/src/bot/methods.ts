import type { IdInput, Implementation } from '@rookery/protocol'
import type { Account } from '../accounts/account.js'
import type { AccountWatcher } from '../accounts/accounts.js'
import { withActions } from '../calls/action-methods.js'
import { deliver } from '../calls/deliver.js'
import { checkHandler, checkOptions } from '../checks/check-options.js'
import { attachOptions } from '../connections/connect-kinds.js'
import type { EndHook } from '../engine/failure-reporter.js'
import type { Middleware } from '../engine/pipeline.js'
import type { Listener } from '../events/bus.js'
import { checkEventNames } from '../events/check-event-names.js'
import type { Log } from '../log.js'
import { type Sent, sentOf } from '../message/answer.js'
import { sendOptions } from '../message/message-kinds.js'
import { type Destination, type Outgoing, type SendOptions, sendParams } from '../message/outgoing.js'
import { collectUndos } from '../plugins/collect-undos.js'
import type { OwningPlugin } from '../plugins/owning-plugin.js'
import type { Session } from '../session/session.js'
import type { Bot, BotMethods } from './bot.js'
import { commandMethods } from './command-methods.js'
import type { BotCore } from './core.js'
import { intentMethods } from './intent-methods.js'
import { pluginMethods } from './plugin-methods.js'
import { scheduleMethods } from './schedule-methods.js'
import { talkMethods } from './talk-methods.js'

/** Kind of a bot's view: of an account, of a plugin, or of neither. */
interface BotKind {
  /** Account that it calls through, if any. */
  readonly account: Account | undefined
  /** Plugin that owns what is added through this view. */
  readonly plugin: OwningPlugin | undefined
}

/** Builds a bot from its parts. */
export function botOf(core: BotCore, { account, plugin }: BotKind): Bot {
  const close = (): Promise<void> => core.close()
  const call = (action: string, args: readonly unknown[]): Promise<unknown> =>
    core.caller.call(action, args, account)
  const methods: BotMethods = {
    ...eventMethods(core, plugin),
    ...sendMethods(core, account),
    ...connectMethods(core),
    ...commandMethods(core, plugin),
    ...intentMethods(core, plugin),
    ...talkMethods(core, plugin),
    ...pluginMethods(core, plugin),
    ...scheduleMethods(core, account, plugin),
    onCall(layer) {
      checkHandler('onCall', layer)
      return core.caller.layers.add(layer)
    },
    call_action: ((action: string, ...args: unknown[]) => call(action, args)) as Bot['call_action'],
    account: ((self_id: IdInput) =>
      core.views.of(core.accounts.getOrCreate(self_id), plugin)) as BotMethods['account'],
    get schedules() {
      return core.schedules.all
    },
    get accounts() {
      return core.accounts.present()
    },
    onAccount(watcher) {
      checkHandler('onAccount', watcher)
      return core.accounts.watch(guarded(watcher, core.log))
    },
    ready: (self_id, options) => core.readiness.wait(self_id ?? account?.self_id, options),
    is: ((implementation: Implementation) =>
      implementationOf(core, account) === implementation) as BotMethods['is'],
    close,
    [Symbol.asyncDispose]: close,
  }
  // What `account` returns is the bot itself.
  const own = plugin ? collectUndos(methods, plugin.scope, ['account']) : methods
  return withActions(own, call) as Bot
}

type EventMethod = 'on' | 'before' | 'use' | 'onError' | 'onConversationEnd'

const eventMethods = (
  { engine, handlers, mailboxes, errors, failures }: BotCore,
  plugin?: OwningPlugin,
): Pick<BotMethods, EventMethod> => ({
  on(names, handler) {
    checkEventNames('on', names)
    checkHandler(`on ${names}`, handler)
    // A new function each time: removing one must not remove another registration of the same handler.
    const listener: Listener<Session> = (session) => handler(session as never)
    const remove = handlers.on(names, listener, plugin)
    return () => {
      remove()
      mailboxes.conversations.retire(listener)
    }
  },
  onConversationEnd(hook) {
    checkHandler('onConversationEnd', hook)
    return failures.onEnd(hook as unknown as EndHook<Session>)
  },
  before(names, hook) {
    checkEventNames('before', names)
    checkHandler(`before ${names}`, hook)
    return engine.hooks.on(names, hook as unknown as Listener<Session>, plugin)
  },
  use(middleware) {
    checkHandler('use', middleware)
    const own: Middleware = (session, next) => middleware(session as never, next)
    const remove = engine.use(own, plugin)
    return () => {
      remove()
      mailboxes.conversations.retire(own)
    }
  },
  onError(handler) {
    checkHandler('onError', handler)
    return errors.add(handler)
  },
})

type SendMethod = 'send' | 'deliver' | 'sendToSuperusers'

function sendMethods(core: BotCore, account: Account | undefined): Pick<BotMethods, SendMethod> {
  const send = async (to: Destination, message: Outgoing, options?: SendOptions): Promise<Sent> => {
    checkOptions('send', options, sendOptions)
    const params = sendParams(to, message, options)
    return sentOf(await core.caller.call('send_msg', [params], account))
  }
  const sendToSuperusers: BotMethods['sendToSuperusers'] = (message) =>
    Promise.all(
      [...core.commands.gate.superusers].map((user_id) => deliver(() => send({ user_id }, message))),
    )
  return {
    send,
    deliver: (to, message, options) => deliver(() => send(to, message, options)),
    sendToSuperusers,
  }
}

type ConnectMethod = 'connect' | 'listen' | 'handle' | 'upgrade' | 'attach'

const connectMethods = ({ connections, clock, schedules }: BotCore): Pick<BotMethods, ConnectMethod> => ({
  connect: (...args: Parameters<typeof connections.connect>) => connections.connect(...args),
  listen: (options = {}) => connections.listen(options),
  handle: (request, response) => connections.handle(request, response),
  upgrade: (request, socket, head) => connections.upgrade(request, socket, head),
  attach(link, options = {}) {
    checkOptions('attach', options, attachOptions)
    if (options.clock) {
      clock.use(options.clock)
      schedules.restart()
    }
    return connections.attach(link, options.self_id)
  },
})

/**
 * Implementation that a call would go to: of this view's account, of the event being handled, or of the only account.
 */
function implementationOf({ accounts, handling, implementation }: BotCore, account: Account | undefined) {
  const present = accounts.present()
  const only = present.length === 1 ? present[0] : undefined
  const chosen = account ?? handling.getStore()?.account ?? only
  return chosen?.implementation ?? implementation
}

/** Guards an author's watcher: its failure must not break the connection that it is called about. */
const guarded =
  (watcher: AccountWatcher, log: Log): AccountWatcher =>
  (...told) =>
    void Promise.resolve()
      .then(() => watcher(...told))
      .catch((error: unknown) => log.error({ err: error }, 'onAccount failed'))
