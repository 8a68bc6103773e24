import { isDeepStrictEqual } from 'node:util'
import type { Hub, Log, ReloadReport } from '@rookery/hub'
import type { CommandContext } from '../cli/command-context.js'
import { changedAdminKeys } from '../config/admin-config.js'
import { type ChosenConfig, chooseAgain, usualFile } from '../config/choose-config.js'

/** Outcome of reading the config again: what was applied, or all that is wrong with it. */
export type ReloadOutcome = { readonly report: ReloadReport } | { readonly problems: string }

export interface ReloaderContext extends Pick<CommandContext, 'cwd' | 'env'> {
  readonly log: Log
  readonly hub: Pick<Hub, 'reload'>
  /** Called with each config that was taken. */
  taken(config: ChosenConfig): void
}

/** Reads the config of a running hub again. Requests that come while that is under way share the next run. */
export class Reloader {
  #config: ChosenConfig
  readonly #context: ReloaderContext
  #running: Promise<ReloadOutcome> | undefined
  #next: Promise<ReloadOutcome> | undefined

  constructor(config: ChosenConfig, context: ReloaderContext) {
    this.#config = config
    this.#context = context
  }

  /** Reads the file as it is after this was called, and applies it. Never rejects. */
  reload(): Promise<ReloadOutcome> {
    if (!this.#running) return this.#begin()
    this.#next ??= this.#running.then(() => this.#begin())
    return this.#next
  }

  #begin(): Promise<ReloadOutcome> {
    this.#next = undefined
    const running = this.#run().finally(() => {
      if (this.#running === running) this.#running = undefined
    })
    this.#running = running
    return running
  }

  async #run(): Promise<ReloadOutcome> {
    try {
      const config = chooseAgain(this.#config, this.#context)
      return config ? await this.#apply(config) : this.#refused(`there is no ${usualFile} here`)
    } catch (error) {
      return this.#refused(error instanceof Error ? error.message : String(error))
    }
  }

  async #apply(config: ChosenConfig): Promise<ReloadOutcome> {
    const { log, hub, taken } = this.#context
    const report = withAdmin(
      withStore(await hub.reload(config.options), this.#config, config),
      this.#config,
      config,
    )
    // What needs a restart is told again each time.
    this.#config = { ...config, store: this.#config.store }
    tell(report, config.file, log)
    taken(config)
    return { report }
  }

  #refused(problems: string): ReloadOutcome {
    this.#context.log.warn({ problems }, 'config not taken: the one before stays in force')
    return { problems }
  }
}

/** Adds the keys of the store, which the process opens at its start. */
function withStore(report: ReloadReport, before: ChosenConfig, after: ChosenConfig): ReloadReport {
  const keys = new Set(report.needsRestart)
  const [{ folder, ...rest }, { folder: otherFolder, ...otherRest }] = [before.store, after.store]
  if (folder !== otherFolder) keys.add('data')
  if (!isDeepStrictEqual({ ...rest, isNamed: true }, { ...otherRest, isNamed: true })) keys.add('journal')
  return { ...report, needsRestart: [...keys] }
}

/** Adds the keys of the operator's side, which `taken` puts in force. */
function withAdmin(report: ReloadReport, before: ChosenConfig, after: ChosenConfig): ReloadReport {
  return { ...report, applied: [...report.applied, ...changedAdminKeys(before.admin, after.admin)] }
}

function tell(
  { clients, upstreams, applied, needsRestart }: ReloadReport,
  file: string | undefined,
  log: Log,
): void {
  const named = (what: string, names: readonly string[]) =>
    names.length > 0 ? { [what]: names.join(', ') } : {}
  const fields = {
    ...named('addedUpstreams', upstreams.added),
    ...named('changedUpstreams', upstreams.changed),
    ...named('removedUpstreams', upstreams.removed),
    ...named('addedClients', clients.added),
    ...named('changedClients', clients.changed),
    ...named('removedClients', clients.removed),
    ...named('settings', applied),
  }
  if (Object.keys(fields).length > 0) log.info({ file, ...fields }, 'config taken')
  else if (needsRestart.length === 0) log.info({ file }, 'config read again: nothing has changed')
  if (needsRestart.length > 0)
    log.warn({ file, settings: needsRestart.join(', ') }, 'some changes of the config need a restart')
}
