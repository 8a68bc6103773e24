import { relative } from 'node:path'
import { WorldError } from '@rookery/sandbox'
import { TranscriptError } from '@rookery/sandbox/transcript'
import { BotProcess } from '../bot/bot-process.js'
import type { Arguments, CliCommand } from '../cli/command.js'
import type { CommandContext } from '../cli/command-context.js'
import { type ExitCode, exitCode } from '../cli/exit-code.js'
import { UsageError } from '../cli/usage-error.js'
import { listenForStop } from '../up/stop-signal.js'
import { BotFailure } from './bot-failure.js'
import type { BotDoors } from './doors.js'
import { readPlan, type TestPlan, testOptions } from './options.js'
import type { Reporter, ScenarioOutcome } from './reporter.js'
import { runFile } from './run-file.js'
import { ENDING, findFiles, type ReadFile, readScenarioFile } from './scenario-files.js'
import { junitReporter, specReporter } from './spec-reporter.js'

export const testCommand: CliCommand = {
  summary: `plays scenario files (${ENDING}) with the bot that a command behind -- starts: exit code 0 if all pass, 1 if not`,
  operands: '[path …]',
  options: testOptions,
  takesProgram: true,
  async run(args, context) {
    const plan = readPlan(args)
    const paths = args.operands.length > 0 ? args.operands : ['.']
    const files = readAll(findFiles(paths, context.cwd), context)
    const stop = listenForStop(context.signals, context.exit)
    const stopping = new AbortController()
    void stop.asked.then(() => {
      stopping.abort()
    })
    try {
      return await runAll(files, { plan, args, context, signal: stopping.signal })
    } finally {
      stop.dispose()
    }
  },
}

interface Session {
  readonly plan: TestPlan
  readonly args: Arguments
  readonly context: CommandContext
  readonly signal: AbortSignal
}

async function runAll(files: readonly ReadFile[], session: Session): Promise<ExitCode> {
  const { plan, context, signal } = session
  const reporter = reporterOf(plan, context)
  const startedMs = performance.now()
  const outcomes: ScenarioOutcome[] = []
  for (const file of files) {
    if (signal.aborted || !file.scenarios.some(({ title }) => plan.grep?.test(title) ?? true)) continue
    reporter.file(file.file)
    const own = await runOne(file, reporter, session)
    outcomes.push(...own)
    if (plan.bail && own.some(isFailed)) break
  }
  reporter.end(outcomes, performance.now() - startedMs)
  if (outcomes.length === 0 && !signal.aborted) throw new UsageError(plan.grep ? NO_SUCH_TITLE : NO_SCENARIOS)
  return signal.aborted || outcomes.some(isFailed) ? exitCode.failed : exitCode.ok
}

const NO_SUCH_TITLE = 'no scenario has such a title; allowed: another --grep'
const NO_SCENARIOS = 'no file has a scenario; allowed: lines such as "Alice: hi", under "== title" or without'

const isFailed = ({ failure }: ScenarioOutcome): boolean => failure !== undefined

/** Runs one file. A bot that does not connect fails all its scenarios. */
async function runOne(file: ReadFile, reporter: Reporter, session: Session): Promise<ScenarioOutcome[]> {
  const { plan, signal, args } = session
  const startBot = args.program.length === 0 ? undefined : (doors: BotDoors) => startBotFor(doors, session)
  const startedMs = performance.now()
  try {
    return await runFile(file, { plan, reporter, signal, startBot })
  } catch (error) {
    if (!(error instanceof BotFailure)) throw error
    const outcome = {
      file: file.file,
      title: 'the bot connects',
      ms: performance.now() - startedMs,
      failure: error.message,
    }
    reporter.scenario(outcome)
    return [outcome]
  }
}

function startBotFor({ words, env }: BotDoors, { plan, args, context }: Session): BotProcess {
  return new BotProcess({
    words: args.program.map((word) =>
      word.replace(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole),
    ),
    cwd: context.cwd,
    env: { PYTHONUNBUFFERED: '1', PYTHONUTF8: '1', ...context.env, ...env },
    ...(plan.verbose ? { stdout: context.stderr, stderr: context.stderr } : {}),
  })
}

function reporterOf({ reporter }: TestPlan, { stdout, env }: CommandContext): Reporter {
  return reporter === 'junit' ? junitReporter(stdout) : specReporter(stdout, env)
}

/** Reads every file before a bot is started. @throws UsageError with file and line */
function readAll(files: readonly string[], { cwd }: CommandContext): ReadFile[] {
  return files.map((file) => {
    try {
      return readScenarioFile(file, cwd)
    } catch (error) {
      if (error instanceof WorldError) throw new UsageError(error.message)
      if (!(error instanceof TranscriptError)) throw error
      throw new UsageError(`${relative(cwd, file)}: ${error.message}`)
    }
  })
}
