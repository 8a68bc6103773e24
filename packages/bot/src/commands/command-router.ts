import type { Clock } from '@rookery/transport'
import { currentOf } from '../clock.js'
import type { Situation } from '../conversations/mailboxes.js'
import type { RunSettings } from '../conversations/run-settings.js'
import type { IncomingChat } from '../events/incoming.js'
import type { ChatEvent } from '../message/hear.js'
import type { Outgoing } from '../message/outgoing.js'
import { type CallCommandOptions, calledWith } from '../session/call-command.js'
import { asCommand } from '../session/make-session.js'
import type { HandlerRunner, Session } from '../session/session.js'
import type { Texts } from '../texts/texts.js'
import type { Command } from './command.js'
import { type CommandBook, type Found, isOn, obstaclesOf } from './command-book.js'
import { type Gate, type MaybePromise, mapMaybe, type Refusal } from './gate.js'
import { gatherArguments } from './gather-arguments.js'
import { hintFor } from './suggest.js'
import { CommandTimedOut, TimeLimit } from './time-limit.js'
import { problemText } from './usage.js'
import type { Verdict } from './verdict.js'

/** Called when a command is refused. */
export type DeniedHook = (session: Session<ChatEvent>, command: string, refusal: Refusal) => unknown

/** Options of one run; `begins` is called once nothing refuses it. */
interface RunOptions extends CallCommandOptions {
  readonly begins?: () => void
}

/** Parts of the command router. */
export interface CommandRouterParts {
  readonly book: CommandBook
  /** Built-in commands; one of the author's with the same name replaces them. */
  readonly builtIn: CommandBook
  readonly gate: Gate
  readonly clock: Clock
  readonly texts: Texts
  /**
   * Whether an unknown command is answered with a similar one: never, always, or only in private and when addressed.
   */
  readonly suggest: boolean | 'toMe'
}

const ANSWERS: Verdict = { is: 'answers' }
const NONE: Verdict = { is: 'none' }
const SILENT: RunSettings = { silent: true }
const NOTHING: Readonly<Record<string, unknown>> = {}

/** Decides which messages are commands, and runs them: checks whether they may run, and reads their arguments. */
export class CommandRouter {
  readonly #parts: CommandRouterParts
  readonly #denied = new Set<DeniedHook>()
  readonly #settings = new WeakMap<Command, RunSettings>()

  constructor(parts: CommandRouterParts) {
    this.#parts = parts
  }

  /** Registers a hook for refusals. Returns a function that removes it. */
  onDenied(hook: DeniedHook): () => void {
    this.#denied.add(hook)
    return () => void this.#denied.delete(hook)
  }

  /**
   * Decides how a message is handled in a situation: the one of its chat, or one that is assumed. It changes nothing
   * and runs nothing.
   */
  decide(incoming: IncomingChat, situation: Situation): Verdict {
    const { book, builtIn } = this.#parts
    const { heard, event } = incoming
    // A command that is switched off hides no other one.
    const found = book.find(heard, (command) => isOn(command, event)) ?? builtIn.find(heard)
    const obstacles = found ? obstaclesOf(found.command, incoming) : []
    if (found && obstacles.length === 0) return verdictOn(found, situation)
    if (situation === 'asking') return ANSWERS
    return found ? { is: 'unavailable', found, obstacles } : NONE
  }

  /**
   * Acts on a verdict; undefined for a message that no command takes. `begins` is called when the command is let
   * through.
   */
  act(
    verdict: Verdict,
    incoming: IncomingChat,
    runner: HandlerRunner,
    begins?: () => void,
  ): Promise<void> | undefined {
    if (verdict.is === 'busy') return this.#rejectBusy(verdict.found.command, incoming, runner)
    return verdict.is === 'runs'
      ? this.#run(verdict.found, incoming, runner, begins && { begins })
      : undefined
  }

  /** Suggests the command that an unknown one probably meant, or says that its blank is missing. */
  suggest(incoming: IncomingChat, runner: HandlerRunner): Promise<void> | undefined {
    const text = this.hint(incoming)
    return text === undefined ? undefined : runner.run(incoming, () => text, SILENT)
  }

  /**
   * Returns the hint for a user who meant a command but did not write it correctly; undefined if there is none to give.
   */
  hint(incoming: IncomingChat): ReturnType<typeof hintFor> {
    const { suggest, texts, book, builtIn, gate } = this.#parts
    if (suggest === false || (suggest === 'toMe' && !incoming.heard.toMe)) return undefined
    return hintFor(incoming, { books: [book, builtIn], gate, texts })
  }

  /** Whether there is a command of a name, wherever it listens. */
  has(name: string): boolean {
    return this.#parts.book.named(name) !== undefined
  }

  /**
   * Runs a command for a message that means it, with permission, cooldown and all; undefined if it is not available
   * there.
   */
  begin(
    incoming: IncomingChat,
    runner: HandlerRunner,
    name: string,
    options: CallCommandOptions,
  ): Promise<void> | undefined {
    const command = this.#callable(name, incoming)
    return command && this.#run({ command, argument: calledWith(options) }, incoming, runner, options)
  }

  /** Runs a command for another handler's message; whether there was one that the user may use. */
  async call(
    session: Session<ChatEvent>,
    incoming: IncomingChat,
    name: string,
    options: CallCommandOptions = {},
  ): Promise<boolean> {
    const command = this.#callable(name, incoming)
    if (!command) return false
    const mustCheck = options.checkPermission !== false
    if (mustCheck && !(await this.#parts.gate.may(command, incoming, session))) return false
    const found = { command, argument: calledWith(options) }
    await session.answer(await this.#perform(found, incoming, session, options.args))
    return true
  }

  /** The command of a name if it is available for a message, addressed to the bot or not. */
  #callable(name: string, { event }: IncomingChat): Command | undefined {
    const command = this.#parts.book.named(name)
    if (!command || !isOn(command, event)) return undefined
    return (command.options.in ?? event.message_type) === event.message_type ? command : undefined
  }

  #run(found: Found, incoming: IncomingChat, runner: HandlerRunner, options: RunOptions = {}): Promise<void> {
    const { command } = found
    const serve = (session: Session): unknown =>
      this.#serve(found, incoming, session as Session<ChatEvent>, options)
    const settings = this.#settingsOf(command)
    if (command.options.timeoutMs === undefined) return runner.run(incoming, serve, settings)
    const limit = new TimeLimit(currentOf(this.#parts.clock), command.options.timeoutMs)
    return runner.run(incoming, (session) => this.#inTime(command, session, limit, () => serve(session)), {
      ...settings,
      signal: () => limit.signal,
      onWaiting: (isWaiting) => limit.waiting(isWaiting),
    })
  }

  /** Settings of a command, shared by all its runs: a hundred thousand may wait at once. */
  #settingsOf(command: Command): RunSettings {
    const known = this.#settings.get(command)
    if (known) return known
    const { answersFrom = 'user', privileged = false, whileAsking } = command.options
    const settings: RunSettings = {
      of: answersFrom,
      silent: privileged,
      yields: whileAsking === 'passes',
      registered: command,
      plugin: command.plugin,
      command: { name: command.name, texts: this.#textsOf(command) },
    }
    this.#settings.set(command, settings)
    return settings
  }

  async #inTime(
    command: Command,
    session: Session,
    limit: TimeLimit,
    serve: () => unknown,
  ): Promise<unknown> {
    const { name } = command
    try {
      return await limit.within(name, async () => serve())
    } catch (error) {
      if (error instanceof CommandTimedOut) {
        await session.answer(this.#textsOf(command).say('timedOut', { command: name }))
      }
      throw error
    }
  }

  #serve(
    found: Found,
    incoming: IncomingChat,
    session: Session<ChatEvent>,
    { checkPermission, args, begins }: RunOptions,
  ): MaybePromise<unknown> {
    const { gate } = this.#parts
    const refusal = checkPermission === false ? undefined : gate.refusal(found.command, incoming, session)
    return mapMaybe(refusal, (why): unknown => {
      if (why) return this.#refuse(found.command, session, why)
      begins?.()
      return this.#perform(found, incoming, session, args)
    })
  }

  #perform(
    found: Found,
    incoming: IncomingChat,
    session: Session<ChatEvent>,
    given: Readonly<Record<string, unknown>> = NOTHING,
  ): MaybePromise<unknown> {
    const { command } = found
    const { gate, book } = this.#parts
    const { reply_id } = incoming.heard
    const { ignoresCase } = book.prefixes
    const gathered = gatherArguments(found, { session, now: gate.now, ignoresCase, reply_id, given })
    return mapMaybe(gathered, (outcome): unknown => {
      if ('problem' in outcome) {
        return problemText(outcome.problem, command, this.#textsOf(command), book.prefixes.shown)
      }
      gate.cooldowns.begin(command, incoming)
      const { argument, match } = found
      const own = { name: command.name, argument, match: match?.result, args: outcome.args }
      return command.handler(asCommand(session, own) as never)
    })
  }

  #refuse(command: Command, session: Session<ChatEvent>, refusal: Refusal): Outgoing {
    // Each runs separately: a hook that fails is reported with the event and stops nothing else.
    for (const hook of this.#denied) void (async () => hook(session, command.name, refusal))()
    const texts = this.#textsOf(command)
    if (refusal.why === 'cooldown')
      return texts.say('cooldown', { command: command.name, seconds: refusal.seconds })
    return texts.say(refusal.why === 'busy' ? 'busy' : 'denied', { command: command.name })
  }

  /** Answers that the bot is busy. */
  #rejectBusy(command: Command, incoming: IncomingChat, runner: HandlerRunner): Promise<void> {
    const refuse = (session: Session): Outgoing =>
      this.#refuse(command, session as Session<ChatEvent>, { why: 'busy' })
    return runner.run(incoming, refuse, SILENT)
  }

  #textsOf({ options }: Command): Texts {
    return this.#parts.texts.with(options.texts)
  }
}

/** Decides on a message that means an available command. */
function verdictOn(found: Found, situation: Situation): Verdict {
  const { busy, privileged = false, whileAsking = 'answers' } = found.command.options
  const means = privileged ? 'passes' : whileAsking
  const isAtWork = situation === 'busy' || situation === 'conversing'
  if (isAtWork && busy === 'reject' && !privileged) return { is: 'busy', found }
  if (situation === 'asking' && means === 'answers') return ANSWERS
  // Where a handler has asked, only a command that passes questions overtakes what may be answers.
  const mayOvertake = means === 'passes' || situation === 'free' || situation === 'busy'
  return {
    is: 'runs',
    found,
    toQuestion: means === 'answers' ? undefined : means,
    isBeside: privileged || (busy === 'parallel' && mayOvertake),
  }
}
