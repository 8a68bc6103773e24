import { useEffect, useState } from 'preact/hooks'

/** Pages, in the order in which they are listed. */
export const PAGES = [
  'overview',
  'traffic',
  'call',
  'chat',
  'clients',
  'filters',
  'config',
  'log',
  'alerts',
] as const
export type PageName = (typeof PAGES)[number]

/** Pages of which a viewer has none. */
export const ADMIN_PAGES: ReadonlySet<PageName> = new Set(['call', 'config', 'log', 'alerts'])

/** A page, and what is open on it. */
export interface Route {
  readonly page: PageName
  readonly query: Readonly<Record<string, string>>
}

/** Reads a fragment such as `#/clients?id=abc`. Unknown pages lead to the overview. */
export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2)
  const page = PAGES.find((name) => name === path) ?? 'overview'
  return { page, query: Object.fromEntries(new URLSearchParams(query)) }
}

/** Writes a fragment; empty values are left out. */
export function routeHash(page: PageName, query: Readonly<Record<string, string | undefined>> = {}): string {
  const kept = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return kept.length === 0 ? `#/${page}` : `#/${page}?${new URLSearchParams(kept)}`
}

/** The route of the address, kept up to date. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => readRoute(location.hash))
  useEffect(() => {
    const read = () => setRoute(readRoute(location.hash))
    window.addEventListener('hashchange', read)
    return () => window.removeEventListener('hashchange', read)
  }, [])
  return route
}

/** Opens something on a page, as a link would. */
export const goTo = (page: PageName, query?: Readonly<Record<string, string | undefined>>): void => {
  location.hash = routeHash(page, query)
}
