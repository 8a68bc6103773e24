import type { IncomingMessage } from 'node:http'
import type { Refusal } from '../door/door.js'
import { Deadlines } from '../time/deadlines.js'
import { Pieces } from './pieces.js'
import { StrangerBodies } from './stranger-bodies.js'

/** Limits of a request body: its size in bytes and its time in milliseconds. */
export interface BodyLimits {
  /** The largest body accepted; default 64 MiB. */
  readonly maxBodyBytes?: number
  /** Milliseconds in which the whole body must arrive; default 30 000. */
  readonly bodyTimeoutMs?: number
  /**
   * Whether the sender is unknown so far: then the body shares a budget of 64 MiB with all other such bodies. Default
   * false.
   */
  readonly isStrangers?: boolean
}

const MAX_BODY_BYTES = 64 * 1024 * 1024
const BODY_TIMEOUT_MS = 30_000

const strangers = new StrangerBodies()
const deadlines = new Deadlines<() => void>((late) => late())

/**
 * Reads the body of a request as one piece, so that no character is split at a chunk's edge. 413 when it is too
 * large, if possible before any of it was read; 408 when it takes too long; 503 when strangers send too much at a time.
 */
export function readBody(request: IncomingMessage, limits: BodyLimits = {}): Promise<Buffer | Refusal> {
  const { maxBodyBytes = MAX_BODY_BYTES, bodyTimeoutMs = BODY_TIMEOUT_MS, isStrangers = false } = limits
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes)
    return Promise.resolve(tooLarge(maxBodyBytes))
  return new Promise((resolve) => {
    const pieces = new Pieces()
    const ended = (): void => {
      deadlines.end(wait)
      if (body) strangers.end(body)
    }
    const giveUp = (refusal: Refusal): void => {
      ended()
      request.off('data', take)
      request.pause()
      pieces.clear()
      resolve(refusal)
    }
    const body = isStrangers ? { startedMs: performance.now(), bytes: 0, cut: giveUp } : undefined
    const take = (chunk: Buffer): void => {
      pieces.add(chunk)
      if (pieces.bytes > maxBodyBytes) giveUp(tooLarge(maxBodyBytes))
      else if (body) strangers.grow(body, chunk.length)
    }
    const late = (): void => giveUp({ status: 408, reason: `the body took longer than ${bodyTimeoutMs} ms` })
    const wait = deadlines.start(late, bodyTimeoutMs)
    request.on('data', take)
    request.on('end', () => {
      ended()
      resolve(pieces.take())
    })
    // Nobody reads the refusal any more, but the promise must settle.
    request.on('close', () => {
      if (!request.readableEnded) giveUp({ status: 400, reason: 'the body broke off' })
    })
  })
}

const tooLarge = (maxBodyBytes: number): Refusal => ({
  status: 413,
  reason: `a body may hold ${maxBodyBytes} bytes`,
})
