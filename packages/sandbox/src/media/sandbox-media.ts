import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { requestTarget } from '@rookery/transport'
import type { Media, World } from '../world/world.js'
import { MediaServer } from './media-server.js'
import { type MediaSettings, MediaStore } from './media-store.js'
import { isSource } from './read-source.js'
import { MEDIA_PATH, type MediaHandler, mediaHandler, serveFile } from './serve-media.js'
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
  /**
   * Answers requests for files by the URLs that messages have: they hold a key, so that nobody needs a token who was given
   * one, as bots and clients fetch pictures. False for any other request.
   */
  readonly serveKeyed: MediaHandler
  /** Answers requests below `/media` without the key, for those who were let in. */
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

  /** Whether a request holds the key: no page of a stranger knows it. */
  isKeyed(request: IncomingMessage): boolean {
    return requestTarget(request).path.startsWith(`${this.#path}/`)
  }

  /** From now on others than this machine can name files: paths lead into the folders that were named, and nowhere else. */
  closePaths(): void {
    this.store.closePaths()
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

  /** Has messages name the files below this URL, where somebody else answers with what this gives. */
  serveAt(url: string): MediaHandler {
    const whole = `${url.replace(/\/$/, '')}/${this.#key}`
    this.#server.servedAt(whole)
    return mediaHandler(this.store, new URL(whole).pathname)
  }

  /** Closes the port, if one was opened, and removes what is temporary. */
  async close(): Promise<void> {
    await this.#server.close()
    await this.store.close()
  }
}
