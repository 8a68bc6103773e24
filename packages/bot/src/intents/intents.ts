import { checkHandler, checkOptions } from '../checks/check-options.js'
import { BotUsageError } from '../errors.js'
import type { IncomingChat } from '../events/incoming.js'
import type { ChatEvent } from '../message/hear.js'
import { type Permission, permissionOf } from '../permissions/permission.js'
import type { Subject } from '../permissions/subject.js'
import type { OwningPlugin } from '../plugins/owning-plugin.js'
import type { CallCommandOptions } from '../session/call-command.js'
import type { HandlerRunner, Session } from '../session/session.js'
import { Intent, type IntentOptions, intentOptions } from './intent.js'

const MAX_LENGTH = 50
/** Least confidence that counts, as in NoneBot: 59.9 is not enough. */
const MIN_CONFIDENCE = 60

/** Handler that says what a message means. */
export type IntentHandler = (session: Session<ChatEvent>) => unknown

/** Parts of the commands that intents use. */
export interface IntentCommands {
  /** Whether there is a command of this name, here or elsewhere. */
  has(name: string): boolean
  /** Runs a command; undefined if it is not available for the message. */
  begin(
    incoming: IncomingChat,
    runner: HandlerRunner,
    name: string,
    options: CallCommandOptions,
  ): Promise<void> | undefined
  subject(incoming: IncomingChat, session: Session<ChatEvent>): Subject
}

/** Reason why an intent handler ignores a message. */
export type IntentObstacle = 'elsewhere' | 'off' | 'empty' | 'long' | 'notToMe' | 'keywords'

interface IntentListener {
  readonly name: string
  readonly options: IntentOptions
  readonly keywords: readonly (string | RegExp)[]
  readonly permission: Permission
  readonly plugin: OwningPlugin | undefined
  readonly handler: IntentHandler
}

/** Asks handlers what messages mean that are not commands, and runs the command with the highest confidence. */
export class Intents {
  readonly #commands: IntentCommands
  #listeners: readonly IntentListener[] = []
  #count = 0

  constructor(commands: IntentCommands) {
    this.#commands = commands
  }

  /** Adds a handler. Returns a function that removes it. */
  add(options: IntentOptions, handler: IntentHandler, plugin?: OwningPlugin): () => void {
    checkOptions('intent', options, intentOptions)
    checkHandler('intent', handler)
    this.#count += 1
    const { name = handler.name || `intent ${this.#count}`, permission = [] } = options
    const keywords = [options.keywords ?? []].flat()
    const listener = { name, options, keywords, permission: permissionOf(permission), plugin, handler }
    this.#listeners = [...this.#listeners, listener]
    return () => {
      this.#listeners = this.#listeners.filter((each) => each !== listener)
    }
  }

  /** Runs the command that a message means; `otherwise` if it means none. */
  route(
    incoming: IncomingChat,
    runner: HandlerRunner,
    otherwise: () => Promise<void> | undefined,
  ): Promise<void> | undefined {
    const listeners = this.#listeners.filter((each) => obstacleOf(each, incoming) === undefined)
    if (listeners.length === 0) return otherwise()
    return this.#ask(listeners, incoming, runner).then(
      (intents) => this.#begin(intents, incoming, runner) ?? otherwise(),
    )
  }

  /** Every handler with its reason to ignore a message; undefined if it has none. */
  explain(
    incoming: IncomingChat,
  ): readonly { readonly name: string; readonly obstacle: IntentObstacle | undefined }[] {
    return this.#listeners.map((each) => ({ name: each.name, obstacle: obstacleOf(each, incoming) }))
  }

  /** Intents of all handlers, by confidence, then in order of registration. A handler that fails gives none. */
  async #ask(
    listeners: readonly IntentListener[],
    incoming: IncomingChat,
    runner: HandlerRunner,
  ): Promise<readonly Intent[]> {
    const asked = listeners.map(async ({ permission, handler, plugin }) => {
      let meant: unknown
      const ask = async (session: Session): Promise<void> => {
        const chat = session as Session<ChatEvent>
        if (await permission.test(this.#commands.subject(incoming, chat))) meant = await handler(chat)
      }
      await runner.run(incoming, ask, { silent: true, registered: handler, plugin })
      return meant
    })
    const intents = (await Promise.all(asked)).filter((each) => each instanceof Intent)
    return intents.sort((one, other) => other.confidence - one.confidence)
  }

  /** Runs the first available command. */
  #begin(
    intents: readonly Intent[],
    incoming: IncomingChat,
    runner: HandlerRunner,
  ): Promise<void> | undefined {
    for (const { confidence, command, options } of intents) {
      if (confidence < MIN_CONFIDENCE) return undefined
      if (!this.#commands.has(command)) void runner.run(incoming, () => noSuchCommand(command))
      const begun = this.#commands.begin(incoming, runner, command, options)
      if (begun) return begun
    }
    return undefined
  }
}

function noSuchCommand(name: string): never {
  throw new BotUsageError('no_such_command', `an intent means the command "${name}", which there is not`)
}

function obstacleOf(
  { options, keywords, plugin }: IntentListener,
  { event, heard }: IncomingChat,
): IntentObstacle | undefined {
  const { in: place, onlyToMe = true, maxLength = MAX_LENGTH, allowEmpty = false } = options
  if (place !== undefined && place !== event.message_type) return 'elsewhere'
  if (plugin?.isOn(event) === false) return 'off'
  const text = heard.text.trim()
  if (text === '' && !allowEmpty) return 'empty'
  // Counting letters is slower than counting UTF-16 units, which are never fewer.
  if (text.length > maxLength && [...text].length > maxLength) return 'long'
  if (onlyToMe && !heard.toMe) return 'notToMe'
  const holds = (keyword: string | RegExp): boolean =>
    typeof keyword === 'string' ? text.includes(keyword) : text.search(keyword) >= 0
  return keywords.length > 0 && !keywords.some(holds) ? 'keywords' : undefined
}
