import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { BotUsageError } from '../errors.js'
import type { Json, Storage, Store } from './storage.js'

/**
 * Storage in a folder: one JSON file for each name, written as a whole beside the old one and then put in its place, so
 * that a crash leaves either of them. What is set while a write is under way goes with the next one.
 *
 * ```ts
 * const bot = createBot({ storage: jsonFiles('data') })
 * ```
 */
export function jsonFiles(folder: string): Storage {
  const stores = new Map<string, JsonFile>()
  return {
    open(name) {
      if (!/^[\p{L}\p{N}_-][\p{L}\p{N}_.-]{0,99}$/u.test(name)) {
        throw new BotUsageError(
          'bad_name',
          `the name of a store must be letters, digits, "_", "-" and "." (not in front), found ${JSON.stringify(name)}`,
        )
      }
      const store = stores.get(name) ?? new JsonFile(folder, name)
      stores.set(name, store)
      return store
    },
    async close() {
      await Promise.all([...stores.values()].map((store) => store.settled()))
    },
  }
}

class JsonFile implements Store {
  readonly #folder: string
  readonly #path: string
  readonly #values: Promise<Map<string, Json>>
  /** The write under way, and the one that will follow it. */
  #writing: Promise<void> | undefined
  #following: Promise<void> | undefined

  constructor(folder: string, name: string) {
    this.#folder = folder
    this.#path = join(folder, `${name}.json`)
    this.#values = readValues(this.#path)
    // Whoever asks is told; before that nobody is.
    this.#values.catch(() => {})
  }

  async get<T = Json>(key: string): Promise<T | undefined> {
    const value = (await this.#values).get(key)
    return value === undefined ? undefined : (structuredClone(value) as T)
  }

  async set(key: string, value: unknown): Promise<void> {
    const values = await this.#values
    const text = JSON.stringify(value)
    if (text === undefined)
      throw new BotUsageError('bad_value', `JSON cannot hold the value of ${JSON.stringify(key)}`)
    values.set(key, JSON.parse(text) as Json)
    return this.#save()
  }

  async delete(key: string): Promise<boolean> {
    const values = await this.#values
    const wasThere = values.delete(key)
    if (wasThere) await this.#save()
    return wasThere
  }

  async keys(): Promise<readonly string[]> {
    return [...(await this.#values).keys()]
  }

  async settled(): Promise<void> {
    // What was set while the file was still being read goes on behind it.
    await this.#values.catch(() => {})
    for (let write = this.#last; write; write = this.#last) await write.catch(() => {})
  }

  get #last(): Promise<void> | undefined {
    return this.#following ?? this.#writing
  }

  /** Settles when what is there now is in the file. */
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
    const text = `${JSON.stringify(Object.fromEntries(await this.#values), null, 2)}\n`
    await mkdir(this.#folder, { recursive: true })
    const beside = `${this.#path}.${process.pid}.tmp`
    const file = await open(beside, 'w')
    try {
      await file.writeFile(text)
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

async function readValues(path: string): Promise<Map<string, Json>> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'))
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new SyntaxError('not an object')
    return new Map(Object.entries(value as Record<string, Json>))
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return new Map()
    // Starting with nothing would overwrite what somebody may still want to mend.
    throw new BotUsageError('bad_storage', `${path} cannot be read as stored values: ${String(cause)}`, {
      cause,
    })
  }
}
