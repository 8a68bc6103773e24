import { type Clock, describeError, retryDelayMs } from '@rookery/transport'
import { type Alert, AlertFailure, type AlertWay } from './alert.js'

const TIMEOUT_MS = 10_000
const ATTEMPTS = 4
const DELAYS = { firstMs: 2_000, maxMs: 30_000 }

/** Where alerts are posted to. */
export interface WebhookOptions {
  readonly url: string
  /** Sent as `Authorization: Bearer …`, in place of a name and password in the URL. */
  readonly token?: string | undefined
}

/**
 * Posts an alert as JSON. A server that is away or fails is tried again, four times in all. Many services put the secret
 * into the path of the URL, so only the host is ever shown.
 */
export function webhook({ url, token }: WebhookOptions, clock: Clock, random = Math.random): AlertWay {
  const { host, origin } = new URL(url)
  const headers = { 'Content-Type': 'application/json', ...authorizationOf(url, token) }
  const attempt = async (body: string, signal: AbortSignal): Promise<string | undefined> => {
    const late = new AbortController()
    const cancel = clock.after(TIMEOUT_MS, () => late.abort())
    try {
      const ended = AbortSignal.any([signal, late.signal])
      const response = await fetch(withoutPassword(url), {
        method: 'POST',
        headers,
        body,
        redirect: 'manual',
        signal: ended,
      })
      await response.body?.cancel()
      return verdict(response.status)
    } catch (error) {
      if (late.signal.aborted) return `no answer within ${TIMEOUT_MS / 1_000} s`
      return describeError(causeOf(error), origin)
    } finally {
      cancel()
    }
  }
  return {
    to: host,
    async send(alert: Alert, signal) {
      const body = JSON.stringify(alert)
      for (let failures = 0; ; failures++) {
        const why = await attempt(body, signal)
        if (why === undefined) return
        if (failures + 1 >= ATTEMPTS || signal.aborted) throw new AlertFailure(why)
        await pause(clock, retryDelayMs(failures, { ...DELAYS, random }), signal)
      }
    },
  }
}

/** Header that proves who posts: by the token, else by name and password of the URL. */
function authorizationOf(url: string, token: string | undefined): Readonly<Record<string, string>> {
  if (token) return { Authorization: `Bearer ${token}` }
  const { username, password } = new URL(url)
  if (!username && !password) return {}
  const [name, word] = [username, password].map(decoded)
  return { Authorization: `Basic ${Buffer.from(`${name}:${word}`).toString('base64')}` }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A single %, as some passwords have.
    return text
  }
}

/** `fetch` refuses a URL with a name or password. */
function withoutPassword(url: string): URL {
  const bare = new URL(url)
  bare.username = ''
  bare.password = ''
  return bare
}

/** Undefined for an alert that was taken. @throws AlertFailure where another attempt would not help */
function verdict(status: number): string | undefined {
  if (status >= 200 && status < 300) return undefined
  if (status < 500 && status !== 429 && status !== 408) throw new AlertFailure(`HTTP ${status}`)
  return `HTTP ${status}`
}

/** The fault below that of `fetch`, whose own message says nothing. */
const causeOf = (error: unknown): Error => {
  if (error instanceof AlertFailure) throw error
  const { cause } = error as { readonly cause?: unknown }
  return cause instanceof Error ? cause : new AlertFailure('it could not be sent')
}

/** Waits, but not for a queue that closes. */
function pause(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(delayMs, () => done())
    const done = (): void => {
      cancel()
      signal.removeEventListener('abort', done)
      resolve()
    }
    signal.addEventListener('abort', done)
    cancel.unref?.()
  })
}
