/** The header with the token, if there is one. Node writes headers as latin1; a token may hold any characters. */
export function bearer(token: string | undefined): Readonly<Record<string, string>> {
  if (!token) return {}
  return { Authorization: `Bearer ${Buffer.from(token, 'utf8').toString('latin1')}` }
}
