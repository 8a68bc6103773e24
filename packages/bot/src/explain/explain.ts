import type { Message } from '@rookery/protocol'
import type { Command } from '../commands/command.js'
import type { CommandBook, Found } from '../commands/command-book.js'
import { joinTexts, readBare, readPrefixed } from '../commands/command-line.js'
import type { Gate } from '../commands/gate.js'
import type { Prefixes } from '../commands/prefixes.js'
import { readFound } from '../commands/read-found.js'
import { meantBy } from '../commands/suggest.js'
import { type Incoming, type IncomingChat, isChat } from '../events/incoming.js'
import type { IntentObstacle } from '../intents/intents.js'
import { isOn } from '../plugins/owner.js'
import type { Language } from '../texts/built-in.js'
import { reasonText } from './reason-texts.js'
import type { Explanation, Reason } from './reasons.js'

/** What an explanation looks at. It changes nothing and runs nothing. */
export interface ExplainView {
  readonly books: readonly CommandBook[]
  readonly gate: Gate
  readonly language: Language
  /** The names of events, of those that this one has, that somebody listens to. */
  heardBy(incoming: Incoming): readonly string[]
  isAwaited(incoming: IncomingChat): boolean
  /** The handler that the message would have to wait for; undefined where there is none. */
  busyWith(incoming: IncomingChat): string | undefined
  /** Whether a handler of talk would hear it if nobody took it. */
  isTalk(incoming: IncomingChat): boolean
  /** Who would be asked what a message means that is no command, and what keeps the others from it. */
  intents(incoming: IncomingChat): readonly IntentView[]
}

interface IntentView {
  readonly name: string
  readonly obstacle: IntentObstacle | undefined
}

/** Says what would become of a message, and for each candidate why it would not take it. */
export function explain(incoming: Incoming, view: ExplainView): Explanation {
  const heard = view.heardBy(incoming).map((event): Reason => ({ is: 'heard', event }))
  const reasons = [...heard, ...(isChat(incoming) ? chatReasons(incoming, view) : [])]
  return {
    isTaken: reasons.some(({ is }) => TAKING.has(is)),
    reasons,
    text: reasons.map((reason) => reasonText(reason, view.language)).join('\n'),
  }
}

function chatReasons(incoming: IncomingChat, view: ExplainView): readonly Reason[] {
  const found = foundIn(incoming, view)
  return isAnswer(incoming, found, view) ? [ANSWERS] : commandReasons(incoming, found, view)
}

const ANSWERS: Reason = { is: 'answers' }
const TALK: Reason = { is: 'talk' }
const TAKING: ReadonlySet<Reason['is']> = new Set(['takes', 'answers', 'heard', 'talk'])

/** The command that takes a message; where none does, one that would if its plugin were on. */
function foundIn({ event, heard }: IncomingChat, { books }: ExplainView): Found | undefined {
  const isThere = ({ plugin }: Command): boolean => isOn(plugin, event)
  const found = books.map((book) => book.find(heard, isThere)).find((each) => each !== undefined)
  return found ?? books.map((book) => book.find(heard)).find((each) => each !== undefined)
}

function isAnswer(incoming: IncomingChat, found: Found | undefined, view: ExplainView): boolean {
  if (!view.isAwaited(incoming)) return false
  const options =
    found && placeReasons(found.command, incoming).length === 0 ? found.command.options : undefined
  return !options?.privileged && (options?.whileAsking ?? 'answers') === 'answers'
}

function commandReasons(
  incoming: IncomingChat,
  found: Found | undefined,
  view: ExplainView,
): readonly Reason[] {
  const meanings = (): readonly Reason[] => [
    ...view.intents(incoming).map(intentReason),
    ...(view.isTalk(incoming) ? [TALK] : []),
  ]
  if (!found) return [...waitReasons(incoming, view), whyNone(incoming, view), ...meanings()]
  const { command } = found
  const place = placeReasons(command, incoming)
  if (place.length > 0) return [...place, ...meanings()]
  const hurdles = [...gateReasons(command, incoming, view), ...argumentReasons(found, incoming, view)]
  const isStopped = hurdles.some(({ is }) => is !== 'permissionUnknown' && is !== 'busy')
  const isRefused = hurdles.some((reason) => reason.is === 'busy' && reason.policy === 'reject')
  return isStopped || isRefused ? hurdles : [{ is: 'takes', command: command.name }, ...hurdles]
}

/** Finds the handler that keeps a message waiting which is no command. */
function waitReasons(incoming: IncomingChat, { busyWith }: ExplainView): readonly Reason[] {
  const work = busyWith(incoming)
  return work === undefined ? [] : [{ is: 'waits', with: work }]
}

function placeReasons({ name, options, plugin }: Command, { event, heard }: IncomingChat): readonly Reason[] {
  const reasons: Reason[] = []
  if (plugin && !isOn(plugin, event)) reasons.push({ is: 'disabled', command: name, plugin: plugin.name })
  if (options.in && options.in !== event.message_type)
    reasons.push({ is: 'elsewhere', command: name, in: options.in })
  if (options.onlyToMe && !heard.toMe) reasons.push({ is: 'notToMe', command: name })
  return reasons
}

function gateReasons(
  command: Command,
  incoming: IncomingChat,
  { gate, busyWith }: ExplainView,
): readonly Reason[] {
  const { name, options, permission } = command
  const reasons: Reason[] = []
  const may = permission.guess(gate.subject(incoming))
  if (may !== true) {
    reasons.push({
      is: may === undefined ? 'permissionUnknown' : 'permission',
      command: name,
      needs: permission.name,
    })
  }
  const seconds = gate.cooldowns.secondsLeft(command, incoming)
  if (seconds > 0) reasons.push({ is: 'cooldown', command: name, seconds })
  const { busy: policy = 'queue', privileged } = options
  const work = policy === 'parallel' || privileged ? undefined : busyWith(incoming)
  if (work !== undefined && policy !== 'parallel')
    reasons.push({ is: 'busy', command: name, policy, with: work })
  return reasons
}

/** What can be told without asking the user or running an author's schema. */
function argumentReasons(
  found: Found,
  { heard: { reply_id } }: IncomingChat,
  { gate, books }: ExplainView,
): readonly Reason[] {
  const { declaration, options, name } = found.command
  const { ignoresCase } = (books[0] as CommandBook).prefixes
  const { problem, missing } = readFound(found, { declaration, reply_id, now: gate.now, ignoresCase })
  const unasked = missing.find((each) => each.required && !Object.hasOwn(options.ask ?? {}, each.name))
  const wrong = problem ?? (unasked && { is: 'missing' as const, parameter: unasked })
  return wrong ? [{ is: 'arguments', command: name, problem: wrong }] : []
}

const intentReason = ({ name, obstacle }: IntentView): Reason =>
  obstacle === undefined ? { is: 'mayMean', intent: name } : { is: 'notMeant', intent: name, why: obstacle }

/** Why a message is no command at all. */
function whyNone({ heard }: IncomingChat, { books }: ExplainView): Reason {
  const { prefixes } = books[0] as CommandBook
  const message = joinTexts(heard.message)
  const line = readPrefixed(message, prefixes)
  return line ? whyUnknown(line.word, books) : whyUnprefixed(message, books, prefixes)
}

function whyUnknown(word: string, books: readonly CommandBook[]): Reason {
  const meant = meantBy(word, books, () => true)
  if (meant?.is === 'glued') return { is: 'glued', command: meant.command.name }
  return { is: 'unknown', name: word, near: meant?.near ?? '' }
}

/** Reason of a message that has no prefix, or a blank behind it that may not be there. */
function whyUnprefixed(message: Message, books: readonly CommandBook[], prefixes: Prefixes): Reason {
  const spaced = readPrefixed(message, prefixes.withBlanks)
  if (spaced) return { is: 'blankBehindPrefix', prefix: prefixes.shown }
  const bare = readBare(message)?.word ?? ''
  const named = books.map((book) => book.byWord(bare)).find((each) => each !== undefined)
  if (named) return { is: 'noPrefix', command: named.name, prefix: prefixes.shown }
  const glued = meantBy(bare, books, ({ options }) => options.prefix === false)
  if (glued?.is === 'glued') return { is: 'glued', command: glued.command.name }
  return { is: 'noCommand', prefixes: prefixes.all.join(' ') }
}
