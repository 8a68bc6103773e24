import type { Connection } from './connection.js'
import type { FirstLogin } from './first-login.js'

/** A connection that was requested, and waits for its first login. */
export interface PendingConnection {
  readonly url: string
  readonly login: FirstLogin
  close(): Promise<void>
}

/** Waits for the first login. @throws ConnectionRefused, BotClosed, or the reason of the signal */
export async function loggedIn(
  pending: PendingConnection,
  signal: AbortSignal | undefined,
): Promise<Connection> {
  const abort = (): void => pending.login.aborted(signal?.reason)
  if (signal?.aborted) abort()
  signal?.addEventListener('abort', abort)
  try {
    const account = await pending.login.promise
    const close = (): Promise<void> => pending.close()
    return { url: pending.url, account, close, [Symbol.asyncDispose]: close }
  } catch (error) {
    await pending.close()
    throw error
  } finally {
    signal?.removeEventListener('abort', abort)
  }
}
