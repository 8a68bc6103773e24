import { type FSWatcher, statSync, watch } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Log } from '@rookery/hub'
import { type Alarm, type Clock, systemClock } from '@rookery/transport'

/** A file counts as saved once it has not changed for so long. */
const SETTLE_MS = 300

export interface WatchConfigSettings {
  readonly cwd: string
  readonly log: Log
  readonly clock?: Clock
  /** The file was saved. */
  saved(): void
}

/**
 * Watches a config file. Its folder is watched, since most editors put another file in its place; a link that leads elsewhere
 * counts, too. Returns what ends it.
 */
export function watchConfig(
  file: string,
  { cwd, log, clock = systemClock, saved }: WatchConfigSettings,
): () => void {
  const path = resolve(cwd, file)
  let known = stateOf(path)
  let seen = known
  let alarm: Alarm | undefined
  const look = (): void => {
    alarm = undefined
    const now = stateOf(path)
    const isSettled = now === seen
    seen = now
    if (!isSettled) return wait()
    if (now === known || now === GONE) return
    known = now
    saved()
  }
  const wait = (): void => {
    if (alarm) return
    alarm = clock.after(SETTLE_MS, look)
    alarm.unref?.()
  }
  const watcher = watchFolder(dirname(path), wait, (why) =>
    log.warn({ file, why }, 'the config is not watched: reload it by hand'),
  )
  return () => {
    alarm?.()
    watcher?.close()
  }
}

function watchFolder(
  folder: string,
  changed: () => void,
  failed: (why: string) => void,
): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { persistent: false }, changed)
    watcher.on('error', (error) => failed(error.message))
    return watcher
  } catch (error) {
    failed(error instanceof Error ? error.message : String(error))
    return undefined
  }
}

const GONE = 'gone'

/** Changes whenever the file is written or another one takes its place. */
function stateOf(path: string): string {
  try {
    const { ino, size, mtimeMs } = statSync(path)
    return `${ino} ${size} ${mtimeMs}`
  } catch {
    return GONE
  }
}
