import type Libsql from 'libsql'
import { StoreFileError } from './store-file-error.js'

/** Constructor of databases. */
export type Database = Libsql.Database
export type Statement = Libsql.Statement
export type DatabaseClass = new (path: string) => Database

/**
 * Loads libsql, which has a binary for each platform that it runs on.
 *
 * @throws StoreFileError `no_engine` where there is none
 */
export async function loadLibsql(
  load: () => Promise<unknown> = () => import('libsql'),
): Promise<DatabaseClass> {
  try {
    return ((await load()) as { readonly default: DatabaseClass }).default
  } catch (cause) {
    const platform = `${process.platform} on ${process.arch}`
    throw new StoreFileError(
      'no_engine',
      `libsql, which keeps events on disk, is not installed or has no binary for ${platform}`,
      { cause },
    )
  }
}
