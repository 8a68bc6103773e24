import { OneBotError } from '@rookery/protocol'
import { WorldError } from '@rookery/sandbox'
import type { CliCommand } from '../cli/command.js'
import type { CommandContext } from '../cli/command-context.js'
import { type ExitCode, exitCode } from '../cli/exit-code.js'
import { listenForStop } from '../up/stop-signal.js'
import { type ChosenWorld, chooseWorld } from './choose-world.js'
import { atFreePorts } from './free-port.js'
import { takenPortOf } from './links-info.js'
import { openBrowser } from './open-browser.js'
import { pageAddress, pageOptions } from './page-options.js'
import { type RunningSandbox, runSandbox } from './run-sandbox.js'
import { wordsFor } from './words.js'

export const sandboxCommand: CliCommand = {
  summary: 'simulates QQ, with a chat page, for bots that connect to it',
  operands: '',
  options: pageOptions,
  async run({ options }, context) {
    return reportErrors(context, async () => {
      const chosen = chooseWorld(options.world, context)
      const { isAsked, ...page } = pageAddress(options)
      const port = isAsked ? page.port : await context.freePort(page.host, page.port)
      const running = await runSandbox({
        world: chosen.file === undefined ? await atFreePorts(chosen.world, context.freePort) : chosen.world,
        wanted: chosen.world.links,
        page: { ...page, port },
        record: options.record,
      })
      introduce(running, chosen, port === page.port ? undefined : page.port, context)
      if (options['no-open'] === undefined) openBrowser(running.page.url, context)
      await untilStopped(context, () => running.close())
      return exitCode.ok
    })
  },
}

function introduce(
  { page, accounts }: RunningSandbox,
  { file, world: { links: wanted } }: ChosenWorld,
  takenPort: number | undefined,
  { stdout, env }: CommandContext,
): void {
  const words = wordsFor(env)
  const links = accounts.flatMap(({ self_id, open }) =>
    open.map(({ kind, url }, index) => {
      const taken = words.taken(takenPortOf(url, wanted.get(self_id)?.[index]))
      return `  ${self_id}  ${kind.padEnd(10)}  ${url}${taken}`
    }),
  )
  const lines = [
    `${words.page}  ${page.url}${words.taken(takenPort)}`,
    '',
    file === undefined ? words.builtIn : words.world(file),
    ...(links.length > 0 ? links : [`  ${words.noLinks}`]),
    '',
    words.stop,
  ]
  stdout.write(`\n${lines.join('\n')}\n\n`)
}

/** Closes at the first stop signal; a second one ends the process at once. */
export async function untilStopped(
  { signals, exit }: CommandContext,
  close: () => Promise<void>,
): Promise<void> {
  const stop = listenForStop(signals, exit)
  try {
    await stop.asked
    await close()
  } finally {
    stop.dispose()
  }
}

/** Runs a command. Prints errors that the user can fix as a sentence, without a stack. */
export async function reportErrors(
  { stderr }: CommandContext,
  run: () => Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof OneBotError)) throw error
    stderr.write(`rookery: ${error.message}\n`)
    return error instanceof WorldError ? exitCode.config : exitCode.failed
  }
}
