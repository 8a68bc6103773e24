import type { Json, Storage, Store } from './storage.js'

/** Storage that forgets everything with the process. For tests. */
export function memoryStorage(): Storage {
  const stores = new Map<string, Store>()
  return {
    open(name) {
      const store = stores.get(name) ?? memoryStore()
      stores.set(name, store)
      return store
    },
    close: async () => {},
  }
}

function memoryStore(): Store {
  const values = new Map<string, string>()
  return {
    async get<T = Json>(key: string) {
      const text = values.get(key)
      return text === undefined ? undefined : (JSON.parse(text) as T)
    },
    async set(key: string, value: unknown) {
      values.set(key, JSON.stringify(value))
    },
    delete: async (key) => values.delete(key),
    keys: async () => [...values.keys()],
  }
}
