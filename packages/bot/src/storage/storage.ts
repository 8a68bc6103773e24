/** A value that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** `T`, if JSON can hold it; whatever it cannot hold is `never`. An interface is as good as a type here. */
export type JsonOf<T> = T extends string | number | boolean | null
  ? T
  : T extends bigint | symbol | undefined | ((...args: never) => unknown)
    ? never
    : { readonly [K in keyof T]: JsonOf<T[K]> }

/**
 * Values by key, kept across restarts. It is small on purpose: no queries, no transactions; whoever needs those has a
 * database and no use for this.
 */
export interface Store {
  /** The value, or undefined. What is given is the caller's own: changing it changes nothing here. */
  get<T = Json>(key: string): Promise<T | undefined>
  /** Keeps a value; settles when it is safe. */
  set<T>(key: string, value: T & JsonOf<T>): Promise<void>
  /** Forgets a value; whether there was one. */
  delete(key: string): Promise<boolean>
  keys(): Promise<readonly string[]>
}

/** Where stores are kept. A plugin has the store of its name; `close` settles when everything is safe. */
export interface Storage {
  open(name: string): Store
  close(): Promise<void>
}
