import { type AddIssue, child, textOf, type ValueNode } from '@rookery/schema'
import { isLoopback, isWellKnownToken } from '@rookery/transport'
import { isHost } from '@rookery/yaml-file'
import { ADMIN_TOKENS } from './admin-config.js'

/** The settings that decide whether strangers may connect. */
export interface ExposedSettings {
  readonly listen: ValueNode | undefined
  readonly upstreams: readonly ValueNode[]
  /** Clients identified by a token. */
  readonly known: readonly ValueNode[]
}

/** Checks that everything reachable beyond this machine requires a token. */
export function checkExposure({ listen, upstreams, known }: ExposedSettings, addIssue: AddIssue): void {
  const host = child(listen, 'host')
  const address = textOf(host)
  if (host === undefined || address === undefined || !isHost(address) || isLoopback(address)) return
  if (
    ![listen, ...known].some(
      (each) => child(each, 'token') !== undefined || child(each, 'token_sha256') !== undefined,
    )
  ) {
    const allowed =
      'a listen.token, or a client with a token other than a ws-reverse one, since listen.host is not loopback'
    addIssue({ ...host.at, found: 'a hub that others can reach without a token', allowed })
  }
  for (const each of [listen, ...known]) refuseGuessable(child(each, 'token'), addIssue)
  for (const key of ADMIN_TOKENS) refuseGuessable(child(listen, key), addIssue)
  for (const upstream of upstreams) checkUpstream(upstream, addIssue)
}

function checkUpstream(upstream: ValueNode, addIssue: AddIssue): void {
  const type = textOf(child(upstream, 'type'))
  const post = child(upstream, 'post')
  if (type === 'ws-reverse') needs('token', upstream, 'every ws-reverse upstream', addIssue)
  else if (type === 'http' && post) needs('secret', post, 'every post', addIssue)
}

function needs(key: string, node: ValueNode, owner: string, addIssue: AddIssue): void {
  const found = child(node, key)
  if (found !== undefined) return refuseGuessable(found, addIssue)
  const allowed = `a ${key} for ${owner}, because listen.host is not loopback`
  addIssue({ ...node.at, found: `no key "${key}"`, allowed })
}

/**
 * Refuses tokens from published examples and common guesses. The text is not repeated: it may come from the
 * environment.
 */
function refuseGuessable(node: ValueNode | undefined, addIssue: AddIssue): void {
  const text = textOf(node)
  if (node === undefined || text === undefined || !isWellKnownToken(text)) return
  const allowed =
    'one of your own, because listen.host is not loopback, such as the output of: openssl rand -hex 16'
  addIssue({ ...node.at, found: 'a token that strangers guess', allowed })
}
