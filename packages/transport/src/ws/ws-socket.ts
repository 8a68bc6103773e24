import type { IncomingMessage } from 'node:http'
import { type ClientOptions, WebSocket } from 'ws'

/**
 * The members of a `WebSocket` of `ws` that are used. Published declarations name this instead: `ws` itself is in the
 * bundle, so its types are not there where the package is installed.
 */
export interface WsSocket {
  readonly readyState: number
  readonly OPEN: number
  readonly CLOSED: number
  on(event: 'open', listener: () => void): unknown
  on(event: 'message', listener: (data: Buffer, isBinary: boolean) => void): unknown
  on(event: 'pong', listener: (payload: Buffer) => void): unknown
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown
  on(event: 'close', listener: (code: number, reason: Buffer) => void): unknown
  on(
    event: 'unexpected-response',
    listener: (request: unknown, response: Pick<IncomingMessage, 'statusCode'>) => void,
  ): unknown
  send(text: string): void
  ping(payload: string): void
  pause(): void
  resume(): void
  close(code: number, reason: string): void
  terminate(): void
}

/** Settings of a WebSocket that is dialled once. */
export interface WsSocketSettings {
  readonly headers?: Readonly<Record<string, string>>
  /** PEM texts of the authorities to trust instead of the public ones. */
  readonly ca?: readonly string[]
  /** Checks the certificate of the other side beyond its chain. */
  readonly checkServerIdentity?: (name: string, peer: { readonly raw: Buffer }) => Error | undefined
}

/** Dials a WebSocket once, without anything of a link. For a connection that lasts, there is `dial`. */
export function openWsSocket(url: string, settings: WsSocketSettings): WsSocket {
  // The types of `ws` expect a boolean of the check; Node, which receives the function, expects an error.
  const options = settings as Pick<ClientOptions, 'headers' | 'ca'>
  return new WebSocket(url, { ...options, perMessageDeflate: false })
}
