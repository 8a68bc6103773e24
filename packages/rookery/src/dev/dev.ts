import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { BotProcess } from '../bot/bot-process.js'
import type { Arguments, Command } from '../cli/command.js'
import { exitCode } from '../cli/exit-code.js'
import { UsageError } from '../cli/usage-error.js'
import type { World } from '../cli/world.js'
import { chooseWorld } from '../sandbox/choose-world.js'
import { freePort } from '../sandbox/free-port.js'
import { openBrowser } from '../sandbox/open-browser.js'
import { pageAddress, pageOptions } from '../sandbox/page-options.js'
import { told, untilStopped } from '../sandbox/sandbox.js'
import { wordsFor } from '../sandbox/words.js'
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
      const port = isAsked ? page.port : await freePort(page.host, page.port)
      const stage = await startStage(chosen, { page: { ...page, port }, record: args.options.record }, world)
      introduce(stage, program, world)
      const bot = program && startBot(program, stage, world)
      if (args.options['no-open'] === undefined) openBrowser(stage.page.url, world)
      await untilStopped(world, async () => {
        await bot?.stop()
        await stage.close()
      })
      return exitCode.ok
    })
  },
}

/** What is to be run: its command line, and how that is shown. */
interface Program {
  readonly words: readonly [string, ...string[]]
  readonly shown: string
}

function startBot({ words }: Program, { hubUrl }: DevStage, { cwd, env, stdout, stderr }: World): BotProcess {
  return new BotProcess({
    words,
    cwd,
    env: { ...env, ROOKERY_URL: hubUrl, ROOKERY_EXPLAIN: '1', FORCE_COLOR: stdout.isTTY ? '1' : '0' },
    stdout,
    stderr,
    onEnd: (how) => void stderr.write(`rookery: ${wordsFor(env).ended(how)}\n`),
  })
}

/** What runs the bot: the command line behind `--`, or Node for the file that is named. */
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
  return { words: watched(resolve(cwd, file)), shown: `${file}   ${wordsFor(env).restarts}` }
}

function introduce({ page, hubUrl }: DevStage, program: Program | undefined, { stdout, env }: World): void {
  const words = wordsFor(env)
  const rows = [
    [words.page, page.url],
    [words.hub, `${hubUrl}/   ${words.connect}`],
    [words.bot, program?.shown ?? words.noBot],
  ] as const
  const lines = rows.map(([name, value]) => `  ${name}: ${value}`)
  stdout.write(`\n${lines.join('\n')}\n\n${words.stop}\n\n`)
}
