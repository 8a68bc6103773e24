import { AdminRefusal } from '../answer/admin-refusal.js'
import type { Route } from './route.js'
import { routes } from './table.js'

/** The route of a request, with the values of its path. */
export interface Found {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

interface Pattern {
  readonly method: string
  readonly parts: readonly string[]
  readonly route: Route
}

const patterns: readonly Pattern[] = Object.entries(routes).map(([name, route]) => {
  const [method = '', path = ''] = name.split(' ')
  return { method, parts: path.split('/'), route }
})

/** Finds the route of a request. @throws AdminRefusal 404 or 405 */
export function findRoute(method: string, path: string): Found {
  const parts = path.replace(/\/+$/, '').split('/')
  const matching = patterns.flatMap((pattern) => {
    const params = matched(pattern.parts, parts)
    return params ? [{ ...pattern, params }] : []
  })
  if (matching.length === 0)
    throw new AdminRefusal(
      404,
      'not_found',
      'there is nothing here; GET /api/admin/openapi.json tells what is',
    )
  // A path without a name comes before one with it: /config/versions before /config/:id.
  const wanted = method === 'HEAD' ? 'GET' : method
  const found = matching.find((each) => each.method === wanted)
  if (found) return found
  const allowed = [...new Set(matching.map((each) => each.method))].join(' or ')
  throw new AdminRefusal(405, 'wrong_method', `this takes ${allowed}, found ${method.slice(0, 20)}`)
}

/** The values of the names in a pattern; undefined if the path is another one. */
function matched(
  pattern: readonly string[],
  parts: readonly string[],
): Readonly<Record<string, string>> | undefined {
  if (pattern.length !== parts.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, wanted] of pattern.entries()) {
    const part = parts[index] ?? ''
    if (!wanted.startsWith(':')) {
      if (part !== wanted) return undefined
      continue
    }
    const value = decoded(part)
    if (!value) return undefined
    params[wanted.slice(1)] = value
  }
  return params
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}
