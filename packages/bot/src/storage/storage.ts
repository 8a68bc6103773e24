/** A value that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/**
 * Values by key, kept across restarts. It is small on purpose: no queries, no transactions; whoever needs those has a
 * database and no use for this.
 */
export interface Store {
  /** The value, or undefined. What is given is the caller's own: changing it changes nothing here. */
  get<T extends Json = Json>(key: string): Promise<T | undefined>
  /** Keeps a value; settles when it is safe. */
  set(key: string, value: Json): Promise<void>
  /** Forgets a value; whether there was one. */
  delete(key: string): Promise<boolean>
  keys(): Promise<readonly string[]>
}

/** Where stores are kept. A plugin has the store of its name; `close` settles when everything is safe. */
export interface Storage {
  open(name: string): Store
  close(): Promise<void>
}
