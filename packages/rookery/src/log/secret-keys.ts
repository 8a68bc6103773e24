/** Keys that are never logged in clear, whoever logs them. */
export const SECRET_KEYS: readonly string[] = [
  'token',
  'access_token',
  'secret',
  'authorization',
  'Authorization',
]

/** Text in the place of a secret. */
export const REDACTED = '***'
