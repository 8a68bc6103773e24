import type { Log } from '@rookery/hub'
import type { HubStore } from '@rookery/hub/history'
import type { OpenReport } from '@rookery/hub-disk'
import type { CommandContext } from '../cli/command-context.js'
import { type ExitCode, exitCode } from '../cli/exit-code.js'
import type { StoreConfig } from '../config/store-config.js'

/** A store that cannot be opened, with the exit code for it. */
export class StoreFailure extends Error {
  readonly exitCode: ExitCode

  constructor(message: string, exitCode: ExitCode) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Faults that a hub can live with where nobody asked for the folder. */
const BEARABLE: readonly string[] = ['unwritable', 'no_engine']

/**
 * Opens the store of a config; undefined if all stays in memory.
 *
 * @throws StoreFailure if it cannot be opened, and the hub must not run without it
 */
export async function openStore(
  config: StoreConfig,
  { openStore }: Pick<CommandContext, 'openStore'>,
  log: Log,
): Promise<HubStore | undefined> {
  if (config.engine === 'memory') return undefined
  const { folder, isNamed, durability, history } = config
  try {
    const store = await openStore(folder, { durability, history })
    if (store.report) tellRepairs(store.report, folder, log)
    store.onReopened?.((report) => {
      log.warn({ data: folder }, 'the history was opened again, after a failure')
      tellRepairs(report, folder, log)
    })
    return store
  } catch (error) {
    const { code, message } = error as { readonly code?: unknown; readonly message: string }
    if (typeof code !== 'string') throw error
    if (isNamed || !BEARABLE.includes(code)) {
      const isConfig = code !== 'in_use'
      throw new StoreFailure(`data: ${folder}: ${message}`, isConfig ? exitCode.config : exitCode.failed)
    }
    log.warn({ data: folder, why: message }, 'nothing is kept on disk: a restart of the hub forgets all')
    return undefined
  }
}

function tellRepairs(
  { setAside, damage, lostPages, lostBytes = 0 }: OpenReport,
  data: string,
  log: Log,
): void {
  if (setAside !== undefined)
    log.warn(
      { data, setAside, why: damage },
      'the history was damaged: it is set aside, and another one begun',
    )
  if (lostPages > 0 || lostBytes > 0)
    log.info(
      { data, ...(lostPages > 0 && { pages: lostPages }), ...(lostBytes > 0 && { bytes: lostBytes }) },
      'the history ends with a write that was cut off: it is left out',
    )
}
