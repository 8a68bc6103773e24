import type { Storable } from './storable.js'

/** A value that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/**
 * Store of values by key, kept across restarts. It is small on purpose: no queries, no transactions over several keys;
 * that is what databases are for.
 */
export interface Store {
  /** The value, or undefined. The caller gets a copy: changing it does not change the store. */
  get<T = Json>(key: string): Promise<T | undefined>
  /** Keeps a value; settles when it is safe. @throws BotUsageError `bad_value` for what JSON cannot hold */
  set<T>(key: string, value: T & Storable<T>): Promise<void>
  /**
   * Computes a new value from the old one, stores and returns it. Concurrent updates lose nothing: changes of a key are
   * queued, and a change whose value was set meanwhile runs again.
   *
   * ```ts
   * const points = await store.update<number>('alice', (old = 0) => old + 1)
   * ```
   */
  update<T = Json>(key: string, change: (old: T | undefined) => T | Promise<T>): Promise<T>
  /** Deletes a value. Returns whether there was one. */
  delete(key: string): Promise<boolean>
  /** All keys, or those that begin with `prefix`. */
  keys(prefix?: string): Promise<readonly string[]>
  /** Entries of all keys, or of those that begin with `prefix`. */
  entries<T = Json>(prefix?: string): Promise<readonly (readonly [key: string, value: T])[]>
}

/** Storage engine. A plugin has the store of its name; `close` settles when everything is safe. */
export interface Storage {
  open(name: string): Store
  close(): Promise<void>
}
