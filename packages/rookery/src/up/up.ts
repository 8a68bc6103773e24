import { type Command, configOption } from '../cli/command.js'
import { type ExitCode, exitCode } from '../cli/exit-code.js'
import type { World } from '../cli/world.js'
import { type ChosenConfig, chooseConfig } from '../config/choose-config.js'
import { createLog, formatOption, logFormat } from '../log/log.js'
import { announce } from './announce.js'
import { listenFailure } from './listen-failure.js'
import { listenForStop } from './stop-signal.js'

/** Time given to whatever keeps Node alive after a clean close. */
const lingerMs = 1000

export const up: Command = {
  summary: 'starts the hub and runs it until Ctrl+C or SIGTERM',
  operands: '',
  options: { config: configOption, log: formatOption },
  async run({ options: { config, log } }, world) {
    const format = logFormat(log, world)
    return runHub(chooseConfig(config, world), format, world)
  },
}

async function runHub(
  config: ChosenConfig,
  format: ReturnType<typeof logFormat>,
  world: World,
): Promise<ExitCode> {
  const log = createLog(format, world.stdout)
  const stop = listenForStop(world.signals, world.exit)
  try {
    const hub = await world.startHub(config.options, { log })
    announce(hub.url, config, log)
    log.info({ signal: await stop.asked }, 'closing; a second signal ends it at once')
    await hub.close()
    log.info({}, 'closed')
    setTimeout(() => world.exit(exitCode.ok), lingerMs).unref()
    return exitCode.ok
  } catch (error) {
    const sentence = listenFailure(error, config.options.listen)
    if (sentence === undefined) throw error
    world.stderr.write(`rookery: ${sentence}\n`)
    return exitCode.failed
  } finally {
    stop.dispose()
  }
}
