import { type Listener, listen } from '@rookery/transport'
import { refuse } from '../world/refusal.js'
import type { MediaStore } from './media-store.js'
import { mediaHandler } from './serve-media.js'

/**
 * Serves files: either someone else does so at a URL they declare, or this opens its own port when the first file
 * needs it.
 */
export class MediaServer {
  readonly #store: MediaStore
  readonly #path: string
  #url: Promise<string> | undefined
  #listener: Listener | undefined
  #state: 'open' | 'closed' = 'open'

  /** `path` is the path of the files on its own port. */
  constructor(store: MediaStore, path: string) {
    this.#store = store
    this.#path = path
  }

  /** Declares that someone else serves the files below this URL from now on, with `mediaHandler`. */
  servedAt(url: string): void {
    this.#url = Promise.resolve(url.replace(/\/$/, ''))
  }

  /** The base URL of the files. @throws WorldRefusal `bad_media` once it is closed */
  async url(): Promise<string> {
    if (this.#state === 'closed')
      return refuse('bad_media', 'the file cannot be served: the sandbox is closed')
    this.#url ??= this.#listen()
    return this.#url
  }

  async close(): Promise<void> {
    this.#state = 'closed'
    const opening = this.#url
    this.#url = undefined
    await opening?.catch(() => undefined)
    await this.#listener?.close()
    this.#listener = undefined
  }

  async #listen(): Promise<string> {
    const serve = mediaHandler(this.#store, this.#path)
    const listener = await listen(
      { host: '127.0.0.1', port: 0 },
      {
        upgrade: () => ({ status: 404, reason: 'files are served here, and nothing else' }),
        request: (request, response) => {
          if (!serve(request, response)) response.writeHead(404).end()
        },
      },
    )
    this.#listener = listener
    return `http://127.0.0.1:${listener.port}${this.#path}`
  }
}
