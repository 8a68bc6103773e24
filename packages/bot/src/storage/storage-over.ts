import { BotUsageError } from '../errors.js'
import { jsonText } from './json-text.js'
import type { Json, Storage, Store } from './storage.js'

/** Texts by key: the port that a storage engine implements. */
export interface Shelf {
  read(key: string): Promise<string | undefined>
  /** Settles when it is safe. */
  write(key: string, text: string): Promise<void>
  /** Writes if the value is still `old` (undefined: none). Returns whether it wrote. */
  swap(key: string, old: string | undefined, text: string): Promise<boolean>
  remove(key: string): Promise<boolean>
  /** Keys that begin with `prefix`, with their texts, in order of insertion or any other stable order. */
  list(prefix: string): Promise<readonly (readonly [key: string, text: string])[]>
}

/** A store of JSON values over texts. */
function storeOver(shelf: Shelf): Store {
  const queues = new Map<string, Promise<unknown>>()
  /** Queues changes of a key, one at a time. */
  const inTurn = <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const turn = (queues.get(key) ?? Promise.resolve()).then(work, work)
    queues.set(key, turn)
    const forget = (): void => {
      if (queues.get(key) === turn) queues.delete(key)
    }
    turn.then(forget, forget)
    return turn
  }
  return {
    async get<T = Json>(key: string) {
      return parsed<T>(await shelf.read(key))
    },
    set: async (key: string, value: unknown) => shelf.write(key, jsonText(key, value)),
    update: <T = Json>(key: string, change: (old: T | undefined) => T | Promise<T>) =>
      inTurn(key, () => changed(shelf, key, change)),
    delete: (key) => shelf.remove(key),
    keys: async (prefix = '') => (await shelf.list(prefix)).map(([key]) => key),
    async entries<T = Json>(prefix = '') {
      return (await shelf.list(prefix)).map(([key, text]) => [key, JSON.parse(text) as T] as const)
    },
  }
}

/**
 * Builds a storage on an engine: each name has a shelf, and with it a store.
 *
 * @param close settles when everything is safe
 */
export function storageOver(shelfOf: (name: string) => Shelf, close: () => Promise<void>): Storage {
  const stores = new Map<string, Store>()
  return {
    open(name) {
      const store = stores.get(checkedName(name)) ?? storeOver(shelfOf(name))
      stores.set(name, store)
      return store
    },
    close,
  }
}

function checkedName(name: string): string {
  if (/^[\p{L}\p{N}_-][\p{L}\p{N}_.-]{0,99}$/u.test(name)) return name
  throw new BotUsageError(
    'bad_name',
    `the name of a store must be letters, digits, "_", "-" and "." (not in front), found ${JSON.stringify(name)}`,
  )
}

/** Repeats a change until no other one intervened. */
async function changed<T>(
  shelf: Shelf,
  key: string,
  change: (old: T | undefined) => T | Promise<T>,
): Promise<T> {
  for (;;) {
    const old = await shelf.read(key)
    const text = jsonText(key, await change(parsed<T>(old)))
    if (await shelf.swap(key, old, text)) return JSON.parse(text) as T
  }
}

const parsed = <T>(text: string | undefined): T | undefined =>
  text === undefined ? undefined : (JSON.parse(text) as T)
