import type { PageInfo, WireEntry } from '@rookery/sandbox'

/** A wire entry as a shell command: a call to the account, or an event posted to a bot. */
export function asCurl(entry: WireEntry, info: PageInfo): string {
  const urls = info.accounts.find(({ self_id }) => self_id === entry.self_id)?.urls ?? []
  const header = "-H 'Content-Type: application/json'"
  const body = `-d ${shellQuoted(JSON.stringify(entry.body ?? {}))}`
  if (entry.kind === 'event') {
    const url = urls.find(({ type }) => type === 'http-post')?.url ?? 'http://127.0.0.1:8080/'
    return `curl -X POST ${shellQuoted(url)} ${header} -H 'X-Self-ID: ${entry.self_id}' ${body}`
  }
  const http = urls.find(({ type }) => type === 'http')
  const url = `${(http?.url ?? 'http://127.0.0.1:3000').replace(/\/$/, '')}/${entry.name}`
  const token = http?.token ? ` -H ${shellQuoted(`Authorization: Bearer ${http.token}`)}` : ''
  return `curl -X POST ${shellQuoted(url)} ${header}${token} ${body}`
}

/** Quotes text for a POSIX shell, without any expansion. */
export const shellQuoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`
