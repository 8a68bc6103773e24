import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { BotProcess } from '../bot/bot-process.js'
import type { Arguments, Command } from '../cli/command.js'
import { exitCode } from '../cli/exit-code.js'
import { UsageError } from '../cli/usage-error.js'
import type { World } from '../cli/world.js'
import { chooseWorld } from '../sandbox/choose-world.js'
import { openBrowser } from '../sandbox/open-browser.js'
import { pageAddress, pageOptions } from '../sandbox/page-options.js'
import { told, untilStopped } from '../sandbox/sandbox.js'
import { wordsFor } from '../sandbox/words.js'
import { type BotReport, ReportFilter } from './bot-report.js'
import { BotState, crashText } from './bot-state.js'
import { isCommonJs } from './module-hint.js'
import { type DevStage, startStage } from './start-stage.js'
import { watched } from './watched.js'

export const dev: Command = {
  summary: 'runs a bot in a simulated QQ, with a chat page, and again when its files change',
  operands: '[bot file | -- program and its arguments]',
  options: pageOptions,
  takesProgram: true,
  async run(args, world) {
    return told(world, async () => {
      const program = programOf(args, world)
      const chosen = chooseWorld(args.options.world, world)
      const { isAsked, ...page } = pageAddress(args.options)
      const port = isAsked ? page.port : await world.freePort(page.host, page.port)
      const state = new BotState()
      const settings = { page: { ...page, port }, record: args.options.record, bot: () => state.now }
      const stage = await startStage(chosen, settings, world)
      introduce(stage, program, { ...page, isTaken: port !== page.port }, world)
      const bot = program && startBot(program, stage, state, world)
      if (args.options['no-open'] === undefined) openBrowser(stage.page.url, world)
      await untilStopped(world, async () => {
        await bot?.stop()
        await stage.close()
      })
      return exitCode.ok
    })
  },
}

/** Program that is run: its command line, and how that is shown. */
interface Program {
  readonly words: readonly [string, ...string[]]
  readonly shown: string
  /** The file that is watched, and told of when it crashes. */
  readonly file?: string
}

function startBot({ words, file }: Program, { hubUrl }: DevStage, state: BotState, world: World): BotProcess {
  const { cwd, env, stdout, stderr } = world
  const filter = new ReportFilter((report) => {
    state.report(report)
    tellReport(report, world)
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

/** Prints why a bot is gone that starts again when its files change. */
function tellReport(report: BotReport, { env, stderr }: World): void {
  const words = wordsFor(env)
  if (report.is === 'crashed') stderr.write(`\n${crashText(report)}\n\nrookery: ${words.crashed}\n`)
  if (report.is === 'ended') stderr.write(`rookery: ${words.done(report.code)}\n`)
}

/** The program of the bot: the command line behind `--`, or Node for the file that is named. */
function programOf({ operands, program }: Arguments, { cwd, env, stderr }: World): Program | undefined {
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
  { stdout, env }: World,
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
