import type { IncomingMessage } from 'node:http'
import { isGuessable } from './guessable.js'
import { presentedToken, type TokenTable } from './token.js'

/** A request that is not admitted, with its HTTP status. */
export interface Refusal {
  readonly status: number
  readonly reason: string
  /** Hint for the requester, which logs leave out. */
  readonly hint?: string
  /** True for a wrong token or signature. A peer that shows many is answered with a delay. */
  readonly isGuess?: true
}

/** Outcome of asking to come in: the value that the token stands for, undefined where none is needed, or a refusal. */
export type Admission<T> = { readonly value: T | undefined } | Refusal

/** The text of a refusal, as the requester sees it. */
export const wordingOf = ({ reason, hint }: Refusal): string =>
  hint === undefined ? reason : `${reason}: ${hint}`

/** Whether an answer refuses: it has a status and a reason. */
export const isRefusal = (answer: object): answer is Refusal => 'status' in answer && 'reason' in answer

const HOW = 'Authorization: Bearer <token>'
const WRONG_TOKEN: Refusal = { status: 403, reason: 'the token is wrong', isGuess: true }

/**
 * Checks the token of a request against the valid ones. Without any valid token everybody is admitted. 401 if none
 * was shown, 403 if it is wrong.
 */
export function admit<T>(request: IncomingMessage, tokens: TokenTable<T>, bare = false): Admission<T> {
  if (tokens.isEmpty) return { value: undefined }
  const presented = presentedToken(request, bare)
  if (presented.kind === 'none') return { status: 401, reason: 'a token is needed', hint: HOW }
  if (presented.kind === 'unusable')
    return { status: 401, reason: 'the header Authorization holds no token', hint: HOW }
  return tokens.find(presented.token) ?? WRONG_TOKEN
}

/**
 * A part of a request that a stranger's web page cannot know. A `secret` is a valid token in header or query, or a
 * signature in its place. A `cookie` was set under this very host name, but is also sent with requests of pages on
 * other ports. A valid token that can be guessed proves nothing.
 */
export type Proof = 'secret' | 'cookie' | 'guessable' | 'wrong' | 'none'

/** The proof in the token of a request, judged by the valid tokens. */
export function proofOf(request: IncomingMessage, tokens: TokenTable<unknown>, bare = false): Proof {
  const presented = tokens.isEmpty ? undefined : presentedToken(request, bare)
  if (presented?.kind !== 'token') return 'none'
  if (!tokens.find(presented.token)) return 'wrong'
  return isGuessable(presented.token) ? 'guessable' : 'secret'
}

/** Hosts and origins of browsers that a door accepts. */
export interface ForeignRules {
  /** On loopback, `Host` must name this machine: another name reaches it only by DNS rebinding, or through a proxy. */
  readonly onLoopback: boolean
  /** Host names of this server, with or without a port: `bot.example.com`. */
  readonly hosts?: readonly string[] | undefined
  /** Origins whose pages have access: `https://example.org`. */
  readonly cors?: readonly string[] | undefined
  /** Names of the settings that hold `hosts` and `cors`, for refusals. */
  readonly keys?: { readonly hosts: string; readonly cors?: string } | undefined
}

/**
 * Refuses requests that a web page of another origin sent, and on loopback those for another host name. Programs send
 * no such header, or a matching one; others can show a secret, which no page knows.
 */
export function refuseForeign(
  request: IncomingMessage,
  rules: ForeignRules,
  proof: () => Proof = () => 'none',
): Refusal | undefined {
  const page = foreignPage(request, rules)
  const host = page === undefined ? foreignHost(request, rules) : undefined
  if (page === undefined && host === undefined) return undefined
  const shown = proof()
  if (shown === 'secret' || (shown === 'cookie' && page === undefined)) return undefined
  if (shown === 'wrong') return WRONG_TOKEN
  const { hosts = 'hosts', cors } = rules.keys ?? {}
  const reason = page ?? `${host}; a valid token passes, or name it in ${hosts}`
  const way =
    page === undefined || cors === undefined ? '' : `; a valid token passes, or name the origin in ${cors}`
  const weak = shown === 'guessable' ? '. The token shown is one that can be guessed, and lifts no check' : ''
  return { status: 403, reason: `${reason}${way}${weak}` }
}

/** Why a request is refused as one of another origin's page; undefined if it is not. */
function foreignPage({ headers }: IncomingMessage, rules: ForeignRules): string | undefined {
  const { host, origin, referer } = headers
  if (origin !== undefined && rules.cors?.includes(origin)) return undefined
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return `requests of another site's pages are refused (Sec-Fetch-Site: ${site})`
  if (origin !== undefined && !isOwn(origin, host, rules))
    return `requests of another origin's pages are refused (Origin: ${origin})`
  // Old browsers, and images, send no other such header with a GET. It holds the whole address, of which only the
  // host is reported.
  if (referer && origin === undefined && !isOwn(referer, host, rules))
    return `requests of another origin's pages are refused (Referer: ${hostOf(referer) ?? 'no address'})`
  return undefined
}

function isOwn(url: string, host: string | undefined, { hosts = [], cors = [] }: ForeignRules): boolean {
  const from = hostOf(url)
  if (from === undefined) return false
  return (
    from === host?.toLowerCase() ||
    cors.includes(new URL(url).origin) ||
    hosts.some((each) => each.toLowerCase() === from)
  )
}

function foreignHost(
  { headers: { host } }: IncomingMessage,
  { onLoopback, hosts = [] }: ForeignRules,
): string | undefined {
  if (!onLoopback || host === undefined || NAMES_LOOPBACK.test(host)) return undefined
  const [whole, name] = [host.toLowerCase(), host.toLowerCase().replace(/:\d+$/, '')]
  if (hosts.some((each) => [whole, name].includes(each.toLowerCase()))) return undefined
  return `this listens on loopback; Host must name it so, found ${host}`
}

function hostOf(url: string): string | undefined {
  return (URL.canParse(url) && new URL(url).host) || undefined
}

/** A `Host` that can only mean this machine; see `isLoopback`. */
const NAMES_LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|(?:.*\.)?localhost|\[::1\])(?::\d+)?$/i

/** Whether a host name or address can only mean this machine. */
export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '::1' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host)
  )
}
