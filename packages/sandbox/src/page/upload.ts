import type { IncomingMessage, ServerResponse } from 'node:http'
import { pathToFileURL } from 'node:url'
import { isRefusal, readBody, refuse, requestParams } from '@rookery/transport'
import type { Deed } from '../deeds/deeds.js'
import type { MediaStore } from '../media/media-store.js'

/** The largest file that the page may bring. */
const MAX_UPLOAD_BYTES = 20 * 1024 * 1024

/** Files that pages brought, which no message holds yet. */
export class Uploads {
  readonly #store: MediaStore
  /** By name, where the world finds each once it is said. */
  readonly #urls = new Map<string, string>()

  constructor(store: MediaStore) {
    this.#store = store
  }

  /** Takes a file that is the body of a request, with its name in `?name=`; answers how messages call it. */
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

  /** The deed with uploaded files named in a way that brings them into the world. */
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
