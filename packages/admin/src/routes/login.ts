import { comingOf } from '../access/coming.js'
import { sessionCookie } from '../access/cookie.js'
import { refuseUnlessPages, wrongToken } from '../access/guard.js'
import { AdminRefusal } from '../answer/admin-refusal.js'
import type { Answer } from '../answer/send.js'
import type { LinkAnswer } from '../api.js'
import type { Realm, SessionAnswer } from '../wire.js'
import { textIn } from './fields.js'
import type { Asked, Route, RouteContext } from './route.js'

const SMALL_BODY = 8 * 1024

/** `POST /api/admin/login` */
export const login: Route = {
  need: 'none',
  summary: 'Logs a browser in, by a token or by a link that is valid once.',
  body: {
    oneOf: ['token', 'link'].map((name) => ({
      type: 'object',
      properties: { [name]: { type: 'string' } },
      required: [name],
    })),
  },
  maxBodyBytes: SMALL_BODY,
  answer(asked, context) {
    refuseUnlessPages(asked.request, context.access())
    context.guard.mayTry(asked.request)
    const realm = realmOf(asked, context)
    const { id, session } = context.sessions.open(realm)
    const { isEncrypted } = comingOf(asked.request, context.access())
    const cookie = sessionCookie(asked.request, isEncrypted, id)
    const body: SessionAnswer = {
      realm,
      csrf: session.csrf,
      expires_at: session.expiresAt,
      ...versionOf(context),
    }
    return { body, headers: { 'Set-Cookie': cookie } }
  },
}

function realmOf(asked: Asked, { guard, links }: RouteContext): Realm {
  if (asked.body.link !== undefined) {
    if (links.take(textIn(asked, 'link'))) return 'admin'
    guard.wrong(asked.request)
    throw LINK_USED
  }
  const realm = guard.realmOf(textIn(asked, 'token'))
  if (realm === 'admin' || realm === 'viewer') return realm
  if (realm === 'metrics') throw METRICS_ONLY
  guard.wrong(asked.request)
  throw wrongToken()
}

const METRICS_ONLY = new AdminRefusal(403, 'not_allowed', 'this token opens /metrics alone')

const LINK_USED = new AdminRefusal(
  403,
  'link_used',
  'this link was used already, or is older than ten minutes: rookery console prints another one',
  { isGuess: true },
)

const versionOf = ({ version }: RouteContext) => (version === undefined ? {} : { version })

/** `POST /api/admin/logout` */
export const logout: Route = {
  need: 'viewer',
  summary: 'Ends the session of the browser, in all its tabs.',
  maxBodyBytes: SMALL_BODY,
  answer({ request, who }, context): Answer {
    if (who.by !== 'session') return { body: {} }
    context.sessions.close(who.session.digest)
    context.loginsChanged()
    const { isEncrypted } = comingOf(request, context.access())
    return { body: {}, headers: { 'Set-Cookie': sessionCookie(request, isEncrypted) } }
  },
}

/** `POST /api/admin/links` */
export const makeLink: Route = {
  need: 'admin',
  summary: 'Makes a login link, valid once and for ten minutes.',
  maxBodyBytes: SMALL_BODY,
  answer(_asked, { links, access }): Answer {
    if (access().console === 'off')
      throw new AdminRefusal(403, 'console_off', 'the console is switched off: listen.console is off')
    const { secret, expiresAt } = links.make()
    return { body: { link: secret, expires_at: expiresAt } satisfies LinkAnswer }
  },
}

/** `GET /api/admin/session` */
export const session: Route = {
  need: 'viewer',
  summary: 'Tells who one is.',
  answer({ who }, context): Answer {
    const { realm } = who as Exclude<typeof who, { by: 'nobody' }>
    const open = who.by === 'session' ? who.session : undefined
    const body: SessionAnswer = {
      realm: realm as Realm,
      csrf: open?.csrf ?? '',
      ...(open && { expires_at: open.expiresAt }),
      ...versionOf(context),
    }
    return { body }
  },
}
