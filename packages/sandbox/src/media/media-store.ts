import { createHash, randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { refuse } from '../world/refusal.js'
import type { Media } from '../world/world.js'
import { DownloadGate, type GateLimits } from './download-gate.js'
import { fileTypeOf } from './file-types.js'
import { isInline, readSource } from './read-source.js'
import type { SourceFile, SourceLimits } from './source.js'

/** Settings of the files that are sent: where they are kept, where they may come from, and their limits. */
export interface MediaSettings extends Partial<SourceLimits & Pick<GateLimits, 'maxAtOnce'>> {
  /** Directory of the files. Default: a temporary one, created with the first file and removed on close. */
  readonly dir?: string
  /**
   * Folders that `file://` and paths may lead into. Default: any, until somebody beyond loopback can reach the
   * sandbox; then none.
   */
  readonly folders?: readonly string[] | undefined
}

const defaultLimits = { maxBytes: 30 * 1024 * 1024, timeoutMs: 30_000, maxAtOnce: 4 }

/** The files of messages, on disk, named by the hash of their content, so that none is stored twice. */
export class MediaStore {
  readonly #limits: SourceLimits
  readonly #gate: DownloadGate
  readonly #given: string | undefined
  readonly #kept = new Map<string, Media>()
  readonly #writing = new Set<Promise<string>>()
  #dir: Promise<string> | undefined
  #state: 'open' | 'closed' = 'open'
  #paths: 'all' | 'named' = 'all'

  constructor({ dir, ...limits }: MediaSettings = {}) {
    this.#limits = { ...defaultLimits, ...limits }
    this.#gate = new DownloadGate({ ...defaultLimits, ...limits })
    this.#given = dir
  }

  /**
   * Fetches a file from its source, and stores it. The name of a stored file is a source, too.
   *
   * @throws WorldRefusal `bad_media`, `too_large`
   */
  async resolve(source: string): Promise<Media> {
    const kept = this.#kept.get(source)
    if (kept) return kept
    const get = async (): Promise<Media> => this.keep(await readSource(source, this.#reach))
    return isInline(source) ? get() : this.#gate.run(get)
  }

  /** Restricts paths to the configured folders, because other machines can name files from now on. */
  closePaths(): void {
    this.#paths = 'named'
  }

  get #reach(): SourceLimits {
    const { folders } = this.#limits
    return this.#paths === 'named' && !folders ? { ...this.#limits, folders: [] } : this.#limits
  }

  /** Whether a file of that name is stored. */
  has(file: string): boolean {
    return this.#kept.has(file)
  }

  /** Stores a file. @throws WorldRefusal `bad_media` when it cannot be written, or the store is closed */
  async keep({ bytes, name }: SourceFile): Promise<Media> {
    const { ext, mime } = fileTypeOf(bytes, name)
    const file = `${createHash('sha256').update(bytes).digest('hex')}.${ext}`
    const writing = this.#write(file, bytes)
    this.#writing.add(writing)
    const path = await writing.finally(() => this.#writing.delete(writing))
    const media = { file, name: name || file, size: bytes.length, mime, path }
    this.#kept.set(file, media)
    return media
  }

  /** Path of the stored file of that name; undefined if the name is not one of the store's. */
  async pathOf(file: string): Promise<string | undefined> {
    return STORED.test(file) && this.#dir ? join(await this.#dir, file) : undefined
  }

  /** Waits for pending writes, and removes the directory if it is temporary. */
  async close(): Promise<void> {
    this.#state = 'closed'
    await Promise.allSettled(this.#writing)
    const dir = this.#dir
    this.#dir = undefined
    this.#kept.clear()
    if (dir && this.#given === undefined) await rm(await dir, { recursive: true, force: true })
  }

  async #write(file: string, bytes: Uint8Array): Promise<string> {
    if (this.#state === 'closed') return refuse('bad_media', 'the file cannot be kept: the sandbox is closed')
    try {
      const path = join(await this.#open(), file)
      if (this.#kept.has(file)) return path
      // Renamed when complete, so that readers never see a partial file.
      const half = `${path}.${randomUUID()}`
      await writeFile(half, bytes)
      await rename(half, path)
      return path
    } catch (error) {
      return refuse('bad_media', `the file cannot be kept: ${error instanceof Error ? error.message : error}`)
    }
  }

  #open(): Promise<string> {
    this.#dir ??= this.#given === undefined ? mkdtemp(join(tmpdir(), 'rookery-media-')) : made(this.#given)
    return this.#dir
  }
}

const STORED = /^[0-9a-f]{64}\.[a-z0-9]{1,8}$/

async function made(dir: string): Promise<string> {
  await mkdir(dir, { recursive: true })
  return resolve(dir)
}
