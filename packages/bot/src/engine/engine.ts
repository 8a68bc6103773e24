import type { AsyncLocalStorage } from 'node:async_hooks'
import type { OneBotEvent } from '@rookery/protocol'
import type { Account } from '../accounts/account.js'
import type { Calls } from '../calls/calls.js'
import type { CommandRouter } from '../commands/command-router.js'
import { goesBeside, type Verdict } from '../commands/verdict.js'
import { Conversation, type ConversationHost, type PendingQuestion } from '../conversations/conversation.js'
import type { Conversations, Mailboxes } from '../conversations/mailboxes.js'
import { ofPlugin, type RunSettings } from '../conversations/run-settings.js'
import type { Bus, Listener } from '../events/bus.js'
import { type Incoming, type IncomingChat, isChat, namesOf, saidInstead } from '../events/incoming.js'
import type { QuickSlot } from '../events/quick-slot.js'
import type { Intents } from '../intents/intents.js'
import { type ChatEvent, hear, isChatEvent, type NamingSettings } from '../message/hear.js'
import type { OwningPlugin } from '../plugins/owning-plugin.js'
import type { CallCommandOptions } from '../session/call-command.js'
import { sessionOf } from '../session/make-session.js'
import { Finished, type HandlerRunner, type Session, type SessionHost } from '../session/session.js'
import type { Talk } from '../talk/talk.js'
import { type Middleware, Pipeline } from './pipeline.js'

/** Called with the verdict on every message when its turn comes. */
export type Trace = (incoming: IncomingChat, verdict: Verdict) => void

/** Parts of the bot that the engine uses. */
export interface EngineParts {
  readonly naming: NamingSettings
  /** Services that a handler needs in order to ask. */
  readonly conversationHost: ConversationHost
  /** The event being handled: calls go through its account, and stray errors are reported with it. */
  readonly handling: AsyncLocalStorage<Incoming>
  readonly handlers: Bus<Session>
  readonly mailboxes: Mailboxes
  readonly commands: CommandRouter
  readonly intents: Intents
  readonly talk: Talk
  readonly trace: Trace | undefined
  /** The bot that calls through an account; with `plugin`, that plugin's view of it. */
  botOf(account: Account, plugin?: OwningPlugin): Calls
  /** Reports a failed handler; `conversation` says what it was doing. It must not reject. */
  failed(error: unknown, session: Session, conversation: Conversation): Promise<void>
}

/** Path of an event through the bot: mailbox, hooks, conversation, middleware, handlers, commands. */
export class Engine implements SessionHost, HandlerRunner {
  readonly #parts: EngineParts
  readonly #mailboxes: Mailboxes
  readonly #conversations: Conversations
  readonly #commands: CommandRouter
  /** Hooks and middleware; created with the first of them. */
  #pipeline: Pipeline | undefined

  constructor(parts: EngineParts) {
    this.#parts = parts
    this.#mailboxes = parts.mailboxes
    this.#conversations = parts.mailboxes.conversations
    this.#commands = parts.commands
  }

  botOf(account: Account, plugin?: OwningPlugin): Calls {
    return this.#parts.botOf(account, plugin)
  }

  async callCommand(
    conversation: Conversation,
    name: string,
    options?: CallCommandOptions,
  ): Promise<boolean> {
    const { incoming } = conversation
    if (!isChat(incoming)) return false
    const session = sessionOf(conversation, this) as Session<ChatEvent>
    return this.#commands.call(session, incoming, name, options)
  }

  get hooks(): Bus<Session> {
    return this.#openPipeline().hooks
  }

  use(middleware: Middleware, plugin?: OwningPlugin): () => void {
    return this.#openPipeline().use(middleware, plugin)
  }

  /** Receives an event of an account; `quick` accepts a quick operation as its answer. */
  receive(account: Account, event: OneBotEvent, quick?: QuickSlot): void {
    const incoming = this.incoming(account, event, quick)
    const handleBeside = isChat(incoming) ? this.#besideHandler(incoming) : undefined
    const handle = handleBeside ?? (() => this.#handle(incoming))
    const handleAndTell = quick ? () => untilDone(handle, quick) : handle
    if (handleBeside) this.#mailboxes.handleBeside(incoming, handleAndTell)
    else this.#mailboxes.post(incoming, handleAndTell)
  }

  /** Wraps an event for its way through the bot. */
  incoming(account: Account, event: OneBotEvent, quick?: QuickSlot): Incoming {
    const heard = isChatEvent(event) ? hear(event, this.#parts.naming, account.sent) : undefined
    return { account, event, names: namesOf(event), heard, quick, latest: undefined }
  }

  #handle(incoming: Incoming): Promise<void> | undefined {
    // Looked up first: the message answers a question asked before it, not one asked while a hook delays it.
    const question = this.#conversations.questionFor(incoming)
    return this.#throughPipeline(incoming, () =>
      this.#deliver(incoming, (chat) => this.#answerOrRoute(chat, question)),
    )
  }

  /** Returns how to handle a message at once, beside the handler at work; undefined if it must wait its turn. */
  #besideHandler(incoming: IncomingChat): (() => Promise<void> | undefined) | undefined {
    if (!this.#mailboxes.isBusy(incoming)) return undefined
    const { heard } = incoming
    const situation = this.#mailboxes.situationOf(incoming)
    const verdict = this.#commands.decide(incoming, situation)
    if (!goesBeside(verdict)) return undefined
    return () => {
      const question = this.#conversations.questionFor(incoming)
      return this.#throughPipeline(incoming, () => {
        // A hook may have rewritten it.
        const now = incoming.heard === heard ? verdict : this.#commands.decide(incoming, situation)
        if (!goesBeside(now)) return this.#requeue(incoming)
        return this.#deliver(incoming, (chat) =>
          question?.isPending() ? this.#bypassQuestion(chat, now) : this.#act(now, chat),
        )
      })
    }
  }

  /** Queues a message that has already passed the hooks. Settles when it has been handled. */
  #requeue(incoming: IncomingChat): Promise<void> {
    return new Promise((resolve) => {
      this.#mailboxes.post(incoming, async () => {
        const question = this.#conversations.questionFor(incoming)
        try {
          await this.#deliver(incoming, (chat) => this.#answerOrRoute(chat, question))
        } finally {
          resolve()
        }
      })
    })
  }

  /** Delivers an event after the hooks and within the middleware, if there are any. */
  #throughPipeline(incoming: Incoming, deliver: () => Promise<void> | undefined): Promise<void> | undefined {
    return this.#pipeline ? this.#pipeline.pass(incoming, deliver) : deliver()
  }

  #openPipeline(): Pipeline {
    this.#pipeline ??= new Pipeline(this)
    return this.#pipeline
  }

  /** Gives an event to the handlers of `on`; `take` gives a message to whatever takes it. */
  #deliver(
    incoming: Incoming,
    take: (chat: IncomingChat) => Promise<void> | undefined,
  ): Promise<void> | undefined {
    const running = this.#parts.handlers
      .listenersOf(incoming)
      .map(({ listener, plugin }) => this.run(incoming, listener, ofPlugin(plugin)))
    const taken = isChat(incoming) ? take(incoming) : undefined
    if (taken) running.push(taken)
    if (running.length < 2) return running[0]
    return Promise.all(running).then(() => undefined)
  }

  /** Gives a message whose turn has come to the pending question, or routes it. */
  #answerOrRoute(incoming: IncomingChat, question: PendingQuestion | undefined): Promise<void> | undefined {
    if (!question?.isPending()) return this.#route(incoming)
    const { conversation } = question
    const verdict = this.#commands.decide(incoming, 'asking')
    if (verdict.is === 'answers') return this.#answer(conversation, incoming, verdict)
    // While a question waits, a message either answers it or runs a command.
    if (verdict.is !== 'runs') return undefined
    if (verdict.toQuestion === 'passes') return this.#bypassQuestion(incoming, verdict)
    return this.#act(verdict, incoming, () => conversation.end('killed'))
  }

  #answer(conversation: Conversation, incoming: IncomingChat, verdict: Verdict): Promise<void> {
    this.#parts.trace?.(incoming, verdict)
    return this.#parts.handling.run(conversation.incoming, () => conversation.answer(incoming))
  }

  /** Handles a message that bypasses a question: it delays no answer, only later messages that bypass it, too. */
  #bypassQuestion(incoming: IncomingChat, verdict: Verdict): undefined {
    if (!this.#mailboxes.isPassing(incoming)) {
      this.#mailboxes.postPassing(incoming, () => this.#act(verdict, incoming))
      return
    }
    // As if a handler were at work in the whole chat: for messages that bypass the question, one is.
    const whilePassing = this.#commands.decide(incoming, 'busy')
    if (goesBeside(whilePassing)) void this.#act(whilePassing, incoming)
    else this.#mailboxes.postPassing(incoming, () => this.#route(incoming))
  }

  /** Routes a message that is no answer to whatever takes it, as if nothing held it up: its turn has come. */
  #route(incoming: IncomingChat): Promise<void> | undefined {
    return this.#act(this.#commands.decide(incoming, 'free'), incoming)
  }

  /** Offers a message in turn to commands, intents, the hint for an unknown command, and talk. */
  #act(verdict: Verdict, incoming: IncomingChat, begins?: () => void): Promise<void> | undefined {
    const { intents, talk, trace } = this.#parts
    const commands = this.#commands
    trace?.(incoming, verdict)
    return (
      commands.act(verdict, incoming, this, begins) ??
      intents.route(incoming, this, () => commands.suggest(incoming, this) ?? talk.route(incoming, this))
    )
  }

  /** Runs a handler for an event; settles when it is done or asks. It never rejects. */
  run(incoming: Incoming, handler: Listener<Session>, settings?: RunSettings): Promise<void> {
    const own = settings?.registered ? settings : { registered: handler, ...settings }
    const conversation = new Conversation(incoming, this.#parts.conversationHost, own)
    const session = sessionOf(conversation, this)
    const turn = conversation.turn()
    this.#parts.handling.run(incoming, () => this.#begin(handler, session, conversation))
    return turn
  }

  #begin(handler: Listener<Session>, session: Session, conversation: Conversation): void {
    const outcome = outcomeOf(handler, session)
    const end = (): Promise<void> => this.#end(outcome, session, conversation)
    // No async frame of ours waits while the handler does: a hundred thousand may at once.
    if (outcome instanceof Promise) outcome.then(end, end)
    else void end()
  }

  async #end(outcome: unknown, session: Session, conversation: Conversation): Promise<void> {
    try {
      await session.answer(await outcome)
    } catch (error) {
      await this.#ended(error, session, conversation)
    } finally {
      conversation.done()
    }
  }

  async #ended(error: unknown, session: Session, conversation: Conversation): Promise<void> {
    if (error instanceof Finished) return this.#switch(error, conversation.incoming)
    await this.#parts.failed(error, session, conversation)
  }

  /** Handles the event again with another text, after the events already waiting. */
  #switch({ switchTo }: Finished, incoming: Incoming): void {
    if (switchTo === undefined || !isChat(incoming)) return
    const again = saidInstead(incoming, switchTo)
    this.#mailboxes.post(again, () => this.#route(again))
  }
}

/** Handles an event whose sender waits for the answer, and tells it when none will come. */
function untilDone(handle: () => Promise<void> | undefined, quick: QuickSlot): Promise<void> | undefined {
  let handling: Promise<void> | undefined
  try {
    handling = handle()?.finally(() => quick.done())
    return handling
  } finally {
    if (!handling) quick.done()
  }
}

/** Calls a handler; one that throws at once gives a rejected promise. */
function outcomeOf(handler: Listener<Session>, session: Session): unknown {
  try {
    return handler(session)
  } catch (error) {
    return Promise.reject(error)
  }
}
