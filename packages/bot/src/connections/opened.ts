import type { Connection } from './connection.js'
import type { FirstLogin } from './first-login.js'

/** A connection that is on its way. */
export interface Opened {
  readonly url: string
  readonly login: FirstLogin
  close(): Promise<void>
}

/** Waits for the first login. @throws ConnectionRefused, BotClosed, or the reason of the signal */
export async function loggedIn(opened: Opened, signal: AbortSignal | undefined): Promise<Connection> {
  const abort = (): void => opened.login.aborted(signal?.reason)
  if (signal?.aborted) abort()
  signal?.addEventListener('abort', abort)
  try {
    const account = await opened.login.promise
    const close = (): Promise<void> => opened.close()
    return { url: opened.url, account, close, [Symbol.asyncDispose]: close }
  } catch (error) {
    await opened.close()
    throw error
  } finally {
    signal?.removeEventListener('abort', abort)
  }
}
