import { randomBytes } from 'node:crypto'
import { type AdminPlace, tokenIn } from './admin-place.js'
import { readSecretFile, writeSecretFile } from './secret-file.js'

const TOKEN_BYTES = 32

/** A new token, of which nobody knows. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url')

/** The token that was made for a hub before, else a new one, which is kept for commands. @throws Error of the system */
export function keptToken({ tokenFile }: AdminPlace): string {
  const known = tokenIn(readSecretFile(tokenFile))
  if (known !== undefined) return known
  const token = newToken()
  writeSecretFile(tokenFile, `${JSON.stringify({ token })}\n`)
  return token
}
