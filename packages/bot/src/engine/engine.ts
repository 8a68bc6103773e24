import type { AsyncLocalStorage } from 'node:async_hooks'
import type { OneBotEvent } from '@rookery/protocol'
import type { Account } from '../accounts/account.js'
import type { Calls } from '../calls/calls.js'
import type { CommandRouter } from '../commands/command-router.js'
import type { Situation, Verdict } from '../commands/verdict.js'
import { Conversation, type ConversationHost } from '../conversations/conversation.js'
import type { Mailboxes } from '../conversations/mailboxes.js'
import { ownedBy, type RunSettings } from '../conversations/run-settings.js'
import type { Bus, Listener } from '../events/bus.js'
import { type Incoming, type IncomingChat, isChat, namesOf, saidInstead } from '../events/incoming.js'
import type { QuickSlot } from '../events/quick-slot.js'
import type { Intents } from '../intents/intents.js'
import { type ChatEvent, hear, isChatEvent, type NamingSettings } from '../message/hear.js'
import type { Owner } from '../plugins/owner.js'
import type { CallCommandOptions } from '../session/call-command.js'
import { sessionOf } from '../session/make-session.js'
import { Finished, type Session, type SessionHost } from '../session/session.js'
import type { Talk } from '../talk/talk.js'
import { type Middleware, Passage } from './passage.js'

/** Called with the verdict on every message when its turn comes. */
export type Trace = (incoming: IncomingChat, verdict: Verdict) => void

/** Parts of the bot that the engine uses. */
export interface EngineParts {
  readonly naming: NamingSettings
  /** Services that a handler needs in order to ask. */
  readonly asking: ConversationHost
  /** The event being handled: calls go through its account, and stray errors are reported with it. */
  readonly handling: AsyncLocalStorage<Incoming>
  readonly handlers: Bus<Session>
  readonly mailboxes: Mailboxes
  readonly commands: CommandRouter
  readonly intents: Intents<Engine>
  readonly talk: Talk
  readonly trace: Trace | undefined
  /** The bot that calls through an account; with `plugin`, that plugin's view of it. */
  botOf(account: Account, plugin?: Owner): Calls
  /** Reports a failed handler; `conversation` says what it was doing. It must not reject. */
  failed(error: unknown, session: Session, conversation: Conversation): Promise<void>
}

/** Path of an event through the bot: mailbox, hooks, conversation, middleware, handlers, commands. */
export class Engine implements SessionHost {
  readonly #parts: EngineParts
  readonly #mailboxes: Mailboxes
  readonly #commands: CommandRouter
  readonly #passage = new Passage((incoming, handler, settings) => this.run(incoming, handler, settings))

  constructor(parts: EngineParts) {
    this.#parts = parts
    this.#mailboxes = parts.mailboxes
    this.#commands = parts.commands
  }

  botOf(account: Account, plugin?: Owner): Calls {
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
    return this.#passage.hooks
  }

  use(middleware: Middleware, owner?: Owner): () => void {
    return this.#passage.use(middleware, owner)
  }

  /** Receives an event of an account; `quick` accepts a quick operation as its answer. */
  receive(account: Account, event: OneBotEvent, quick?: QuickSlot): void {
    const incoming = this.incoming(account, event, quick)
    const handle = quick ? () => this.#handleInTime(incoming, quick) : () => this.#handle(incoming)
    const isBeside = isChat(incoming) && this.#mailboxes.isBusy(incoming) && this.#goesBeside(incoming)
    if (isBeside) void handle()
    else this.#mailboxes.post(incoming, handle)
  }

  /** Wraps an event for its way through the bot. */
  incoming(account: Account, event: OneBotEvent, quick?: QuickSlot): Incoming {
    const heard = isChatEvent(event) ? hear(event, this.#parts.naming, account.sent) : undefined
    return { account, event, names: namesOf(event), heard, quick, latest: undefined }
  }

  /** Runs a handler for an event; settles when it is done or asks. It never rejects. */
  run(incoming: Incoming, handler: Listener<Session>, settings?: RunSettings): Promise<void> {
    const own = settings?.owner ? settings : { owner: handler, ...settings }
    const conversation = new Conversation(incoming, this.#parts.asking, own)
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

  /** Whether a message runs beside the handler at work. A possible answer never overtakes earlier messages. */
  #goesBeside(incoming: IncomingChat): boolean {
    const isAsked = this.#mailboxes.conversations.at(incoming) !== undefined
    return this.#isBeside(incoming, { isAsked, isBusy: true })
  }

  /** The same for a given situation; a command with `busy: 'reject'` is refused at once. */
  #isBeside(incoming: IncomingChat, situation: Situation): boolean {
    const verdict = this.#commands.decide(incoming, situation)
    if (verdict.is === 'busy') void this.#act(verdict, incoming)
    return verdict.is === 'runs' && verdict.isBeside
  }

  /** Handles an event whose sender waits for the answer. */
  #handleInTime(incoming: Incoming, quick: QuickSlot): Promise<void> | undefined {
    const handling = this.#handle(incoming)
    if (handling) return handling.then(() => quick.done())
    quick.done()
    return undefined
  }

  #handle(incoming: Incoming): Promise<void> | undefined {
    // Looked up first: the message answers a question asked before it, not one asked while a hook delays it, or by a
    // handler of its own.
    const waiting = isChat(incoming) ? this.#mailboxes.conversations.waitingFor(incoming) : undefined
    const question = waiting?.question
    return this.#passage.pass(incoming, () =>
      this.#deliver(incoming, waiting?.question === question ? waiting : undefined),
    )
  }

  #deliver(incoming: Incoming, waiting: Conversation | undefined): Promise<void> | undefined {
    const running = this.#parts.handlers
      .listenersOf(incoming)
      .map(({ listener, owner }) => this.run(incoming, listener, ownedBy(owner)))
    const chat = isChat(incoming) ? this.#chat(incoming, waiting) : undefined
    if (chat) running.push(chat)
    if (running.length < 2) return running[0]
    return Promise.all(running).then(() => undefined)
  }

  #chat(incoming: IncomingChat, waiting: Conversation | undefined): Promise<void> | undefined {
    if (!waiting?.question) return this.#route(incoming)
    const verdict = this.#commands.decide(incoming, ASKED)
    if (verdict.is === 'answers') return this.#answer(waiting, incoming, verdict)
    if (verdict.is !== 'runs') return undefined
    if (verdict.toQuestion === 'passes') return this.#passBy(incoming)
    return this.#act(verdict, incoming, () => waiting.end('killed'))
  }

  #answer(waiting: Conversation, incoming: IncomingChat, verdict: Verdict): Promise<void> {
    this.#parts.trace?.(incoming, verdict)
    return this.#parts.handling.run(waiting.incoming, () => waiting.answer(incoming))
  }

  /** Handles a message that bypasses a question: it delays no answer, only later messages that bypass it, too. */
  #passBy(incoming: IncomingChat): undefined {
    const handle = (): Promise<void> | undefined => this.#route(incoming)
    if (this.#mailboxes.isPassing(incoming) && this.#isBeside(incoming, BUSY)) void handle()
    else this.#mailboxes.postPassing(incoming, handle)
  }

  /** Routes a message that is no answer to whatever takes it. */
  #route(incoming: IncomingChat): Promise<void> | undefined {
    return this.#act(this.#commands.decide(incoming, FREE), incoming)
  }

  /** Offers a message in turn to commands, intents, the hint for an unknown command, and talk. */
  #act(verdict: Verdict, incoming: IncomingChat, begins?: () => void): Promise<void> | undefined {
    const { intents, talk, trace } = this.#parts
    const commands = this.#commands
    if (verdict.is !== 'told') trace?.(incoming, verdict)
    return (
      commands.act(verdict, incoming, this, begins) ??
      intents.route(incoming, this, () => commands.suggest(incoming, this) ?? talk.route(incoming, this))
    )
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

const FREE: Situation = { isAsked: false, isBusy: false }
const ASKED: Situation = { isAsked: true, isBusy: false }
const BUSY: Situation = { isAsked: false, isBusy: true }

/** Calls a handler; one that throws at once gives a rejected promise. */
function outcomeOf(handler: Listener<Session>, session: Session): unknown {
  try {
    return handler(session)
  } catch (error) {
    return Promise.reject(error)
  }
}
