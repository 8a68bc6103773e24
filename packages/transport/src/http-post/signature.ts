import { createHmac, type Hmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Proof, Refusal } from '../door/door.js'
import { isGuessable } from '../door/guessable.js'
import { inSlices } from '../time/in-slices.js'

/** The `X-Signature` of a body: HMAC-SHA1 of its exact bytes, in hex. */
export function signatureOf(secret: string, body: Uint8Array): string {
  return `sha1=${digest(secret, body).toString('hex')}`
}

/** The signature of a large body, computed in slices of time. */
export async function signatureInSlices(secret: string, body: Uint8Array): Promise<string> {
  return `sha1=${(await digestInSlices(secret, body)).toString('hex')}`
}

export const missingSignature: Refusal = {
  status: 401,
  reason: 'a signature is needed',
  hint: 'X-Signature: sha1=<hex>',
}

/** Checks `X-Signature` over the exact bytes received: 401 if it is missing, 403 if it is wrong. */
export function checkSignature(
  secret: string,
  body: Uint8Array,
  header: string | readonly string[] | undefined,
): Refusal | undefined {
  if (!header) return missingSignature
  const hex = /^sha1=([0-9a-f]{40})$/i.exec(String(header))?.[1] ?? ''
  const shown = Buffer.from(hex.padEnd(40, '0'), 'hex')
  // Compared even when it cannot match, so that the time reveals nothing.
  const isRight = timingSafeEqual(shown, digest(secret, body)) && hex !== ''
  return isRight ? undefined : { status: 403, reason: 'the signature does not match the body', isGuess: true }
}

/** The proof in the signature of a post, which is checked once the body is complete; it counts as a token. */
export function proofOfSignature(request: IncomingMessage, secret: string | undefined): Proof {
  if (!secret || !request.headers['x-signature']) return 'none'
  return isGuessable(secret) ? 'guessable' : 'secret'
}

const digest = (secret: string, body: Uint8Array): Buffer => hmacOf(secret).update(body).digest()

async function digestInSlices(secret: string, body: Uint8Array): Promise<Buffer> {
  const hmac = hmacOf(secret)
  let at = 0
  await inSlices(() => {
    hmac.update(body.subarray(at, at + STEP_BYTES))
    at += STEP_BYTES
    return at >= body.length
  })
  return hmac.digest()
}

const hmacOf = (secret: string): Hmac => createHmac('sha1', Buffer.from(secret, 'utf8'))
const STEP_BYTES = 256 * 1024
