/** What one of two connections is for, where an implementation splits them; `Universal` is both in one. */
export type Role = 'Universal' | 'API' | 'Event'

const roles: Readonly<Record<string, Role>> = { universal: 'Universal', api: 'API', event: 'Event' }

/**
 * The role in `X-Client-Role`, in whatever case: Lagrange sends `Api`. Without the header it is `Universal`;
 * undefined for a word that is no role.
 */
export function readRole(header: string | readonly string[] | undefined): Role | undefined {
  if (header === undefined || header === '') return 'Universal'
  const word = String(header).trim().toLowerCase()
  return Object.hasOwn(roles, word) ? roles[word] : undefined
}

/** The role of a forward connection by its path, with or without a slash behind it; `/onebot/v11/ws` is NoneBot's word for `/`. */
export function roleOfPath(path: string): Role | undefined {
  if (path === '/' || /^\/onebot\/v11\/ws\/?$/.test(path)) return 'Universal'
  const word = /^\/(api|event)\/?$/.exec(path)?.[1]
  return word === undefined ? undefined : roles[word]
}
