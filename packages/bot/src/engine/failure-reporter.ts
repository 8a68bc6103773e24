import type { OneBotEvent } from '@rookery/protocol'
import { CommandTimedOut } from '../commands/time-limit.js'
import { ConversationEnded, type Ended } from '../conversations/ended.js'
import type { RunSettings } from '../conversations/run-settings.js'
import { BotClosed } from '../errors.js'
import type { Outgoing } from '../message/outgoing.js'
import { saysSomething, type Texts } from '../texts/texts.js'

/** The session of a handler that failed. */
interface FailedSession {
  readonly event: OneBotEvent
  send(message: Outgoing): Promise<unknown>
}

/** The conversation of a handler that failed. */
interface FailedRun {
  readonly settings: Pick<RunSettings, 'command'>
  readonly hasAsked: boolean
}

/** Called when a conversation ended without an answer. */
export type EndHook<S> = (why: Ended, session: S) => unknown

type Tell = (error: unknown, event: OneBotEvent) => void

/** Reports a failed handler to hooks, to the author, and to the user, who would otherwise get no answer. */
export class FailureReporter<S extends FailedSession> {
  readonly #texts: Texts
  readonly #tell: Tell
  readonly #hooks = new Set<EndHook<S>>()

  constructor(texts: Texts, tell: Tell) {
    this.#texts = texts
    this.#tell = tell
  }

  /** Registers a hook for conversations that ended without an answer. Returns a function that removes it. */
  onEnd(hook: EndHook<S>): () => void {
    this.#hooks.add(hook)
    return () => void this.#hooks.delete(hook)
  }

  /** Reports a failure to everybody concerned. It never rejects. */
  async failed(error: unknown, session: S, conversation: FailedRun): Promise<void> {
    const { name: command = '', texts = this.#texts } = conversation.settings.command ?? {}
    if (error instanceof ConversationEnded) {
      for (const hook of this.#hooks) await this.#run(() => hook(error.why, session), session)
      return this.#say(endText(error.why, texts, command), session)
    }
    this.#tell(error, session.event)
    // The user of a command that timed out was told already; a closed bot sends nothing.
    if (error instanceof CommandTimedOut || error instanceof BotClosed) return
    if (conversation.settings.command || conversation.hasAsked) {
      // If this cannot be sent either, the failure was reported already.
      await this.#send(texts.say('failed', { command }), session).catch(() => {})
    }
  }

  #say(said: Outgoing, session: S): Promise<void> {
    return this.#run(() => this.#send(said, session), session)
  }

  async #send(said: Outgoing, session: S): Promise<void> {
    if (saysSomething(said)) await session.send(said)
  }

  async #run(what: () => unknown, session: S): Promise<void> {
    try {
      await what()
    } catch (error) {
      this.#tell(error, session.event)
    }
  }
}

/** Text for the user; empty if the bot cannot send it, or nobody would read it. */
function endText(why: Ended, texts: Texts, command: string): Outgoing {
  if (why === 'expired') return texts.say('conversationExpired', { command })
  if (why === 'cancelled') return texts.say('conversationCancelled', { command })
  if (why === 'failed') return texts.say('tooManyFailures', { command })
  return why === 'killed' ? texts.say('conversationKilled', { command }) : ''
}
