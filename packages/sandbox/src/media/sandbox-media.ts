import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { requestTarget } from '@rookery/transport'
import type { Media, World } from '../world/world.js'
import { MediaServer } from './media-server.js'
import { type MediaSettings, MediaStore } from './media-store.js'
import { isSource } from './read-source.js'
import { MEDIA_PATH, type MediaHandler, mediaHandler, serveFile } from './serve-media.js'
import { type FilePlan, settleFiles } from './settle-files.js'

/** Params with stored names instead of sources, and the files that the step adds to the world. */
export interface Brought {
  readonly params: unknown
  readonly media: readonly Media[]
  readonly mediaUrl: string
}

/** The files of a sandbox: fetched before a step, stored on disk, served over HTTP. */
export class SandboxMedia {
  readonly store: MediaStore
  /**
   * Serves the files at the URLs that messages contain. The URLs hold a key, so no token is needed: bots and clients
   * fetch pictures without one. False for any other request.
   */
  readonly serveKeyed: MediaHandler
  /** Serves the files below `/media` without the key, for requests that were let in. */
  readonly serveNamed: MediaHandler
  readonly #key = randomBytes(16).toString('hex')
  readonly #path = `${MEDIA_PATH}/${this.#key}`
  readonly #server: MediaServer

  constructor(settings: MediaSettings = {}) {
    this.store = new MediaStore(settings)
    this.#server = new MediaServer(this.store, this.#path)
    this.serveKeyed = mediaHandler(this.store, this.#path)
    this.serveNamed = mediaHandler(this.store)
  }

  /** Whether a request contains the key, which no page of a stranger knows. */
  isKeyed(request: IncomingMessage): boolean {
    return requestTarget(request).path.startsWith(`${this.#path}/`)
  }

  /** Restricts paths to the configured folders, because other machines can name files from now on. */
  closePaths(): void {
    this.store.closePaths()
  }

  /**
   * Fetches the files that params name and the world does not have. Undefined, without a promise, if there are none.
   *
   * @throws WorldRefusal, by rejecting: `bad_media`, `too_large`
   */
  settle({ media }: World, plan: FilePlan | undefined, params: unknown): Promise<Brought> | undefined {
    if (!plan) return undefined
    const needs = (file: string): boolean => isSource(file) || (this.store.has(file) && !media.has(file))
    const settled = settleFiles({ needs, fetch: (file) => this.store.resolve(file) }, plan, params)
    return settled?.then(async (files) => ({ ...files, mediaUrl: await this.#server.url() }))
  }

  /** Stores a file, which messages can then name. */
  keep(bytes: Uint8Array, name: string): Promise<Media> {
    return this.store.keep({ bytes, name })
  }

  /** Answers a request for a file by its name, for a server on a port of its own. */
  serve(file: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    return serveFile(this.store, file, request, response)
  }

  /** Makes messages name the files below this URL, which the caller must serve with the returned handler. */
  serveAt(url: string): MediaHandler {
    const whole = `${url.replace(/\/$/, '')}/${this.#key}`
    this.#server.servedAt(whole)
    return mediaHandler(this.store, new URL(whole).pathname)
  }

  /** Closes the port, if one was opened, and removes temporary files. */
  async close(): Promise<void> {
    await this.#server.close()
    await this.store.close()
  }
}
