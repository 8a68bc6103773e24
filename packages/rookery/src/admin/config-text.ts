import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { AdminRefusal } from '@rookery/admin'

const BOM = '\uFEFF'

/** The text of a config file, with a name for this very text. */
export interface ConfigText {
  readonly text: string
  readonly base: string
}

/** Reads a config file. @throws AdminRefusal */
export function readConfigText(path: string): ConfigText {
  const bytes = bytesOf(path)
  if (!isUtf8(bytes)) throw unavailable('the file is not UTF-8')
  return { text: bytes.toString('utf8'), base: baseOf(bytes) }
}

/** Name of a text: its digest. */
export const baseOf = (text: string | Uint8Array): string =>
  createHash('sha256').update(text).digest('base64url')

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw unavailable(`the file cannot be read (${codeOf(error)})`)
  }
}

/** Reason why a file cannot be changed; undefined if it can. */
export function readOnlyReason(path: string): string | undefined {
  try {
    const file = realpathSync(path)
    if ((statSync(file).mode & 0o222) === 0) return 'the file is write-protected'
    accessSync(file, constants.W_OK)
    return undefined
  } catch (error) {
    return `the file cannot be written (${codeOf(error)})`
  }
}

/** Kinds of failure of a rename where the file itself may be written: a file that is mounted into a container. */
const NO_RENAME: ReadonlySet<string> = new Set(['EBUSY', 'EXDEV', 'EACCES', 'EPERM', 'EROFS'])

/** Writes a config file, whole or not at all where the system can; its mode stays. @throws AdminRefusal */
export function writeConfigText(path: string, text: string): void {
  try {
    replace(realpathSync(path), text)
  } catch (error) {
    throw new AdminRefusal(
      409,
      'read_only',
      `the file cannot be written (${codeOf(error)}); nothing is changed`,
    )
  }
}

function replace(file: string, text: string): void {
  const before = `${dirname(file)}/.rookery-${process.pid}.new`
  const { mode, uid, gid } = statSync(file)
  try {
    rmSync(before, { force: true })
    writeFileSync(before, text, { mode: mode & 0o777, flag: 'wx' })
    const made = statSync(before)
    // Another owner would lose the file to the user of this process.
    if (made.uid === uid && made.gid === gid) return renameSync(before, file)
    rmSync(before, { force: true })
  } catch (error) {
    rmSync(before, { force: true })
    if (!NO_RENAME.has(codeOf(error))) throw error
  }
  writeFileSync(file, text)
}

/** Splits a text from the mark of its encoding, which editors of some systems write. */
export const withoutBom = (text: string): { readonly bom: string; readonly rest: string } =>
  text.startsWith(BOM) ? { bom: BOM, rest: text.slice(1) } : { bom: '', rest: text }

export const unavailable = (why: string): AdminRefusal => new AdminRefusal(409, 'not_available', why)

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)
