/** Purpose of a connection, where an implementation opens one for calls and one for events; `Universal` serves both. */
export type Role = 'Universal' | 'API' | 'Event'

const roles: Readonly<Record<string, Role>> = { universal: 'Universal', api: 'API', event: 'Event' }

/**
 * The role in `X-Client-Role`, in any case: Lagrange sends `Api`. `Universal` without the header; undefined for an
 * unknown word.
 */
export function readRole(header: string | readonly string[] | undefined): Role | undefined {
  if (header === undefined || header === '') return 'Universal'
  const word = String(header).trim().toLowerCase()
  return Object.hasOwn(roles, word) ? roles[word] : undefined
}

const rolesOfPaths: ReadonlyMap<string, Role> = new Map([
  ['/', 'Universal'],
  ['/onebot/v11/ws', 'Universal'],
  ['/onebot/v11/ws/', 'Universal'],
  ['/api', 'API'],
  ['/api/', 'API'],
  ['/event', 'Event'],
  ['/event/', 'Event'],
])

/**
 * The role of a forward connection by its path, with or without a trailing slash; `/onebot/v11/ws` is NoneBot's path
 * for `/`.
 */
export const roleOfPath = (path: string): Role | undefined => rolesOfPaths.get(path)
