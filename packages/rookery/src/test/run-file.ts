import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildWorld, Sandbox } from '@rookery/sandbox'
import { ExpectationMissed, playScenario } from '@rookery/sandbox/testing'
import { type Scenario, TranscriptError } from '@rookery/sandbox/transcript'
import { systemClock } from '@rookery/transport'
import type { BotProcess } from '../bot/bot-process.js'
import { printed, untilConnected } from './connected.js'
import { type BotDoors, openBotDoors } from './doors.js'
import type { TestPlan } from './options.js'
import type { Reporter, ScenarioOutcome } from './reporter.js'
import type { ReadFile } from './scenario-files.js'

/** Pause after a scenario, so that late answers do not reach the next one. */
const QUIET_MS = 50

/** Settings of running one scenario file. */
export interface RunFileSettings {
  readonly plan: TestPlan
  readonly reporter: Reporter
  /** Starts the bot with the endpoints to connect to; undefined if it is started by other means. */
  readonly startBot: ((doors: BotDoors) => BotProcess) | undefined
  readonly signal: AbortSignal
}

/** Starts a bot and plays the scenarios of a file with it. @throws BotFailure if it does not connect */
export async function runFile(file: ReadFile, settings: RunFileSettings): Promise<ScenarioOutcome[]> {
  const { plan, startBot, signal } = settings
  const sandbox = new Sandbox(buildWorld(file.world, Date.now()), systemClock, file.settings)
  const bots = [...sandbox.world.accounts.keys()]
  const doors = await openBotDoors(sandbox, bots, plan)
  const bot = startBot?.(doors)
  try {
    await untilConnected(doors, bot, plan, signal)
    return await playAll(file, { ...settings, sandbox, bots, bot })
  } finally {
    await bot?.stop()
    await doors.close()
    await sandbox.close()
  }
}

interface Running extends RunFileSettings {
  readonly sandbox: Sandbox
  readonly bots: readonly number[]
  readonly bot: BotProcess | undefined
}

async function playAll(file: ReadFile, running: Running): Promise<ScenarioOutcome[]> {
  const { plan, reporter, sandbox, signal } = running
  const outcomes: ScenarioOutcome[] = []
  const first = sandbox.world
  for (const scenario of file.scenarios.filter(({ title }) => plan.grep?.test(title) ?? true)) {
    if (signal.aborted) break
    // Message ids continue: a bot may take a known id for a repetition.
    sandbox.reset({ ...first, lastMessageId: sandbox.world.lastMessageId })
    const outcome = await playOne(file, scenario, running)
    outcomes.push(outcome)
    reporter.scenario(outcome)
    if (outcome.failure !== undefined && plan.bail) break
    await sleep(QUIET_MS)
  }
  return outcomes
}

async function playOne(file: ReadFile, scenario: Scenario, running: Running): Promise<ScenarioOutcome> {
  const { plan, sandbox, bots, bot, signal } = running
  const startedMs = performance.now()
  const done = (failure?: string): ScenarioOutcome => ({
    file: file.file,
    title: scenario.title,
    ms: performance.now() - startedMs,
    ...(failure === undefined ? {} : { failure }),
  })
  try {
    refuseLongWaits(scenario, plan)
    await playScenario(sandbox, scenario, {
      bots,
      timeoutMs: plan.timeoutMs,
      signal,
      populate: file.populate,
      source: file.text,
      fileOf: (name) => fileBeside(file, name),
    })
    return done()
  } catch (error) {
    if (signal.aborted) return done('stopped before its end')
    const isGone = bot?.end !== undefined
    return done(`${whyOf(error, file)}${isGone ? `\nthe bot ${bot.end}${printed(bot)}` : ''}`)
  }
}

/** Refuses long pauses: the bot runs on the machine's clock, so they take real time. @throws TranscriptError */
function refuseLongWaits({ steps }: Scenario, { maxWaitMs }: TestPlan): void {
  const long = steps.find((step) => step.is === 'wait' && step.ms > maxWaitMs)
  if (long) {
    throw new TranscriptError(
      long.line,
      'a long pause, which takes real time with a bot in another process',
      `at most ${maxWaitMs} ms; --max-wait allows more`,
    )
  }
}

/** Path of a file that a scenario names, relative to the scenario file. */
function fileBeside({ path }: ReadFile, name: string): string | undefined {
  const beside = resolve(dirname(path), name)
  return existsSync(beside) ? beside : undefined
}

const AROUND = 3

/** The error, with the lines around its place in the scenario file. */
function whyOf(error: unknown, { file, text }: ReadFile): string {
  const isKnown = error instanceof ExpectationMissed || error instanceof TranscriptError
  if (!isKnown) return error instanceof Error ? (error.stack ?? error.message) : String(error)
  const { line, message } = error
  if (line === undefined) return message
  return `${file}:${message.replace(/^line /, '')}\n${linesAround(text, line)}`
}

/** A line of a file, with the neighbouring lines of its scenario. */
function linesAround(text: string, line: number): string {
  const lines = text.split(/\r?\n/)
  const isTitle = (each: string): boolean => each.startsWith('==')
  const start = Math.max(lines.slice(0, line).findLastIndex(isTitle), line - 1 - AROUND, 0)
  const title = lines.findIndex((each, index) => index >= line && isTitle(each))
  const end = Math.min(title < 0 ? lines.length : title, line + AROUND)
  return lines
    .slice(start, end)
    .map(
      (each, index) =>
        `${start + index + 1 === line ? '>' : ' '} ${String(start + index + 1).padStart(3)} | ${each}`,
    )
    .join('\n')
    .replace(/(\n {2}\s*\d+ \| *)+$/, '')
}
