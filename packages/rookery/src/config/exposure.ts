import { isLoopback } from '@rookery/transport'
import { isHost } from './net.js'
import type { Reading } from './shape.js'
import { child, textOf, type YamlNode } from './yaml-tree.js'

/** What decides whether a stranger comes in. */
export interface Doors {
  readonly listen: YamlNode | undefined
  readonly upstreams: readonly YamlNode[]
  /** The clients that the hub knows by their token. */
  readonly known: readonly YamlNode[]
}

/** Beyond this machine no door stands open. */
export function checkExposure({ listen, upstreams, known }: Doors, reading: Reading): void {
  const host = child(listen, 'host')
  const address = textOf(host)
  if (host === undefined || address === undefined || !isHost(address) || isLoopback(address)) return
  if (![listen, ...known].some((each) => child(each, 'token') !== undefined)) {
    const allowed =
      'beyond 127.0.0.1, ::1 and localhost a listen.token, or a client with a token that is no ws-reverse'
    reading.problem(host.at, { found: 'a hub that others can reach without a token', allowed })
  }
  for (const upstream of upstreams) checkUpstream(upstream, reading)
}

function checkUpstream(upstream: YamlNode, reading: Reading): void {
  const type = textOf(child(upstream, 'type'))
  const post = child(upstream, 'post')
  if (type === 'ws-reverse') needs('token', upstream, 'every ws-reverse upstream', reading)
  else if (type === 'http' && post) needs('secret', post, 'every post', reading)
}

function needs(key: string, node: YamlNode, owner: string, reading: Reading): void {
  if (child(node, key) !== undefined) return
  const allowed = `a ${key} for ${owner}, because listen.host is not loopback`
  reading.problem(node.at, { found: `no key "${key}"`, allowed })
}
