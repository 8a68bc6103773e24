import { isLoopback, isWellKnownToken } from '@rookery/transport'
import { type Complain, child, isHost, textOf, type YamlNode } from '@rookery/yaml-file'

/** The parts of a config that decide whether a stranger comes in. */
export interface Doors {
  readonly listen: YamlNode | undefined
  readonly upstreams: readonly YamlNode[]
  /** The clients that the hub knows by their token. */
  readonly known: readonly YamlNode[]
}

/** Beyond this machine no door stands open. */
export function checkExposure({ listen, upstreams, known }: Doors, complain: Complain): void {
  const host = child(listen, 'host')
  const address = textOf(host)
  if (host === undefined || address === undefined || !isHost(address) || isLoopback(address)) return
  if (![listen, ...known].some((each) => child(each, 'token') !== undefined)) {
    const allowed =
      'beyond 127.0.0.1, ::1 and localhost a listen.token, or a client with a token that is no ws-reverse'
    complain({ at: host.at, found: 'a hub that others can reach without a token', allowed })
  }
  for (const each of [listen, ...known]) refuseGuessable(child(each, 'token'), complain)
  for (const upstream of upstreams) checkUpstream(upstream, complain)
}

function checkUpstream(upstream: YamlNode, complain: Complain): void {
  const type = textOf(child(upstream, 'type'))
  const post = child(upstream, 'post')
  if (type === 'ws-reverse') needs('token', upstream, 'every ws-reverse upstream', complain)
  else if (type === 'http' && post) needs('secret', post, 'every post', complain)
}

function needs(key: string, node: YamlNode, owner: string, complain: Complain): void {
  const found = child(node, key)
  if (found !== undefined) return refuseGuessable(found, complain)
  const allowed = `a ${key} for ${owner}, because listen.host is not loopback`
  complain({ at: node.at, found: `no key "${key}"`, allowed })
}

/** The tokens of our own examples, and words that strangers try first. The text itself is not repeated: it may be from the environment. */
function refuseGuessable(node: YamlNode | undefined, complain: Complain): void {
  const text = textOf(node)
  if (node === undefined || text === undefined || !isWellKnownToken(text)) return
  const allowed =
    'one of your own, because listen.host is not loopback, such as the output of: openssl rand -hex 16'
  complain({ at: node.at, found: 'a token that strangers guess', allowed })
}
