import http from 'node:http'
import https from 'node:https'
import { describeError, shownUrl } from '@rookery/transport'
import { type Target, tokenHint } from './target.js'

/** Answer of a hub over HTTP, or the reason why there is none. */
export type HubAnswer = { readonly status: number; readonly body: string } | { readonly failure: string }

const TIMEOUT_MS = 10_000

/** Requests one of the hub's own paths. */
export async function askHub(target: Target, method: 'GET' | 'POST', path: string): Promise<HubAnswer> {
  const url = pathUrl(target.url, path)
  const where = shownUrl(target.url)
  try {
    const answer = await request(method, url, target)
    const { status } = answer
    return status === 401 || status === 403
      ? { failure: `${where} refused (${status}): ${tokenHint(target)}` }
      : answer
  } catch (error) {
    return { failure: `${where} cannot be reached: ${describeError(error as Error, url)}` }
  }
}

/** The failure of an answer that no hub gives. */
export const noHub = ({ url }: Target, path: string, status: number): string =>
  `${shownUrl(url)} is no hub: it answered HTTP ${status} to ${path}`

/** Sends one request, with a JSON text as its body if there is one. Rejects where there is no answer. */
export function request(
  method: string,
  url: string,
  { token, trust }: Target,
  json = '',
): Promise<{ readonly status: number; readonly body: string }> {
  const { request } = url.startsWith('https:') ? https : http
  const headers = {
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    ...(json && { 'Content-Type': 'application/json' }),
  }
  return new Promise((resolve, reject) => {
    const settings = { method, headers, agent: false, timeout: TIMEOUT_MS, ...tls(trust) }
    const asked = request(url, settings, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        body += chunk
      })
      response.once('error', reject)
      response.once('end', () => resolve({ status: response.statusCode ?? 0, body }))
    })
    asked.once('timeout', () => asked.destroy(Object.assign(new AnswerTimeout(), { code: 'ETIMEDOUT' })))
    asked.once('error', reject)
    asked.end(json)
  })
}

/** The types do not allow for a certificate of which only the bytes are compared. */
const tls = (trust: Target['trust']): https.RequestOptions => (trust ?? {}) as https.RequestOptions

class AnswerTimeout extends Error {
  override readonly name = 'AnswerTimeout'
}

/** Address of a path of the hub. What is in the query of its URL stays: it may contain the token. */
export function pathUrl(target: string, path: string): string {
  const url = new URL(target.replace(/^ws/, 'http'))
  url.pathname = path
  return url.href
}
