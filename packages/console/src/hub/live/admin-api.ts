import type { SessionAnswer } from '../wire/wire.js'
import { ApiFailed } from './api-failed.js'

/** Longest time that a request may take; calls to QQ are the slow ones. */
const REQUEST_TIMEOUT_MS = 90_000

type Query = Readonly<Record<string, string | number | undefined>>

/** The hub's admin HTTP API, with the cookie of the browser and the session's CSRF token. */
export class AdminApi {
  readonly #base: URL
  readonly #onExpired: () => void
  #csrf = ''

  /** Calls `onExpired` when the hub no longer knows the session. */
  constructor(base: URL, onExpired: () => void) {
    this.#base = base
    this.#onExpired = onExpired
  }

  /** Address of the live stream. */
  get liveUrl(): string {
    const url = new URL('live', this.#base)
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
    return url.href
  }

  /** Address of the admin API, for commands that are copied. */
  get baseUrl(): string {
    return this.#base.href
  }

  /** Asks for the session of the cookie; undefined without one. @throws ApiFailed if the hub is away. */
  async session(): Promise<SessionAnswer | undefined> {
    try {
      return this.#take((await this.#send('GET', 'session')) as SessionAnswer)
    } catch (error) {
      if (isRefused(error)) return undefined
      throw error
    }
  }

  /** Opens a session. @throws ApiFailed */
  async login(proof: { readonly token: string } | { readonly link: string }): Promise<SessionAnswer> {
    return this.#take((await this.#send('POST', 'login', proof)) as SessionAnswer)
  }

  async logout(): Promise<void> {
    await this.#send('POST', 'logout', {}).catch(() => undefined)
  }

  /** @throws ApiFailed */
  async get<T>(path: string, query: Query = {}): Promise<T> {
    const url = new URL(path, this.#base)
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined && value !== '') url.searchParams.set(name, String(value))
    }
    return (await this.#checked(() => this.#send('GET', url.href))) as T
  }

  /** @throws ApiFailed */
  async post<T>(path: string, body: unknown = {}): Promise<T> {
    return (await this.#checked(async () => {
      try {
        return await this.#send('POST', path, body)
      } catch (error) {
        // Another tab may have logged in anew, with another token.
        if (!(error instanceof ApiFailed) || error.code !== 'no_csrf' || !(await this.session())) throw error
        return await this.#send('POST', path, body)
      }
    })) as T
  }

  async #checked(ask: () => Promise<unknown>): Promise<unknown> {
    try {
      return await ask()
    } catch (error) {
      if (error instanceof ApiFailed && error.status === 401) this.#onExpired()
      throw error
    }
  }

  #take(session: SessionAnswer): SessionAnswer {
    this.#csrf = session.csrf
    return session
  }

  async #send(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
    const response = await this.#fetch(new URL(path, this.#base), {
      method,
      credentials: 'same-origin',
      headers: method === 'GET' ? {} : { 'Content-Type': 'application/json', 'X-CSRF-Token': this.#csrf },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    })
    const answer = await readJson(response)
    if (!response.ok) throw failureOf(response.status, answer)
    return answer
  }

  async #fetch(url: URL, options: RequestInit): Promise<Response> {
    try {
      return await fetch(url, options)
    } catch (error) {
      throw new ApiFailed(0, 'unreachable', String(error))
    }
  }
}

const isRefused = (error: unknown): boolean =>
  error instanceof ApiFailed && (error.status === 401 || error.status === 403)

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    return undefined
  }
}

function failureOf(status: number, answer: unknown): ApiFailed {
  const { error = {} } = Object(answer) as {
    readonly error?: { readonly code?: string; readonly message?: string }
  }
  const { code = `http_${status}`, message = '' } = error
  return new ApiFailed(status, code, message)
}
