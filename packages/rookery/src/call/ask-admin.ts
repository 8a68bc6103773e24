import { describeError, shownUrl } from '@rookery/transport'
import { noHub, pathUrl, request } from './ask-hub.js'
import type { Target } from './target.js'

/** Answer of a hub to its operator: a JSON value, or the reason why there is none. */
export type AdminAnswer = { readonly value: unknown } | { readonly failure: string }

/**
 * Asks a hub as its operator. A body makes it a POST.
 *
 * @example await askAdmin(target, '/api/admin/state')
 */
export async function askAdmin(target: Target, path: string, body?: object): Promise<AdminAnswer> {
  const [bare = '', query] = path.split('?')
  const url = new URL(pathUrl(target.url, bare))
  // The hub takes no token of its operator from a query.
  url.search = query ?? ''
  const where = shownUrl(target.url)
  try {
    const asked =
      body === undefined
        ? { method: 'GET' as const }
        : { method: 'POST' as const, body: JSON.stringify(body) }
    const answer = await request(url.href, target, asked)
    if (answer.status >= 200 && answer.status < 300) return { value: parsed(answer.body) }
    return { failure: failureOf(target, bare, answer) }
  } catch (error) {
    return { failure: `${where} cannot be reached: ${describeError(error as Error, url.href)}` }
  }
}

function failureOf(target: Target, path: string, { status, body }: { status: number; body: string }): string {
  const { error } = Object(parsed(body)) as { readonly error?: { readonly message?: unknown } }
  const where = shownUrl(target.url)
  if (status === 401 || status === 403)
    return `${where} refused (${status}): ${hintFor(target, error?.message)}`
  if (typeof error?.message === 'string') return `${where} answered ${status}: ${error.message}`
  return noHub(target, path, status)
}

/** Advice for a refused token. Without one, none was found where a hub of this user would have left it. */
function hintFor({ token }: Target, message: unknown): string {
  if (token === undefined)
    return 'no admin token was found; give it with --token, or run this as the user of the hub, with its config'
  return typeof message === 'string' ? message : 'the token is wrong; give another with --token'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
