import type { IncomingMessage } from 'node:http'
import type { CloseInfo } from '../link/link.js'
import { otherScheme } from './describe-error.js'
import { shownUrl } from './shown-url.js'

/** Target of a connection, as far as it affects the meaning of a refusal. */
export interface Asked {
  readonly url: string
  /** Default `implementation`. */
  readonly whom?: Whom | undefined
  readonly token?: string | undefined
}

/** Applications refuse for more reasons than implementations do, and with fewer statuses. */
export type Whom = 'implementation' | 'application'

const SECOND = 'it still holds a connection for this account and takes no second one'
const CODELESS = 'it gave no reason; NapCat and LLBot do so when they stop'
/** FastAPI, which NoneBot runs on, has no 404 and no 401 for a WebSocket. */
const PATH = 'the path of the URL is wrong (NoneBot on FastAPI answers so)'

const tokenCause = ({ token }: Pick<Asked, 'token'>): string =>
  token ? 'the token is wrong' : 'it wants a token, and none was sent'

function closeCause({ code }: CloseInfo, asked: Asked | undefined): string | undefined {
  if (code === 1006) return 'the connection broke off'
  if (code === 1009) return 'a frame was larger than what is taken there'
  if (code === 1012) return 'it restarts or stops'
  if (code === 1005 && asked && asked.whom !== 'application') return CODELESS
  if (code !== 1008 || !asked) return undefined
  return asked.whom === 'application' ? `${tokenCause(asked)}, or ${SECOND}` : tokenCause(asked)
}

/** Describes why a connection ended. `asked` is given if this side dialled. */
export function describeClose(info: CloseInfo, asked?: Asked): string {
  const { code, reason, refusal } = info
  if (refusal) return asked ? `${refusal.reason}: ${tokenCause(asked)}` : refusal.reason
  if (reason && code !== 1008) return `closed with ${code} (${reason})`
  const cause = closeCause(info, asked)
  return `closed with ${code}${reason && ` (${reason})`}${cause === undefined ? '' : `: ${cause}`}`
}

type Answered = Pick<IncomingMessage, 'statusCode' | 'statusMessage' | 'headers'>

/** Describes why an answer is not the requested connection; `reason` is the text of its body. */
export function describeStatus(response: Answered, asked: Asked, reason = ''): string {
  const status = `HTTP ${response.statusCode} ${response.statusMessage ?? ''}`.trim()
  const cause = statusCause(response, asked)
  return `${status}${reason && ` (${reason})`}${cause === undefined ? '' : `: ${cause}`}`
}

function statusCause({ statusCode = 0, headers }: Answered, asked: Asked): string | undefined {
  const isWebSocket = /^ws/i.test(asked.url)
  if (statusCode >= 200 && statusCode < 300 && isWebSocket)
    return 'plain HTTP is spoken there, and no WebSocket: look at the port and the path of the URL'
  if (statusCode >= 300 && statusCode < 400) return movedTo(headers.location, asked.url)
  if (statusCode === 400 && /^(?:ws|http):/i.test(asked.url))
    return `a port that speaks TLS answers so, too: then use ${otherScheme(asked.url)}`
  if (statusCode === 401) return tokenCause(asked)
  if (statusCode === 403)
    return asked.whom === 'application' ? `${PATH}, or ${tokenCause(asked)}, or ${SECOND}` : tokenCause(asked)
  if (statusCode === 404) return 'look at the path of the URL'
  if (statusCode === 508)
    return 'hubs are connected in a ring, or one with itself; take one of the entries out'
  if (statusCode === 502 || statusCode === 504) return 'a proxy answers, and reaches nobody behind it'
  return undefined
}

/** Target of a redirect, in the form of a config value, without parts that may be a token. */
export function movedTo(location: string | undefined, askedUrl = ''): string {
  if (!location) return 'it has moved, and does not say where to'
  const from = askedUrl.replace(/^ws/i, 'http')
  const to = URL.canParse(location, from) ? new URL(location, from).href : location
  return `it has moved to ${shownUrl(from === askedUrl ? to : to.replace(/^http/, 'ws'))}: use that URL`
}
