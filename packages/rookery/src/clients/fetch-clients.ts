import http from 'node:http'
import https from 'node:https'
import type { ClientInfo } from '@rookery/hub'
import { describeError, shownUrl } from '@rookery/transport'
import { type Target, tokenHint } from '../call/target.js'

export type ClientsOrFailure = { readonly clients: readonly ClientInfo[] } | { readonly failure: string }

const PATH = '/api/get_online_clients'
const TIMEOUT_MS = 10_000

/** Requests the list of connected clients from a hub. */
export async function fetchClients(target: Target): Promise<ClientsOrFailure> {
  const url = pathUrl(target.url)
  const where = shownUrl(target.url)
  try {
    const { status, body } = await get(url, target)
    if (status === 401 || status === 403)
      return { failure: `${where} refused (${status}): ${tokenHint(target)}` }
    const clients = clientsIn(body)
    return clients ? { clients } : { failure: `${where} is no hub: it answered HTTP ${status} to ${PATH}` }
  } catch (error) {
    return { failure: `${where} cannot be reached: ${describeError(error as Error, url)}` }
  }
}

function get(
  url: string,
  { token, trust }: Target,
): Promise<{ readonly status: number; readonly body: string }> {
  const { request } = url.startsWith('https:') ? https : http
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` }
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers, agent: false, timeout: TIMEOUT_MS, ...tls(trust) }, (response) => {
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
    asked.end()
  })
}

/** The types do not allow for a certificate of which only the bytes are compared. */
const tls = (trust: Target['trust']): https.RequestOptions => (trust ?? {}) as https.RequestOptions

class AnswerTimeout extends Error {
  override readonly name = 'AnswerTimeout'
}

/** Appends the path before the query, which may contain the token. */
function pathUrl(target: string): string {
  const url = new URL(target.replace(/^ws/, 'http'))
  url.pathname = PATH
  return url.href
}

const isClient = (each: unknown): each is ClientInfo => {
  const { app_id, client_name } = Object(each) as Partial<Record<keyof ClientInfo, unknown>>
  return typeof app_id === 'string' && (client_name === undefined || typeof client_name === 'string')
}

function clientsIn(body: string): readonly ClientInfo[] | undefined {
  try {
    const { data } = JSON.parse(body) as { readonly data?: { readonly clients?: readonly unknown[] } }
    return Array.isArray(data?.clients) && data.clients.every(isClient) ? data.clients : undefined
  } catch {
    return undefined
  }
}
