import type { IncomingMessage } from 'node:http'
import { Deadlines } from '../deadlines.js'
import type { Refusal } from '../door.js'

export interface BodyLimits {
  /** The largest body accepted; default 64 MiB. */
  readonly maxBodyBytes?: number
  /** Milliseconds within which the whole body must have come; default 30 000. */
  readonly bodyTimeoutMs?: number
}

const MAX_BODY_BYTES = 64 * 1024 * 1024
const BODY_TIMEOUT_MS = 30_000

const deadlines = new Deadlines<() => void>((late) => late())

/**
 * Reads the body of a request as one piece, so that no character is split at a chunk's edge. 413 when it is too
 * large, if possible before any of it was read; 408 when it takes too long.
 */
export function readBody(request: IncomingMessage, limits: BodyLimits = {}): Promise<Buffer | Refusal> {
  const { maxBodyBytes = MAX_BODY_BYTES, bodyTimeoutMs = BODY_TIMEOUT_MS } = limits
  const tooLarge: Refusal = { status: 413, reason: `a body may hold ${maxBodyBytes} bytes` }
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) return Promise.resolve(tooLarge)
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let bytes = 0
    const giveUp = (refusal: Refusal): void => {
      deadlines.end(late, bodyTimeoutMs)
      request.off('data', take)
      request.pause()
      resolve(refusal)
    }
    const take = (chunk: Buffer): void => {
      bytes += chunk.length
      chunks.push(chunk)
      if (bytes > maxBodyBytes) giveUp(tooLarge)
    }
    const late = (): void => giveUp({ status: 408, reason: `the body took longer than ${bodyTimeoutMs} ms` })
    deadlines.start(late, bodyTimeoutMs)
    request.on('data', take)
    request.on('end', () => {
      deadlines.end(late, bodyTimeoutMs)
      resolve(only(chunks) ?? Buffer.concat(chunks))
    })
    // Nobody is there any more to read it; but whoever waits for the body must not wait for ever.
    request.on('close', () => {
      if (!request.readableEnded) giveUp({ status: 400, reason: 'the body broke off' })
    })
  })
}

const only = (chunks: readonly Buffer[]): Buffer | undefined => (chunks.length === 1 ? chunks[0] : undefined)
