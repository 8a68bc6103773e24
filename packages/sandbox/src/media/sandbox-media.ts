import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Media } from '../world/world.js'
import { MediaServer } from './media-server.js'
import { type MediaSettings, MediaStore } from './media-store.js'
import { mediaHandler } from './serve-media.js'
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
   * Fetches what params name. Undefined, at once, where they name nothing.
   *
   * @throws Refusal, by way of the promise: `bad_media`, `too_large`
   */
  settle(plan: FilePlan | undefined, params: unknown): Promise<Brought> | undefined {
    const settled = settleFiles((source) => this.store.resolve(source), plan, params)
    return settled?.then(async (files) => ({ ...files, mediaUrl: await this.#server.url() }))
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
