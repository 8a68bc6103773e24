import { AsyncLocalStorage } from 'node:async_hooks'
import type { OneBotEvent } from '@rookery/protocol'
import type { Clock } from '@rookery/transport'
import type { Account } from './accounts/account.js'
import type { Bot, Middleware, Session } from './bot.js'
import type { CallCommandOptions } from './commands/call-command.js'
import { ConversationEnded } from './conversations/conversation.js'
import { Conversations } from './conversations/conversations.js'
import { Bus, type Listener } from './events/bus.js'
import { isChatEvent } from './events/chat-event.js'
import { namesOf } from './events/event-names.js'
import { type Incoming, type IncomingChat, isChat } from './events/incoming.js'
import type { QuickSlot } from './events/quick-slot.js'
import { Mailboxes } from './mailboxes.js'
import { type HearingSettings, hear } from './message/hear.js'
import { Finished, Run, type RunSettings } from './session/run.js'
import { Session as LiveSession, type SessionHost } from './session/session.js'

export interface EngineSettings extends HearingSettings {
  readonly sessionTimeoutMs: number
}

/** What takes messages that no conversation waits for: commands, then intents. */
export interface ChatRouter {
  /** Handles a message, or undefined when it is nobody's. */
  route(incoming: IncomingChat, engine: Engine): Promise<void> | undefined
  /** Whether a message goes beside what its conversation is busy with, instead of behind it. */
  goesBeside(incoming: IncomingChat, engine: Engine): boolean
  /** What a message is to a conversation that waits for an answer. */
  whileAsking(incoming: IncomingChat): 'answers' | 'passes' | 'interrupts'
  /** Runs a command for another handler. */
  call(session: Session, incoming: IncomingChat, name: string, options?: CallCommandOptions): Promise<boolean>
}

/** What the engine tells the bot. */
export interface EngineHost {
  botOf(account: Account): Bot
  failed(error: unknown, event: OneBotEvent): void
  ended(error: ConversationEnded, session: Session): void
}

/** The way of an event through the bot: mailbox, hooks, conversation, middleware, handlers, commands. */
export class Engine implements SessionHost<Bot> {
  readonly handlers = new Bus<Session>()
  readonly hooks = new Bus<Session>()
  readonly conversations = new Conversations()
  /** What is being handled: calls go through its account, and what fails by the way is told with its event. */
  readonly handling = new AsyncLocalStorage<Incoming>()
  clock: Clock
  readonly #settings: EngineSettings
  readonly #host: EngineHost
  readonly #router: ChatRouter
  readonly #mailboxes = new Mailboxes()
  #middlewares: readonly Middleware[] = []

  constructor(settings: EngineSettings, host: EngineHost, router: ChatRouter, clock: Clock) {
    this.#settings = settings
    this.#host = host
    this.#router = router
    this.clock = clock
  }

  get sessionTimeoutMs(): number {
    return this.#settings.sessionTimeoutMs
  }

  botOf(account: Account): Bot {
    return this.#host.botOf(account)
  }

  async next(run: Run, timeoutMs: number): Promise<IncomingChat> {
    const answer = run.conversation().next(this.clock, timeoutMs)
    run.waiting(true)
    try {
      return await answer
    } finally {
      run.waiting(false)
    }
  }

  async callCommand(
    session: Session,
    incoming: Incoming,
    name: string,
    options?: CallCommandOptions,
  ): Promise<boolean> {
    return isChat(incoming) ? this.#router.call(session, incoming, name, options) : false
  }

  use(middleware: Middleware): () => void {
    this.#middlewares = [...this.#middlewares, middleware]
    return () => {
      this.#middlewares = this.#middlewares.filter((each) => each !== middleware)
    }
  }

  /** Takes an event of an account; `quick` is where a quick operation may go. */
  receive(account: Account, event: OneBotEvent, quick?: QuickSlot): void {
    const incoming = this.incoming(account, event, quick)
    const key = this.conversations.keyOf(incoming)
    const handle = quick ? () => this.#handleInTime(incoming, quick) : () => this.#handle(incoming)
    const isBeside =
      this.#mailboxes.isBusy(key) && isChat(incoming) && this.#router.goesBeside(incoming, this)
    if (isBeside) void handle()
    else this.#mailboxes.post(key, handle)
  }

  /** An event as it goes through the bot. */
  incoming(account: Account, event: OneBotEvent, quick?: QuickSlot): Incoming {
    const heard = isChatEvent(event) ? hear(event, this.#settings) : undefined
    return { account, event, names: namesOf(event), heard, quick }
  }

  /** Whether something of the same conversation is being worked on. */
  isBusy(incoming: Incoming): boolean {
    return this.#mailboxes.isBusy(this.conversations.keyOf(incoming))
  }

  /** Runs a handler for an event; settles when it is done or asks. It never rejects. */
  run(incoming: Incoming, handler: Listener<Session>, settings?: RunSettings): Promise<void> {
    const run = new Run(incoming, this.conversations, settings)
    const session: Session = new LiveSession(run, this)
    return run.start(() =>
      this.handling.run(incoming, async () => {
        try {
          await session.answer(await handler(session))
        } catch (error) {
          this.#ended(error, session, incoming)
        }
      }),
    )
  }

  /** Handles an event that somebody waits for. */
  #handleInTime(incoming: Incoming, quick: QuickSlot): Promise<void> | undefined {
    const handling = this.#handle(incoming)
    if (handling) return handling.then(() => quick.done())
    quick.done()
    return undefined
  }

  #handle(incoming: Incoming): Promise<void> | undefined {
    const hooks = this.hooks.listenersOf(incoming)
    if (hooks.length === 0) return this.#pass(incoming)
    return this.#ask(hooks, incoming).then((goesOn) => (goesOn ? this.#pass(incoming) : undefined))
  }

  /** Asks each hook in turn; the first that says no ends it. */
  async #ask(hooks: readonly Listener<Session>[], incoming: Incoming): Promise<boolean> {
    for (const hook of hooks) {
      // One that fails has not let it pass: a guard that is broken must not be an open door.
      let goesOn = false
      await this.run(
        incoming,
        async (session) => {
          goesOn = (await hook(session)) !== false
        },
        NEVER_ASKS,
      )
      if (!goesOn) return false
    }
    return true
  }

  #pass(incoming: Incoming): Promise<void> | undefined {
    const middlewares = this.#middlewares
    if (middlewares.length === 0) return this.#deliver(incoming)
    const from = (index: number): Promise<void> => {
      const middleware = middlewares[index]
      if (!middleware) return this.#deliver(incoming) ?? DONE
      return this.run(incoming, async (session) => {
        await middleware(session, () => from(index + 1))
      })
    }
    return from(0)
  }

  #deliver(incoming: Incoming): Promise<void> | undefined {
    const running = this.handlers.listenersOf(incoming).map((handler) => this.run(incoming, handler))
    const chat = isChat(incoming) ? this.#chat(incoming) : undefined
    if (chat) running.push(chat)
    if (running.length < 2) return running[0]
    return Promise.all(running).then(() => undefined)
  }

  #chat(incoming: IncomingChat): Promise<void> | undefined {
    const waiting = this.conversations.waitingFor(incoming)
    if (!waiting) return this.#router.route(incoming, this)
    const means = this.#router.whileAsking(incoming)
    if (means === 'answers') return waiting.answer(incoming)
    if (means === 'interrupts') waiting.end('killed')
    return this.#router.route(incoming, this)
  }

  #ended(error: unknown, session: Session, incoming: Incoming): void {
    if (error instanceof Finished) return this.#switch(error, incoming)
    if (error instanceof ConversationEnded) return this.#host.ended(error, session)
    this.#host.failed(error, incoming.event)
  }

  /** Begins again with another text, behind what waits already. */
  #switch({ switchTo }: Finished, incoming: Incoming): void {
    if (switchTo === undefined || !isChat(incoming)) return
    const message = [{ type: 'text', data: { text: switchTo } }] as const
    const again: IncomingChat = {
      ...incoming,
      heard: { ...incoming.heard, toMe: true, message, text: switchTo },
    }
    this.#mailboxes.post(this.conversations.keyOf(again), () => this.#router.route(again, this))
  }
}

const DONE = Promise.resolve()
/** A hook decides before the event goes on; it cannot wait for another one. */
const NEVER_ASKS: RunSettings = { silent: true }
