import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Media, World } from '../world/world.js'
import { MediaServer } from './media-server.js'
import { type MediaSettings, MediaStore } from './media-store.js'
import { isSource } from './read-source.js'
import { mediaHandler, serveFile } from './serve-media.js'
import { type FilePlan, settleFiles } from './settle-files.js'

/** Params without sources, and the files that a step brings into the world. */
export interface Brought {
  readonly params: unknown
  readonly media: readonly Media[]
  readonly mediaUrl: string
}

/** The files of a sandbox: fetched before a step, kept on disk, served over HTTP. */
export class SandboxMedia {
  readonly store: MediaStore
  readonly #server: MediaServer

  constructor(settings: MediaSettings = {}) {
    this.store = new MediaStore(settings)
    this.#server = new MediaServer(this.store)
  }

  /**
   * Fetches what params name and the world has not. Undefined, at once, where that is nothing.
   *
   * @throws Refusal, by way of the promise: `bad_media`, `too_large`
   */
  settle({ media }: World, plan: FilePlan | undefined, params: unknown): Promise<Brought> | undefined {
    if (!plan) return undefined
    const needs = (file: string): boolean => isSource(file) || (this.store.has(file) && !media.has(file))
    const settled = settleFiles({ needs, fetch: (file) => this.store.resolve(file) }, plan, params)
    return settled?.then(async (files) => ({ ...files, mediaUrl: await this.#server.url() }))
  }

  /** Keeps a file, which messages can then name. */
  keep(bytes: Uint8Array, name: string): Promise<Media> {
    return this.store.keep({ bytes, name })
  }

  /** Answers a request for a file by its name, for whoever serves them on a port of their own. */
  serve(file: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    return serveFile(this.store, file, request, response)
  }

  /** Serves the files on a port of somebody else, who tells below which URL that is. */
  serveAt(url: string): (request: IncomingMessage, response: ServerResponse) => boolean {
    this.#server.servedAt(url)
    return mediaHandler(this.store, new URL(url).pathname.replace(/\/$/, ''))
  }

  /** Closes the port, if one was opened, and removes what is temporary. */
  async close(): Promise<void> {
    await this.#server.close()
    await this.store.close()
  }
}
