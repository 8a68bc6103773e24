import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'

const FILE_MODE = 0o600
const FOLDER_MODE = 0o700
const OTHERS = 0o077

/** Tells whether only the user of this process can read or change a file. Windows has no modes; its profile folders are private. */
const isPrivate = ({ uid, mode }: Stats): boolean =>
  process.platform === 'win32' || (uid === process.getuid?.() && (mode & OTHERS) === 0)

/** Reads a file that nobody else could have written or read; undefined for any other. */
export function readSecretFile(path: string): string | undefined {
  try {
    const stats = lstatSync(path)
    return stats.isFile() && isPrivate(stats) ? readFileSync(path, 'utf8') : undefined
  } catch {
    return undefined
  }
}

/** Writes a file for the user alone, in place of whatever is there. @throws Error of the system */
export function writeSecretFile(path: string, text: string): void {
  const before = `${path}.${process.pid}.new`
  rmSync(before, { force: true })
  try {
    // Never through a link that somebody put there.
    writeFileSync(before, text, { mode: FILE_MODE, flag: 'wx' })
    renameSync(before, path)
  } catch (error) {
    rmSync(before, { force: true })
    throw error
  }
}

/** Makes a folder for the user alone, or takes one that is. @throws Error where it is somebody else's */
export function makePrivateFolder(folder: string): void {
  mkdirSync(dirname(folder), { recursive: true })
  try {
    mkdirSync(folder, { mode: FOLDER_MODE })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const stats = lstatSync(folder)
  if (stats.isDirectory() && process.platform !== 'win32' && stats.uid === process.getuid?.())
    chmodSync(folder, FOLDER_MODE)
  if (!stats.isDirectory() || !isPrivate(lstatSync(folder)))
    throw new ForeignFolder(`${folder} is not a folder of this user alone`)
}

class ForeignFolder extends Error {
  override readonly name = 'ForeignFolder'
  readonly code = 'foreign_folder'
}
