import type { Actions } from './action.js'

/** Credentials for QQ's web services. They open nothing here: they only look right, and are stable per account. */
export const credentialHandlers = {
  get_cookies: {
    events: [],
    refuses: [],
    run: (_turn, _params, self) => ({ cookies: cookiesOf(self), bkn: String(tokenOf(self)) }),
  },
  get_csrf_token: { events: [], refuses: [], run: (_turn, _params, self) => ({ token: tokenOf(self) }) },
  get_credentials: {
    events: [],
    refuses: [],
    run(_turn, _params, self) {
      const token = tokenOf(self)
      return { cookies: cookiesOf(self), csrf_token: token, token }
    },
  },
  get_rkey: {
    events: [],
    refuses: [],
    run({ world }, _params, self) {
      const created_at = Math.floor(world.nowMs / 1000)
      const keyOf = (type: string) => `&rkey=${digestOf(`${type}:${self}`)}`
      const rkeys = ['private', 'group'].map((type) => ({
        type,
        rkey: keyOf(type),
        created_at,
        ttl: AN_HOUR,
      }))
      return {
        rkeys,
        private_key: keyOf('private'),
        group_key: keyOf('group'),
        expired_time: created_at + AN_HOUR,
        updated_time: new Date(world.nowMs).toISOString(),
      }
    },
  },
} as const satisfies Actions

const AN_HOUR = 3600

const skeyOf = (self: number): string => `@${digestOf(`skey:${self}`)}`

const cookiesOf = (self: number): string => `uin=o${self}; skey=${skeyOf(self)}`

/** The token as QQ's web pages compute it from the cookie `skey`. */
const tokenOf = (self: number): number => {
  let hash = 5381
  for (const char of skeyOf(self)) hash = (hash + (hash << 5) + char.charCodeAt(0)) | 0
  return hash & 0x7fffffff
}

/** FNV-1a, so that the text looks like a key. Not secret. */
function digestOf(text: string): string {
  let hash = 0x811c9dc5
  for (const char of text) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0
  return hash.toString(36).padStart(7, '0')
}
