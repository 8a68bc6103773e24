import { saidBy } from '../deeds/done-chat.js'
import { chatOfKey } from '../transcript/chat-ref.js'
import { writeDuration } from '../transcript/durations.js'
import { writeStory } from '../transcript/format-transcript.js'
import type { TranscriptLanguage } from '../transcript/ways.js'
import type { World } from '../world/world.js'
import type { Before, DoneHappening } from './happenings.js'
import { NoTest } from './no-test.js'
import { asExpected, isRepeatable, type Played } from './repeatable.js'

export interface LineSettings {
  readonly world: World
  readonly first: Before
  /** The account whose private chats are named by the other user alone. */
  readonly bot: number | undefined
  readonly language: TranscriptLanguage
}

/** The entries of a test as lines of a transcript, with every pause that a bot or its clock could notice. */
export function playLines(told: readonly DoneHappening[], settings: LineSettings): string[] {
  const { bot, language, world } = settings
  const written = writeStory(
    told.map(({ done }) => done),
    world,
    {
      language,
      minWaitMs: Number.POSITIVE_INFINITY,
      worldAt: (index) => ({ ...world, ...told[index]?.before }),
      ...(bot === undefined ? {} : { bot }),
    },
  )
  const wait = pauses(told[0]?.done.timeMs ?? 0)
  return written.flatMap(({ before, text }, index) => [...wait(told[index]), ...before, ...text.split('\n')])
}

/**
 * The entries that another run can repeat, in a form that it can match. Deeds of bots that it cannot match are left
 * out.
 *
 * @throws NoTest for a person's deed that cannot be repeated
 */
export function repeatable(
  entries: readonly DoneHappening[],
  { world, first }: LineSettings,
): DoneHappening[] {
  const said = new Set<number>()
  let lastMessageId = 0
  const kept: DoneHappening[] = []
  for (const entry of entries) {
    const chat = entry.chat === undefined ? undefined : chatOfKey(entry.chat)
    const played: Played = { world: { ...world, ...entry.before }, first, chat, said, lastMessageId }
    const isPlainSay = entry.byBot && entry.done.do === 'say'
    if (isPlainSay || isRepeatable(entry, played)) kept.push({ ...entry, done: settled(entry, played) })
    else if (!entry.byBot) throw new NoTest('points_back')
    const message = saidBy(entry.done)
    if (!message) continue
    said.add(message.message_id)
    lastMessageId = message.message_id
  }
  return kept
}

const settled = ({ byBot, done }: DoneHappening, played: Played) => (byBot ? asExpected(done, played) : done)

const SECOND_MS = 1_000
/** Thinking time above which a bot may be waiting for its clock, which stands still in a test. */
const THINKING_MS = 200

/**
 * Pauses in whole seconds. Before a bot's deed they are rounded up, so that its timers have fired; before a person's
 * they keep as close to the original time as whole seconds allow.
 */
function pauses(startMs: number): (entry: DoneHappening | undefined) => string[] {
  let nowMs = startMs
  return (entry) => {
    const gapMs = (entry?.done.timeMs ?? nowMs) - nowMs
    const least = entry?.byBot ? THINKING_MS : SECOND_MS
    const waitMs = gapMs < least ? 0 : (entry?.byBot ? Math.ceil : Math.round)(gapMs / SECOND_MS) * SECOND_MS
    nowMs += waitMs
    return waitMs > 0 ? [`(${writeDuration(waitMs)})`] : []
  }
}
