import { existsSync } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { BotUsageError } from '../errors.js'
import { FolderLock } from './folder-lock.js'
import type { Storage } from './storage.js'
import { type Shelf, storageOver } from './storage-over.js'

/**
 * Storage in a folder: one JSON file per name, written beside the old one and then renamed over it, so that a crash
 * leaves one of them intact. Values set during a write go with the next one. The folder belongs to one process at a
 * time.
 *
 * ```ts
 * const bot = createBot({ storage: jsonFiles('data') })
 * ```
 */
export function jsonFiles(folder: string): Storage {
  const lock = new FolderLock(folder)
  const files: JsonFile[] = []
  const shelfOf = (name: string): Shelf => {
    const file = new JsonFile(folder, name, lock)
    files.push(file)
    return file
  }
  return storageOver(shelfOf, async () => {
    await Promise.all(files.map((file) => file.settled()))
    await lock.release()
  })
}

class JsonFile implements Shelf {
  readonly #lock: FolderLock
  readonly #path: string
  readonly #texts: Promise<Map<string, string>>
  /** The write under way, and the one that will follow it. */
  #writing: Promise<void> | undefined
  #following: Promise<void> | undefined

  constructor(folder: string, name: string, lock: FolderLock) {
    this.#lock = lock
    this.#path = join(folder, `${name}.json`)
    // A missing folder holds nothing, and is created by the first write.
    const ready = existsSync(folder) ? lock.hold() : Promise.resolve()
    this.#texts = ready.then(() => readTexts(this.#path))
    // Callers see the rejection; until one asks, it must not count as unhandled.
    this.#texts.catch(() => {})
  }

  async read(key: string): Promise<string | undefined> {
    return (await this.#texts).get(key)
  }

  async write(key: string, text: string): Promise<void> {
    const texts = await this.#texts
    texts.set(key, text)
    return this.#save()
  }

  async swap(key: string, old: string | undefined, text: string): Promise<boolean> {
    const texts = await this.#texts
    if (texts.get(key) !== old) return false
    texts.set(key, text)
    await this.#save()
    return true
  }

  async remove(key: string): Promise<boolean> {
    const texts = await this.#texts
    const wasThere = texts.delete(key)
    if (wasThere) await this.#save()
    return wasThere
  }

  async list(prefix: string): Promise<readonly (readonly [string, string])[]> {
    return [...(await this.#texts)].filter(([key]) => key.startsWith(prefix))
  }

  async settled(): Promise<void> {
    // Values set while the file was still being read are written after it.
    await this.#texts.catch(() => {})
    for (let write = this.#last; write; write = this.#last) await write.catch(() => {})
  }

  get #last(): Promise<void> | undefined {
    return this.#following ?? this.#writing
  }

  /** Settles when the current values are in the file. */
  #save(): Promise<void> {
    if (this.#following) return this.#following
    if (!this.#writing) return this.#write()
    const following = this.#writing
      .catch(() => {})
      .then(() => {
        this.#following = undefined
        return this.#write()
      })
    this.#following = following
    return following
  }

  #write(): Promise<void> {
    const writing = this.#writeFile().finally(() => {
      if (this.#writing === writing) this.#writing = undefined
    })
    this.#writing = writing
    return writing
  }

  async #writeFile(): Promise<void> {
    await this.#lock.hold()
    const lines = [...(await this.#texts)].map(([key, text]) => `  ${JSON.stringify(key)}: ${text}`)
    const whole = lines.length === 0 ? '{}\n' : `{\n${lines.join(',\n')}\n}\n`
    const beside = `${this.#path}.${process.pid}.tmp`
    const file = await open(beside, 'w')
    try {
      await file.writeFile(whole)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, this.#path).catch(async (error: unknown) => {
      await rm(beside, { force: true })
      throw error
    })
  }
}

/** The values of a file, each as its text. */
async function readTexts(path: string): Promise<Map<string, string>> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'))
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new SyntaxError('not an object')
    return new Map(Object.entries(value).map(([key, each]) => [key, JSON.stringify(each)]))
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return new Map()
    // Starting empty would overwrite data that may still be repaired.
    throw new BotUsageError('bad_storage', `${path} cannot be read as stored values: ${String(cause)}`, {
      cause,
    })
  }
}
