import http from 'node:http'
import https from 'node:https'
import { describeError, shownUrl } from '@rookery/transport'
import { type Target, tokenHint } from '../call/target.js'

/** Request to one of a hub's own paths. */
export interface HubRequest {
  readonly path: string
  /** JSON text that is posted. Default: the path is read with GET. */
  readonly body?: string
  readonly timeoutMs: number
}

/** Answer of a hub, or the reason why there is none. */
export type HubAnswer = { readonly status: number; readonly body: string } | { readonly failure: string }

/** Asks a hub over HTTP. A refused token counts as no answer. */
export async function requestHub(target: Target, request: HubRequest): Promise<HubAnswer> {
  const url = pathUrl(target.url, request.path)
  const where = shownUrl(target.url)
  try {
    const answer = await send(url, target, request)
    const { status } = answer
    const isRefused = status === 401 || status === 403
    return isRefused ? { failure: `${where} refused (${status}): ${tokenHint(target)}` } : answer
  } catch (error) {
    return { failure: `${where} cannot be reached: ${describeError(error as Error, url)}` }
  }
}

/** The failure of an answer that no hub gives. */
export const noHub = (target: Target, status: number, path: string): string =>
  `${shownUrl(target.url)} is no hub: it answered HTTP ${status} to ${path}`

function send(
  url: string,
  { token, trust }: Target,
  { body, timeoutMs }: HubRequest,
): Promise<{ readonly status: number; readonly body: string }> {
  const { request } = url.startsWith('https:') ? https : http
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` }
  const method = body === undefined ? 'GET' : 'POST'
  const settings = { method, headers, agent: false, timeout: timeoutMs, ...tls(trust) }
  return new Promise((resolve, reject) => {
    const asked = request(url, settings, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.once('error', reject)
      response.once('end', () => resolve({ status: response.statusCode ?? 0, body: text }))
    })
    asked.once('timeout', () => asked.destroy(Object.assign(new AnswerTimeout(), { code: 'ETIMEDOUT' })))
    asked.once('error', reject)
    asked.end(body)
  })
}

/** The types do not allow for a certificate of which only the bytes are compared. */
const tls = (trust: Target['trust']): https.RequestOptions => (trust ?? {}) as https.RequestOptions

class AnswerTimeout extends Error {
  override readonly name = 'AnswerTimeout'
}

/** Appends the path before the query, which may contain the token. */
function pathUrl(target: string, path: string): string {
  const url = new URL(target.replace(/^ws/, 'http'))
  url.pathname = path
  return url.href
}
