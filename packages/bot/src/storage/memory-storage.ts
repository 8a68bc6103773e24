import type { Storage, Store } from './storage.js'
import { storeName, storeOver } from './store-over.js'

/** Storage that forgets everything with the process. For tests. */
export function memoryStorage(): Storage {
  const stores = new Map<string, Store>()
  return {
    open(name) {
      const store = stores.get(storeName(name)) ?? memoryStore()
      stores.set(name, store)
      return store
    },
    close: async () => {},
  }
}

function memoryStore(): Store {
  const texts = new Map<string, string>()
  return storeOver({
    read: async (key) => texts.get(key),
    write: async (key, text) => void texts.set(key, text),
    async swap(key, old, text) {
      if (texts.get(key) !== old) return false
      texts.set(key, text)
      return true
    },
    remove: async (key) => texts.delete(key),
    list: async (prefix) => [...texts].filter(([key]) => key.startsWith(prefix)),
  })
}
