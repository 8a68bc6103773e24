import { LogRing } from '@rookery/admin'
import { type OpenedAdmin, openAdmin } from '../admin/open-admin.js'
import { type CliCommand, configOption } from '../cli/command.js'
import type { CommandContext, OpenedStore } from '../cli/command-context.js'
import { type ExitCode, exitCode } from '../cli/exit-code.js'
import { type ChosenConfig, chooseConfig } from '../config/choose-config.js'
import { createLog, formatOption, logFormat } from '../log/log.js'
import { SECRET_KEYS } from '../log/secret-keys.js'
import { announce, announceConsole } from './announce.js'
import { AuditFile } from './audit-file.js'
import { keepYoungGeneration, optimizeLater } from './engine.js'
import { keepHeapRoom } from './heap-room.js'
import { listenFailure } from './listen-failure.js'
import { openStore, StoreFailure } from './open-store.js'
import { reloadsOf } from './reloads.js'
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
  const ring = new LogRing({ secretKeys: SECRET_KEYS })
  const written = await createLog(format, context.stdout)
  const log = ring.beside(written)
  const stop = listenForStop(context.signals, context.exit)
  let admin: OpenedAdmin | undefined
  const reloads = reloadsOf(config, context, { log, taken: (next) => admin?.follow(next) })
  try {
    const store = await openStore(config.store, context, log)
    const audit = store && new AuditFile({ folder: config.store.folder, log })
    const keepsEvents = store !== undefined
    const { cwd, env } = context
    admin = openAdmin(config, { cwd, env, log, ring, keepsEvents, reload: reloads.ask })
    const hub = await context.startHub(config.options, {
      log,
      reload: reloads.ask,
      extension: admin.extension,
      ...(store && { store }),
      ...(audit && { audit }),
    })
    sizeHeap()
    admin.attach(hub)
    announce(hub.url, config, log)
    if (store) log.info({ data: config.store.folder }, 'events and positions are kept on disk')
    // Not through the ring: a login link is for whoever sees the terminal.
    announceConsole(admin.consoleUrl(hub.url), written)
    reloads.start(hub)
    log.info({ signal: await stop.asked }, 'closing; a second signal ends it at once')
    reloads.dispose()
    await Promise.all([admin.extension.close(), hub.close()])
    await audit?.close()
    log.info({}, 'closed')
    endLater(store, context)
    return exitCode.ok
  } catch (error) {
    const sentence = sentenceOf(error, config)
    if (sentence === undefined) throw error
    context.stderr.write(`rookery: ${sentence}\n`)
    return error instanceof StoreFailure ? error.exitCode : exitCode.failed
  } finally {
    reloads.dispose()
    stop.dispose()
  }
}

/** Ends the process after a while, if it has not ended by itself; a store that is not closed by then has a thread that hangs. */
function endLater(store: OpenedStore | undefined, context: CommandContext): void {
  let isHanging = store !== undefined
  const closed = (): void => {
    isHanging = false
  }
  store?.close().then(closed, closed)
  setTimeout(() => (isHanging ? context.kill() : context.exit(exitCode.ok)), lingerMs).unref()
}

const sentenceOf = (error: unknown, { options }: ChosenConfig): string | undefined =>
  error instanceof StoreFailure ? error.message : listenFailure(error, options.listen)

/** Sizes V8's heap for what a hub does. */
function sizeHeap(): void {
  keepYoungGeneration()
  keepHeapRoom().unref?.()
}
