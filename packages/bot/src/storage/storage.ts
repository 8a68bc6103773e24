import type { Storable } from './storable.js'

/** A value that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/**
 * Values by key, kept across restarts. It is small on purpose: no queries, no transactions over several keys; whoever needs
 * those has a database and no use for this.
 */
export interface Store {
  /** The value, or undefined. What is given is the caller's own: changing it changes nothing here. */
  get<T = Json>(key: string): Promise<T | undefined>
  /** Keeps a value; settles when it is safe. @throws BotUsageError `bad_value` for what JSON cannot hold */
  set<T>(key: string, value: T & Storable<T>): Promise<void>
  /**
   * Makes a new value of the old one, and gives it. Nothing is lost where several do so at once: changes of a key wait for one
   * another, and one whose value was set meanwhile is made again.
   *
   * ```ts
   * const points = await store.update<number>('alice', (old = 0) => old + 1)
   * ```
   */
  update<T = Json>(key: string, change: (old: T | undefined) => T | Promise<T>): Promise<T>
  /** Forgets a value; whether there was one. */
  delete(key: string): Promise<boolean>
  /** All keys, or those that begin with `prefix`. */
  keys(prefix?: string): Promise<readonly string[]>
  /** The same with their values. */
  entries<T = Json>(prefix?: string): Promise<readonly (readonly [key: string, value: T])[]>
}

/** Where stores are kept. A plugin has the store of its name; `close` settles when everything is safe. */
export interface Storage {
  open(name: string): Store
  close(): Promise<void>
}
