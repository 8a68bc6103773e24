import type { Storage } from './storage.js'
import { type Shelf, storageOver } from './storage-over.js'

/** Storage that forgets everything with the process. For tests. */
export const memoryStorage = (): Storage => storageOver(memoryShelf, async () => {})

function memoryShelf(): Shelf {
  const texts = new Map<string, string>()
  return {
    read: async (key) => texts.get(key),
    write: async (key, text) => void texts.set(key, text),
    async swap(key, old, text) {
      if (texts.get(key) !== old) return false
      texts.set(key, text)
      return true
    },
    remove: async (key) => texts.delete(key),
    list: async (prefix) => [...texts].filter(([key]) => key.startsWith(prefix)),
  }
}
