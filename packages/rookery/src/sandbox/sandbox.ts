import { OneBotError } from '@rookery/protocol'
import { WorldError } from '@rookery/sandbox'
import type { Command } from '../cli/command.js'
import { type ExitCode, exitCode } from '../cli/exit-code.js'
import type { World } from '../cli/world.js'
import { listenForStop } from '../up/stop-signal.js'
import { type ChosenWorld, chooseWorld } from './choose-world.js'
import { atFreePorts } from './free-port.js'
import { takenPortOf } from './links-info.js'
import { openBrowser } from './open-browser.js'
import { pageAddress, pageOptions } from './page-options.js'
import { type RunningSandbox, runSandbox } from './run-sandbox.js'
import { wordsFor } from './words.js'

export const sandbox: Command = {
  summary: 'simulates QQ, with a chat page, for bots that connect to it',
  operands: '',
  options: pageOptions,
  async run({ options }, world) {
    return told(world, async () => {
      const chosen = chooseWorld(options.world, world)
      const { isAsked, ...page } = pageAddress(options)
      const port = isAsked ? page.port : await world.freePort(page.host, page.port)
      const running = await runSandbox({
        world: chosen.file === undefined ? await atFreePorts(chosen.world, world.freePort) : chosen.world,
        wanted: chosen.world.links,
        page: { ...page, port },
        record: options.record,
      })
      introduce(running, chosen, port === page.port ? undefined : page.port, world)
      if (options['no-open'] === undefined) openBrowser(running.page.url, world)
      await untilStopped(world, () => running.close())
      return exitCode.ok
    })
  },
}

function introduce(
  { page, accounts }: RunningSandbox,
  { file, world: { links: wanted } }: ChosenWorld,
  takenPort: number | undefined,
  { stdout, env }: World,
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

/** Closes at the first signal that asks for an end; who asks once more does not want to wait for that. */
export async function untilStopped({ signals, exit }: World, close: () => Promise<void>): Promise<void> {
  const stop = listenForStop(signals, exit)
  try {
    await stop.asked
    await close()
  } finally {
    stop.dispose()
  }
}

/** Runs a command; an error that its user can mend is told in a sentence, without a stack. */
export async function told({ stderr }: World, run: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof OneBotError)) throw error
    stderr.write(`rookery: ${error.message}\n`)
    return error instanceof WorldError ? exitCode.config : exitCode.failed
  }
}
