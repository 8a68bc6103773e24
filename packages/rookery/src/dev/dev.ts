import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { BotProcess } from '../bot/bot-process.js'
import type { Arguments, CliCommand } from '../cli/command.js'
import type { CommandContext } from '../cli/command-context.js'
import { exitCode } from '../cli/exit-code.js'
import { UsageError } from '../cli/usage-error.js'
import { chooseWorld } from '../sandbox/choose-world.js'
import { openBrowser } from '../sandbox/open-browser.js'
import { pageAddress, pageOptions } from '../sandbox/page-options.js'
import { reportErrors, untilStopped } from '../sandbox/sandbox.js'
import { wordsFor } from '../sandbox/words.js'
import { type BotReport, ReportFilter } from './bot-report.js'
import { BotState, crashText } from './bot-state.js'
import { isCommonJs } from './module-hint.js'
import { type DevStage, startStage } from './start-stage.js'
import { watched } from './watched.js'

export const devCommand: CliCommand = {
  summary: 'runs a bot in a simulated QQ, with a chat page, and again when its files change',
  operands: '[bot file | -- program and its arguments]',
  options: pageOptions,
  takesProgram: true,
  async run(args, context) {
    return reportErrors(context, async () => {
      const program = programOf(args, context)
      const chosen = chooseWorld(args.options.world, context)
      const { isAsked, ...page } = pageAddress(args.options)
      const port = isAsked ? page.port : await context.freePort(page.host, page.port)
      const state = new BotState()
      const settings = { page: { ...page, port }, record: args.options.record, bot: () => state.now }
      const stage = await startStage(chosen, settings, context)
      introduce(stage, program, { ...page, isTaken: port !== page.port }, context)
      const bot = program && startBot(program, stage, state, context)
      if (args.options['no-open'] === undefined) openBrowser(stage.page.url, context)
      await untilStopped(context, async () => {
        await bot?.stop()
        await stage.close()
      })
      return exitCode.ok
    })
  },
}

/** The program to run: its command line, and how it is shown. */
interface Program {
  readonly words: readonly [string, ...string[]]
  readonly shown: string
  /** The watched file, named in crash reports. */
  readonly file?: string
}

function startBot(
  { words, file }: Program,
  { hubUrl }: DevStage,
  state: BotState,
  context: CommandContext,
): BotProcess {
  const { cwd, env, stdout, stderr } = context
  const filter = new ReportFilter((report) => {
    state.report(report)
    tellReport(report, context)
  })
  const bot: BotProcess = new BotProcess({
    words,
    cwd,
    env: {
      ...env,
      ROOKERY_URL: hubUrl,
      ROOKERY_EXPLAIN: '1',
      FORCE_COLOR: stdout.isTTY ? '1' : '0',
      ...(file !== undefined && { ROOKERY_BOT_FILE: file }),
    },
    stdout,
    stderr: { write: (text) => stderr.write(filter.take(text)) },
    onEnd: (how) => {
      state.ended(how, bot.lastLines)
      stderr.write(`rookery: ${wordsFor(env).ended(how)}\n`)
    },
  })
  return bot
}

/** Prints why a bot has ended; it starts again when its files change. */
function tellReport(report: BotReport, { env, stderr }: CommandContext): void {
  const words = wordsFor(env)
  if (report.is === 'crashed') stderr.write(`\n${crashText(report)}\n\nrookery: ${words.crashed}\n`)
  if (report.is === 'ended') stderr.write(`rookery: ${words.done(report.code)}\n`)
}

/** The bot's program: the command line after `--`, or Node with the given file. */
function programOf(
  { operands, program }: Arguments,
  { cwd, env, stderr }: CommandContext,
): Program | undefined {
  const [file, surplus] = operands
  const [name, ...rest] = program
  if (surplus !== undefined) throw new UsageError(`one bot file at most, found "${surplus}" behind "${file}"`)
  if (name !== undefined && file !== undefined) {
    throw new UsageError(`either a bot file or a program behind "--", found both "${file}" and "${name}"`)
  }
  if (name !== undefined) return { words: [name, ...rest], shown: [name, ...rest].join(' ') }
  if (file === undefined) return undefined
  if (!existsSync(resolve(cwd, file))) throw new UsageError(`there is no file ${file}`)
  if (isCommonJs(resolve(cwd, file))) stderr.write(`rookery: ${wordsFor(env).commonJs}\n`)
  const path = resolve(cwd, file)
  return { words: watched(path), shown: `${file}   ${wordsFor(env).restarts}`, file: path }
}

function introduce(
  { page, hubUrl, hubTakenPort }: DevStage,
  program: Program | undefined,
  wanted: { readonly port: number; readonly isTaken: boolean },
  { stdout, env }: CommandContext,
): void {
  const words = wordsFor(env)
  const rows = [
    [words.page, page.url + words.taken(wanted.isTaken ? wanted.port : undefined)],
    [words.hub, `${hubUrl}/   ${words.connect}${words.taken(hubTakenPort)}`],
    [words.bot, program?.shown ?? words.noBot],
  ] as const
  const lines = rows.map(([name, value]) => `  ${name}: ${value}`)
  stdout.write(`\n${lines.join('\n')}\n\n${words.stop}\n\n`)
}
