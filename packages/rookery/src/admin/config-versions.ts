import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ConfigVersion } from '@rookery/admin'
import { writeSecretFile } from './secret-file.js'

const MOST = 10
const FOLDER_MODE = 0o700
const FILE = /^(\d{13,16})\.yml$/

/** The last ten texts of a config, in a folder. They hold its secrets, as the file does. */
export class ConfigVersions {
  readonly #folder: string
  readonly #now: () => number

  constructor(folder: string, now: () => number = Date.now) {
    this.#folder = folder
    this.#now = now
  }

  /** Keeps a text that is about to be replaced. @throws Error of the system */
  keep(text: string): void {
    mkdirSync(this.#folder, { recursive: true, mode: FOLDER_MODE })
    const [newest] = this.#ids()
    // Two within a millisecond have names of their own.
    const id = Math.max(this.#now(), newest === undefined ? 0 : Number(newest) + 1)
    writeSecretFile(this.#path(String(id)), text)
    for (const old of this.#ids().slice(MOST)) rmSync(this.#path(old), { force: true })
  }

  /** The kept texts, the newest first. */
  list(): readonly ConfigVersion[] {
    return this.#ids().map((id) => ({ id, at: Number(id), bytes: statSync(this.#path(id)).size }))
  }

  /** Reads one of them; undefined if it is not kept. */
  read(id: string): string | undefined {
    return this.#ids().includes(id) ? readFileSync(this.#path(id), 'utf8') : undefined
  }

  #ids(): readonly string[] {
    const ids = filesIn(this.#folder).flatMap((name) => FILE.exec(name)?.[1] ?? [])
    return ids.sort((a, b) => Number(b) - Number(a))
  }

  #path(id: string): string {
    return join(this.#folder, `${id}.yml`)
  }
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
