import { chmodSync, closeSync, mkdirSync, openSync, readdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { StoreFileError } from './store-file-error.js'

/** Files of a store, in its folder. */
export const storePaths = (folder: string): { readonly log: string; readonly lock: string } => ({
  log: join(folder, 'log.db'),
  lock: join(folder, 'lock.db'),
})

/** Suffixes of the files that SQLite keeps beside a database. */
const BESIDE = ['', '-wal', '-shm'] as const

/** All files that a store may have, in its folder. */
export const storeFiles = (folder: string): string[] =>
  Object.values(storePaths(folder)).flatMap((path) => BESIDE.map((suffix) => path + suffix))

/**
 * Makes the folder and its files, which nobody else may read. A folder that holds files of others keeps its mode.
 *
 * @throws StoreFileError `unwritable`
 */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    // A folder with other files may be shared on purpose, and `/tmp` must not be taken from everybody.
    if (readdirSync(folder).every(isOfStore)) narrow(folder, 0o700)
    for (const path of Object.values(storePaths(folder))) {
      makeFile(path)
      narrow(path, 0o600)
    }
  } catch (cause) {
    throw new StoreFileError('unwritable', `cannot write in ${folder}: ${messageOf(cause)}`, { cause })
  }
}

const isOfStore = (name: string): boolean => /^(?:log|lock)\.db(?:$|[-.])/.test(name)

/** Makes a file if there is none. One that is there is not opened: closing it would release its lock. */
function makeFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function narrow(path: string, mode: number): void {
  if ((statSync(path).mode & 0o777 & ~mode) !== 0) chmodSync(path, mode)
}

/** Renames a damaged database, with the files beside it. Returns the new path of it. */
export function setAside(path: string, now: number): string {
  const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')
  const free = Array.from({ length: 1_000 }, (_, n) => `${path}.damaged-${stamp}${n === 0 ? '' : `-${n}`}`)
  const target =
    free.find((each) => statSync(each, { throwIfNoEntry: false }) === undefined) ?? `${path}.damaged`
  for (const suffix of BESIDE) {
    if (statSync(path + suffix, { throwIfNoEntry: false })) renameSync(path + suffix, target + suffix)
  }
  return target
}

/** Message of whatever was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
