import { statSync } from 'node:fs'
import { storePaths } from './folder.js'
import { StoreFileError } from './store-file-error.js'

/**
 * Notes which files the paths of a store name now. The returned check throws once they name others or none: SQLite goes on
 * writing to a deleted file without an error, and a new lock file can be taken by a second hub.
 *
 * @throws StoreFileError `file_gone`, from the check
 */
export function sameFiles(folder: string): () => void {
  const opened = Object.values(storePaths(folder)).map((path) => ({ path, file: fileAt(path) }))
  return () => {
    const gone = opened.find(({ path, file }) => fileAt(path) !== file)
    if (gone)
      throw new StoreFileError('file_gone', `${gone.path} was deleted or replaced while it was in use`)
  }
}

/** Device and inode of the file at a path; undefined if there is none. */
function fileAt(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false })
  return found && `${found.dev} ${found.ino}`
}
