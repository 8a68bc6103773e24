import { type Complain, child, distinct, itemsOf, textOf, type YamlNode } from '@rookery/yaml-file'
import { checkExposure } from './exposure.js'
import { withoutTrailingSlash } from './net.js'
import { checkOwnAddress } from './own-address.js'

/** Checks rules across values. Runs on the file's nodes, so that it also speaks when other keys are wrong. */
export function checkAcross(file: YamlNode, complain: Complain): void {
  const upstreams = itemsOf(child(file, 'upstreams'))
  const clients = itemsOf(child(file, 'clients'))
  const names = { what: 'the name', allowed: 'a name that no other upstream has' }
  distinct(under(upstreams, 'name'), names, complain)
  distinct(under(clients, 'name'), { ...names, allowed: 'a name that no other client has' }, complain)
  const paths = { what: 'the path', allowed: 'a path that no other upstream has', by: withoutTrailingSlash }
  distinct(upstreams.map(pathOf), paths, complain)
  for (const upstream of upstreams) checkEventWay(upstream, complain)
  for (const client of clients) checkAnyUrl(client, complain)
  checkOwnAddress({ listen: child(file, 'listen'), entries: [...upstreams, ...clients] }, complain)
  const known = clients.filter(isKnownByToken)
  distinctTokens(file, known, complain)
  checkExposure({ listen: child(file, 'listen'), upstreams, known }, complain)
}

function under(nodes: readonly YamlNode[], key: string): YamlNode[] {
  return nodes.flatMap((node) => child(node, key) ?? [])
}

/** The path by which an implementation comes to the hub, by WebSocket or to post. */
function pathOf(upstream: YamlNode): YamlNode | undefined {
  const type = typeOf(upstream)
  if (type === 'ws-reverse') return child(upstream, 'path')
  return type === 'http' ? child(upstream, 'post', 'path') : undefined
}

function typeOf(node: YamlNode): string | undefined {
  return textOf(child(node, 'type'))
}

/** The token of a client that the hub dials is for that client's own door. */
function isKnownByToken(client: YamlNode): boolean {
  return child(client, 'type') === undefined || typeOf(client) === 'http-post'
}

/** A token says who somebody is only while one client has it. */
function distinctTokens(file: YamlNode, clients: readonly YamlNode[], complain: Complain): void {
  const owners = new Map<string, string>()
  const listenToken = textOf(child(file, 'listen', 'token'))
  if (listenToken) owners.set(listenToken, 'listen.token, which identifies nobody')
  for (const node of under(clients, 'token')) {
    const text = textOf(node)
    if (!text) continue
    const owner = owners.get(text)
    if (owner === undefined) owners.set(text, node.at.path)
    else complain({ at: node.at, found: `the same token as ${owner}`, allowed: 'a token of its own' })
  }
}

/** Calls alone go over HTTP; events need a way of their own, and one only. */
function checkEventWay(upstream: YamlNode, complain: Complain): void {
  if (upstream.kind !== 'map' || typeOf(upstream) !== 'http') return
  const isPosted = child(upstream, 'post') !== undefined
  const sse = child(upstream, 'sse')
  const isStreamed = textOf(sse) === 'true'
  if (!isPosted && (sse === undefined || textOf(sse) === 'false')) {
    const allowed = 'post or sse: true, else no event ever comes'
    complain({ at: upstream.at, found: 'neither post nor sse', allowed })
  } else if (isPosted && isStreamed) {
    const allowed = 'one of the two, else every event comes twice'
    complain({ at: sse?.at ?? upstream.at, found: 'sse beside post', allowed })
  }
}

const urlKeys = ['url', 'api_url', 'event_url']

function checkAnyUrl(client: YamlNode, complain: Complain): void {
  if (client.kind !== 'map' || typeOf(client) !== 'ws-reverse') return
  if (urlKeys.some((key) => child(client, key) !== undefined)) return
  complain({ at: client.at, found: 'no key "url"', allowed: `one of ${urlKeys.join(', ')} at least` })
}
