import type { IncomingMessage, ServerResponse } from 'node:http'
import { pathToFileURL } from 'node:url'
import { isRefusal, readBody, refuse, requestParams } from '@rookery/transport'
import type { Deed } from '../deeds/deeds.js'
import type { MediaStore } from '../media/media-store.js'

/** Largest file that the page may upload. */
const MAX_UPLOAD_BYTES = 20 * 1024 * 1024

/** Files uploaded by pages that are not part of a message yet. */
export class Uploads {
  readonly #store: MediaStore
  /** Sources by name, from which the world takes a file when it is sent. */
  readonly #urls = new Map<string, string>()

  constructor(store: MediaStore) {
    this.#store = store
  }

  /** Stores the file in a request's body, with its name in `?name=`; answers with the name for messages. */
  async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await readBody(request, { maxBodyBytes: MAX_UPLOAD_BYTES })
    if (isRefusal(bytes)) return refuse(request, response, bytes)
    const name = requestParams(request).get('name') ?? ''
    const { file } = await this.#store.keep({ bytes, name })
    const path = await this.#store.pathOf(file)
    if (path !== undefined) this.#urls.set(file, pathToFileURL(path).href)
    response.writeHead(200, { 'Content-Type': 'application/json', 'X-Content-Type-Options': 'nosniff' })
    response.end(JSON.stringify({ file }))
  }

  /** The deed with its uploaded files replaced by sources that bring them into the world. */
  settle(deed: Deed): Deed {
    if (this.#urls.size === 0 || !('message' in deed) || !Array.isArray(deed.message)) return deed
    const message = (deed.message as readonly unknown[]).map((segment) => this.#settleSegment(segment))
    return { ...deed, message } as Deed
  }

  #settleSegment(segment: unknown): unknown {
    const { data } = Object(segment) as { readonly data?: unknown }
    const { file } = Object(data) as { readonly file?: unknown }
    const url = typeof file === 'string' ? this.#urls.get(file) : undefined
    return url === undefined ? segment : { ...Object(segment), data: { ...Object(data), file: url } }
  }
}
