import { type CliCommand, configOption } from '../cli/command.js'
import type { CommandContext } from '../cli/command-context.js'
import { type ExitCode, exitCode } from '../cli/exit-code.js'
import { type ChosenConfig, chooseConfig } from '../config/choose-config.js'
import { createLog, formatOption, logFormat } from '../log/log.js'
import { announce } from './announce.js'
import { keepYoungGeneration, optimizeLater } from './engine.js'
import { keepHeapRoom } from './heap-room.js'
import { listenFailure } from './listen-failure.js'
import { listenForStop } from './stop-signal.js'

/** Milliseconds after a clean close before the process is ended regardless of open handles. */
const lingerMs = 1000

export const upCommand: CliCommand = {
  summary: 'starts the hub and runs it until Ctrl+C or SIGTERM',
  operands: '',
  options: { config: configOption, log: formatOption },
  async run({ options: { config, log } }, context) {
    optimizeLater()
    const format = logFormat(log, context)
    return runHub(chooseConfig(config, context), format, context)
  },
}

async function runHub(
  config: ChosenConfig,
  format: ReturnType<typeof logFormat>,
  context: CommandContext,
): Promise<ExitCode> {
  const log = await createLog(format, context.stdout)
  const stop = listenForStop(context.signals, context.exit)
  try {
    const hub = await context.startHub(config.options, { log })
    sizeHeap()
    announce(hub.url, config, log)
    log.info({ signal: await stop.asked }, 'closing; a second signal ends it at once')
    await hub.close()
    log.info({}, 'closed')
    setTimeout(() => context.exit(exitCode.ok), lingerMs).unref()
    return exitCode.ok
  } catch (error) {
    const sentence = listenFailure(error, config.options.listen)
    if (sentence === undefined) throw error
    context.stderr.write(`rookery: ${sentence}\n`)
    return exitCode.failed
  } finally {
    stop.dispose()
  }
}

/** Sizes V8's heap for what a hub does. */
function sizeHeap(): void {
  keepYoungGeneration()
  keepHeapRoom().unref?.()
}
