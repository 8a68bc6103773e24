import { createHash, createHmac, randomBytes } from 'node:crypto'

const SECRET_BYTES = 32

/** A secret that nobody guesses, fit for URLs, headers and cookies. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url')

/** SHA-256 of a secret: what is looked up and kept in its place. */
export const digestOf = (secret: string): string =>
  createHash('sha256').update(secret, 'utf8').digest('base64url')

/** Another secret that follows from one, and from which it cannot be told. */
export const derived = (secret: string, purpose: string): string =>
  createHmac('sha256', secret).update(purpose).digest('base64url')
