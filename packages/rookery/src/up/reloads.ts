import type { Log } from '@rookery/hub'
import type { CommandContext, RunningHub } from '../cli/command-context.js'
import type { ChosenConfig } from '../config/choose-config.js'
import { listenForReload } from './reload-signal.js'
import { Reloader, type ReloadOutcome } from './reloader.js'
import { watchConfig } from './watch-config.js'

/** All that lets a running hub read its config again: SIGHUP, a request, and a file that is saved. */
export interface Reloads {
  /** Answers a request. */
  ask(): Promise<ReloadOutcome>
  start(hub: Pick<RunningHub, 'reload'>): void
  dispose(): void
}

/** Listens for SIGHUP at once; what is asked for before the hub runs is done then. `taken` is called with each config that was taken. */
export function reloadsOf(
  config: ChosenConfig,
  context: CommandContext,
  { log, taken }: { readonly log: Log; taken(config: ChosenConfig): void },
): Reloads {
  const { cwd, env } = context
  const signal = listenForReload(context)
  let reloader: Reloader | undefined
  let unwatch: (() => void) | undefined
  const reload = (): void => void reloader?.reload()
  const follow = (now: ChosenConfig): void => {
    taken(now)
    watch(now)
  }
  const watch = ({ isWatched, file }: ChosenConfig): void => {
    if (isWatched === (unwatch !== undefined)) return
    unwatch?.()
    unwatch = isWatched && file !== undefined ? watchConfig(file, { cwd, log, saved: reload }) : undefined
  }
  return {
    ask: async () => (await reloader?.reload()) ?? { problems: 'the hub has not started yet; try again' },
    start(hub) {
      reloader = new Reloader(config, { cwd, env, log, hub, taken: follow })
      watch(config)
      signal.start(reload)
    },
    dispose() {
      signal.dispose()
      unwatch?.()
      unwatch = undefined
      reloader = undefined
    },
  }
}
