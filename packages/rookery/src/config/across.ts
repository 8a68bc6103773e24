import { type AddIssue, child, itemsOf, textOf, type ValueNode } from '@rookery/schema'
import { distinct } from '@rookery/yaml-file'
import { ADMIN_TOKENS } from './admin-config.js'
import { checkExposure } from './exposure.js'
import { withoutTrailingSlash } from './net.js'
import { checkOwnAddress } from './own-address.js'
import { checkScopes, sha256, tokenDigest } from './rights.js'
import { checkStrip } from './strip-prefix.js'

/** Checks across values. Runs on the file's nodes, so that it also reports when other keys are wrong. */
export function checkConfigAcross(file: ValueNode, addIssue: AddIssue): void {
  const upstreams = itemsOf(child(file, 'upstreams'))
  const clients = itemsOf(child(file, 'clients'))
  const names = { what: 'the name', allowed: 'a name that no other upstream has' }
  distinct(under(upstreams, 'name'), names, addIssue)
  distinct(under(clients, 'name'), { ...names, allowed: 'a name that no other client has' }, addIssue)
  const paths = { what: 'the path', allowed: 'a path that no other upstream has', by: withoutTrailingSlash }
  distinct(upstreams.map(pathOf), paths, addIssue)
  for (const upstream of upstreams) checkEventWay(upstream, addIssue)
  for (const client of clients) {
    checkAnyUrl(client, addIssue)
    checkStrip(client, addIssue)
    checkScopes(client, addIssue)
  }
  checkOwnAddress({ listen: child(file, 'listen'), entries: [...upstreams, ...clients] }, addIssue)
  const known = clients.filter(isKnownByToken)
  distinctTokens(file, known, addIssue)
  checkExposure({ listen: child(file, 'listen'), upstreams, known }, addIssue)
}

function under(nodes: readonly ValueNode[], key: string): ValueNode[] {
  return nodes.flatMap((node) => child(node, key) ?? [])
}

/** Path on the hub for the implementation's connections or posts. */
function pathOf(upstream: ValueNode): ValueNode | undefined {
  const type = typeOf(upstream)
  if (type === 'ws-reverse') return child(upstream, 'path')
  return type === 'http' ? child(upstream, 'post', 'path') : undefined
}

function typeOf(node: ValueNode): string | undefined {
  return textOf(child(node, 'type'))
}

/** Whether the hub identifies the client by its token. A dialled client's token is for the client's own server. */
function isKnownByToken(client: ValueNode): boolean {
  return child(client, 'type') === undefined || typeOf(client) === 'http-post'
}

/** Checks that no two clients share a token, which could then identify neither. */
function distinctTokens(file: ValueNode, clients: readonly ValueNode[], addIssue: AddIssue): void {
  const owners = new Map<string, string>()
  const listenToken = textOf(child(file, 'listen', 'token'))
  if (listenToken) owners.set(sha256(listenToken), 'listen.token, which identifies nobody')
  // Whoever had one of these would have what another one opens.
  for (const key of ADMIN_TOKENS) takeToken(child(file, 'listen', key), owners, addIssue)
  for (const client of clients) {
    const node = child(client, 'token') ?? child(client, 'token_sha256')
    const digest = tokenDigest(client)
    if (!node || !digest) continue
    const owner = owners.get(digest)
    if (owner === undefined) owners.set(digest, node.at.path)
    else addIssue({ ...node.at, found: `the same token as ${owner}`, allowed: 'a token of its own' })
  }
}

function takeToken(node: ValueNode | undefined, owners: Map<string, string>, addIssue: AddIssue): void {
  const text = textOf(node)
  if (!node || !text) return
  const digest = sha256(text)
  const owner = owners.get(digest)
  if (owner === undefined) owners.set(digest, node.at.path)
  else addIssue({ ...node.at, found: `the same token as ${owner}`, allowed: 'a token of its own' })
}

/** Checks that an `http` upstream has exactly one source of events: the API carries calls only. */
function checkEventWay(upstream: ValueNode, addIssue: AddIssue): void {
  if (upstream.kind !== 'object' || typeOf(upstream) !== 'http') return
  const isPosted = child(upstream, 'post') !== undefined
  const sse = child(upstream, 'sse')
  const isStreamed = textOf(sse) === 'true'
  if (!isPosted && (sse === undefined || textOf(sse) === 'false')) {
    const allowed = 'post or sse: true, else no event ever comes'
    addIssue({ ...upstream.at, found: 'neither post nor sse', allowed })
  } else if (isPosted && isStreamed) {
    const allowed = 'one of the two, else every event comes twice'
    addIssue({ ...(sse?.at ?? upstream.at), found: 'sse beside post', allowed })
  }
}

const urlKeys = ['url', 'api_url', 'event_url']

function checkAnyUrl(client: ValueNode, addIssue: AddIssue): void {
  if (client.kind !== 'object' || typeOf(client) !== 'ws-reverse') return
  if (urlKeys.some((key) => child(client, key) !== undefined)) return
  addIssue({ ...client.at, found: 'no key "url"', allowed: `one of ${urlKeys.join(', ')} at least` })
}
