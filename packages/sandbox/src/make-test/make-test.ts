import { saidBy } from '../deeds/done-chat.js'
import { excerptOf } from '../transcript/message-names.js'
import type { TranscriptLanguage } from '../transcript/ways.js'
import type { World } from '../world/world.js'
import { asSource, templateText } from './as-source.js'
import { chooseSpan, type TestSpan, type TestTarget } from './choose-span.js'
import type { CallHappening, DoneHappening, Happening } from './happenings.js'
import { NoTest } from './no-test.js'
import { playLines, repeatable } from './play-lines.js'
import { steadyParams } from './steady-params.js'
import { testWorld } from './test-world.js'

/** Settings of a test that is made from what happened: its target and its language. */
export interface MakeTestSettings {
  readonly target: TestTarget
  /** The language of the phrases. Default `en`. */
  readonly language?: TranscriptLanguage
}

/**
 * Generates a vitest test from what happened: the world as it was, the deeds of people, and the answers of the bots.
 * It begins with the person's deed that led to the target and ends with the last answer of a bot.
 *
 * ```ts
 * makeTest(happenings.all, sandbox.world, { target: { is: 'last', chat: 'group:30001', count: 4 } })
 * ```
 *
 * @throws NoTest where the test could never fail or never pass
 */
export function makeTest(
  happenings: readonly Happening[],
  world: World,
  { target, language = 'en' }: MakeTestSettings,
): string {
  const span = chooseSpan(happenings, target)
  const first = (span.entries[0] ?? span.call)?.before
  if (!first) throw new NoTest('nothing_expected')
  const bots = botsOf(span)
  const settings = { world, first, language, bot: [...bots][0] }
  const told = repeatable(span.entries, settings)
  const calls = callsOf(span, told, happenings)
  refuseSenseless(told, calls, bots)
  return source({
    title: titleOf(told, world),
    world: { ...testWorld(first, span.entries, bots), ...seedOf(span, first.chance) },
    startMs: told[0]?.done.timeMs ?? 0,
    bots: [...bots],
    lines: playLines(told, settings),
    calls,
  })
}

const botsOf = ({ entries, call }: TestSpan): ReadonlySet<number> =>
  new Set([
    ...(call ? [call.self_id] : []),
    ...entries.flatMap(({ byBot, done }) => (byBot ? [done.by] : [])),
  ])

/** Calls that the test expects as calls: the target, and those that no line of a transcript expresses. */
function callsOf(
  { entries, call }: TestSpan,
  told: readonly DoneHappening[],
  happenings: readonly Happening[],
): CallHappening[] {
  const kept = new Set(told.map(({ before }) => before))
  const lost = entries.filter(({ byBot, before }) => byBot && !kept.has(before)).map(({ done }) => done)
  const did = happenings.filter(
    (each): each is CallHappening => each.is === 'call' && each.did.some((done) => lost.includes(done)),
  )
  return call ? [...did, call] : did
}

function refuseSenseless(
  told: readonly DoneHappening[],
  calls: readonly CallHappening[],
  bots: ReadonlySet<number>,
): void {
  if (told.some(({ byBot, done }) => !byBot && bots.has(done.by))) throw new NoTest('done_by_hand')
  if (!told.some(({ byBot }) => !byBot)) throw new NoTest('nothing_before')
  if (calls.length === 0 && !told.some(({ byBot }) => byBot)) throw new NoTest('nothing_expected')
}

/** The seed, if the happenings depend on chance. */
function seedOf({ entries }: TestSpan, seed: number): { readonly seed?: number } {
  const isDrawn = entries.some(({ done }) =>
    saidBy(done)?.message.some(({ type }) => type === 'dice' || type === 'rps'),
  )
  return isDrawn ? { seed } : {}
}

function titleOf(told: readonly DoneHappening[], world: World): string {
  const [first] = told
  const message = first && saidBy(first.done)
  const nickname = world.users.get(first?.done.by ?? 0)?.nickname ?? ''
  return message ? excerptOf(message.message) : `${nickname}: ${first?.done.do ?? ''}`
}

interface TestParts {
  readonly title: string
  readonly world: object
  readonly startMs: number
  readonly bots: readonly number[]
  readonly lines: readonly string[]
  readonly calls: readonly CallHappening[]
}

function source({ title, world, startMs, bots, lines, calls }: TestParts): string {
  return `${[
    "import { sandbox } from '@rookery/sandbox/testing'",
    "import { it } from 'vitest'",
    '// The bot under test, with its plugins, not connected to anything.',
    "import { bot } from './bot.js'",
    '',
    `it(${asSource(title)}, async () => {`,
    '  await using qq = await sandbox({',
    `    startMs: Date.parse('${new Date(startMs).toISOString()}'),`,
    ...worldLines(world),
    '  })',
    ...bots.map((bot, index) => `  await qq.attach(bot${index === 0 ? '' : `, ${bot}`})`),
    '  await qq.play(`',
    ...lines.map((line) => (line === '' ? '' : `    ${templateText(line)}`)),
    '  `)',
    ...calls.map(
      ({ action, params }) => `  await qq.expectCall(${asSource(action)}, ${asSource(steadyParams(params))})`,
    ),
    '})',
  ].join('\n')}\n`
}

function worldLines(world: object): string[] {
  const lines = Object.entries(world).flatMap(([key, value]) => [
    ...(Array.isArray(value) && value.length > 0
      ? [`      ${key}: [`, ...value.map((each) => `        ${asSource(each)},`), '      ],']
      : [`      ${key}: ${asSource(value)},`]),
  ])
  return ['    world: {', ...lines, '    },']
}
