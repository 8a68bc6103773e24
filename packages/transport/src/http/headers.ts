/** The header with the token, if there is one. Node writes headers as latin1; a token may hold any characters. */
export function bearer(token: string | undefined): Readonly<Record<string, string>> {
  if (!token) return {}
  return { Authorization: `Bearer ${Buffer.from(token, 'utf8').toString('latin1')}` }
}

/** `application/json` of `Application/JSON; charset=utf-8`; undefined when no Content-Type was given. */
export function mediaType(contentType: string | undefined): string | undefined {
  return contentType?.split(';', 1)[0]?.trim().toLowerCase() || undefined
}
