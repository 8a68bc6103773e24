import { refuse, WorldRefusal } from '../world/refusal.js'
import type { SourceFile, SourceLimits } from './source.js'

/** Downloads a file over HTTP, following redirects. @throws WorldRefusal `bad_media`, `too_large` */
export async function fetchSource(url: string, limits: SourceLimits): Promise<SourceFile> {
  const ending = new AbortController()
  const timer = setTimeout(
    () => ending.abort(new Error(`no answer in ${limits.timeoutMs} ms`)),
    limits.timeoutMs,
  )
  try {
    const response = await fetch(url, { signal: ending.signal })
    if (!response.ok) return refuse('bad_media', `${url} answers with status ${response.status}`)
    return { bytes: await bodyOf(response, url, limits), name: nameOf(response.url || url) }
  } catch (error) {
    if (error instanceof WorldRefusal) throw error
    return refuse('bad_media', `cannot get ${url}: ${reasonOf(error)}`)
  } finally {
    clearTimeout(timer)
    // An unread body would keep the connection open.
    ending.abort()
  }
}

async function bodyOf(response: Response, url: string, { maxBytes }: SourceLimits): Promise<Uint8Array> {
  const tooLarge = (): never => refuse('too_large', `${url} is larger than ${maxBytes} bytes`)
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) return tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > maxBytes) return tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function nameOf(url: string): string {
  const last = new URL(url).pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}

/** The cause of a failed `fetch`, whose own message is only "fetch failed". */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return cause instanceof Error
    ? cause.message || String((cause as NodeJS.ErrnoException).code)
    : error.message
}
