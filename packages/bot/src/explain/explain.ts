import type { Message } from '@rookery/protocol'
import type { Command } from '../commands/command.js'
import { type CommandBook, type Found, obstaclesOf } from '../commands/command-book.js'
import { joinTexts, type Prefixes, readBare, readPrefixed } from '../commands/command-line.js'
import type { Gate } from '../commands/gate.js'
import { readFound } from '../commands/gather-arguments.js'
import { meantBy } from '../commands/suggest.js'
import type { Verdict } from '../commands/verdict.js'
import { type Incoming, type IncomingChat, isChat } from '../events/incoming.js'
import type { IntentObstacle } from '../intents/intents.js'
import type { Language } from '../texts/built-in.js'
import { reasonText } from './reason-texts.js'
import type { Explanation, Reason } from './reasons.js'

/** The parts of a bot that an explanation reads. It changes nothing and runs nothing. */
export interface ExplainView {
  readonly books: readonly CommandBook[]
  readonly gate: Gate
  readonly language: Language
  /** Returns the verdict on a message in the current state of its chat. */
  decide(incoming: IncomingChat): Verdict
  /** Names of this event that have listeners. */
  heardBy(incoming: Incoming): readonly string[]
  /** The handler that the message would wait for; undefined if there is none. */
  busyWith(incoming: IncomingChat): string | undefined
  /** Whether a talk handler would get it if nothing took it. */
  isTalk(incoming: IncomingChat): boolean
  /** Intent handlers for a message that is no command, each with what keeps it from being asked. */
  intents(incoming: IncomingChat): readonly IntentView[]
}

interface IntentView {
  readonly name: string
  readonly obstacle: IntentObstacle | undefined
}

/** Explains how a message would be handled, and for each candidate why it would not take it. */
export function explain(incoming: Incoming, view: ExplainView): Explanation {
  if (!isChat(incoming)) return explanationOf(heardReasons(incoming, view), view)
  return explainVerdict(incoming, view.decide(incoming), view)
}

/** Explains a verdict on a message in words. */
export const explainVerdict = (incoming: IncomingChat, verdict: Verdict, view: ExplainView): Explanation =>
  explanationOf([...heardReasons(incoming, view), ...reasonsOf(verdict, incoming, view)], view)

const TAKING: ReadonlySet<Reason['is']> = new Set(['takes', 'answers', 'heard', 'talk'])

const explanationOf = (reasons: readonly Reason[], { language }: ExplainView): Explanation => ({
  isTaken: reasons.some(({ is }) => TAKING.has(is)),
  reasons,
  text: reasons.map((reason) => reasonText(reason, language)).join('\n'),
})

const heardReasons = (incoming: Incoming, view: ExplainView): readonly Reason[] =>
  view.heardBy(incoming).map((event) => ({ is: 'heard', event }))

const ANSWERS: Reason = { is: 'answers' }
const TALK: Reason = { is: 'talk' }

function reasonsOf(verdict: Verdict, incoming: IncomingChat, view: ExplainView): readonly Reason[] {
  switch (verdict.is) {
    case 'answers':
      return [ANSWERS]
    case 'runs':
    case 'busy':
      return commandReasons(verdict, incoming, view)
    case 'unavailable':
      return [...placeReasons(verdict), ...meanings(incoming, view)]
    case 'none':
      return [...noneReasons(incoming, view), ...meanings(incoming, view)]
  }
}

function commandReasons(
  verdict: Extract<Verdict, { readonly is: 'runs' | 'busy' }>,
  incoming: IncomingChat,
  view: ExplainView,
): readonly Reason[] {
  const { command } = verdict.found
  const hurdles = [
    ...gateReasons(command, incoming, view),
    ...busyReasons(verdict, incoming, view),
    ...argumentReasons(verdict.found, incoming, view),
  ]
  const isStopped = hurdles.some(({ is }) => is !== 'permissionUnknown' && is !== 'busy')
  return isStopped || verdict.is === 'busy' ? hurdles : [{ is: 'takes', command: command.name }, ...hurdles]
}

const placeReasons = ({
  found,
  obstacles,
}: Extract<Verdict, { readonly is: 'unavailable' }>): readonly Reason[] =>
  obstacles.map((obstacle) => ({ ...obstacle, command: found.command.name }))

/**
 * Reasons why no command takes a message: the matching one is switched off; else the handler it waits for, and what it
 * lacks.
 */
function noneReasons(incoming: IncomingChat, view: ExplainView): readonly Reason[] {
  const found = view.books.map((book) => book.find(incoming.heard)).find((each) => each !== undefined)
  if (found)
    return placeReasons({ is: 'unavailable', found, obstacles: obstaclesOf(found.command, incoming) })
  const work = view.busyWith(incoming)
  const waits: readonly Reason[] = work === undefined ? [] : [{ is: 'waits', with: work }]
  return [...waits, whyNone(incoming, view)]
}

const meanings = (incoming: IncomingChat, view: ExplainView): readonly Reason[] => [
  ...view.intents(incoming).map(intentReason),
  ...(view.isTalk(incoming) ? [TALK] : []),
]

function busyReasons(
  verdict: Extract<Verdict, { readonly is: 'runs' | 'busy' }>,
  incoming: IncomingChat,
  { busyWith }: ExplainView,
): readonly Reason[] {
  const work = verdict.is === 'runs' && verdict.isBeside ? undefined : busyWith(incoming)
  if (work === undefined) return []
  const policy = verdict.is === 'busy' ? 'reject' : 'queue'
  return [{ is: 'busy', command: verdict.found.command.name, policy, with: work }]
}

function gateReasons(command: Command, incoming: IncomingChat, { gate }: ExplainView): readonly Reason[] {
  const { name, permission } = command
  const reasons: Reason[] = []
  const may = gate.guess(command, incoming)
  if (permission && may !== true) {
    reasons.push({
      is: may === undefined ? 'permissionUnknown' : 'permission',
      command: name,
      needs: permission.name,
    })
  }
  const seconds = gate.cooldowns.secondsLeft(command, incoming)
  if (seconds > 0) reasons.push({ is: 'cooldown', command: name, seconds })
  return reasons
}

/** Argument problems that can be found without asking the user or running an author's schema. */
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

/** Reason why a message is not a command. */
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

/** Reason for a message without a prefix, or with a blank after it that is not allowed. */
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
