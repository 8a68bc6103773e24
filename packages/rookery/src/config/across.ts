import { isLoopback } from '@rookery/transport'
import { isHost, withoutTrailingSlash } from './net.js'
import type { Reading } from './shape.js'
import { child, itemsOf, textOf, type YamlNode } from './yaml-tree.js'

/** What no single value shows. Runs on the file's nodes, so that it also speaks when other keys are wrong. */
export function checkAcross(file: YamlNode, reading: Reading): void {
  const upstreams = itemsOf(child(file, 'upstreams'))
  const clients = itemsOf(child(file, 'clients'))
  distinct(upstreams, 'name', 'a name that no other upstream has', reading)
  distinct(clients, 'name', 'a name that no other client has', reading)
  distinct(
    upstreams.filter(isReverse),
    'path',
    'a path that no other upstream has',
    reading,
    withoutTrailingSlash,
  )
  distinctTokens(file, clients.filter(isKnownByToken), reading)
  checkExposure(file, upstreams.filter(isReverse), clients.filter(isKnownByToken), reading)
}

function isReverse(upstream: YamlNode): boolean {
  return textOf(child(upstream, 'type')) === 'ws-reverse'
}

function isKnownByToken(client: YamlNode): boolean {
  return child(client, 'type') === undefined
}

function distinct(
  nodes: readonly YamlNode[],
  key: string,
  allowed: string,
  reading: Reading,
  normalize: (text: string) => string = (text) => text,
): void {
  const seen = new Map<string, number>()
  for (const node of nodes.map((each) => child(each, key))) {
    const text = textOf(node)
    if (node === undefined || text === undefined) continue
    const first = seen.get(normalize(text))
    if (first === undefined) seen.set(normalize(text), node.at.line)
    else
      reading.problem(node.at, { found: `the ${key} ${shown(node)} again, first in line ${first}`, allowed })
  }
}

function shown(node: YamlNode): string {
  return node.kind === 'scalar' ? JSON.stringify(node.written) : ''
}

/** A client without a type is known by its token alone. */
function distinctTokens(file: YamlNode, clients: readonly YamlNode[], reading: Reading): void {
  const owners = new Map<string, string>()
  const listenToken = textOf(child(file, 'listen', 'token'))
  if (listenToken) owners.set(listenToken, 'listen.token, which identifies nobody')
  for (const node of clients.map((client) => child(client, 'token'))) {
    const text = textOf(node)
    if (node === undefined || !text) continue
    const owner = owners.get(text)
    if (owner === undefined) owners.set(text, node.at.path)
    else reading.problem(node.at, { found: `the same token as ${owner}`, allowed: 'a token of its own' })
  }
}

/** Beyond this machine no door stands open. */
function checkExposure(
  file: YamlNode,
  doors: readonly YamlNode[],
  clients: readonly YamlNode[],
  reading: Reading,
): void {
  const host = child(file, 'listen', 'host')
  const address = textOf(host)
  if (host === undefined || address === undefined || !isHost(address) || isLoopback(address)) return
  const isMainDoorShut = hasToken(child(file, 'listen')) || clients.some(hasToken)
  if (!isMainDoorShut) {
    const allowed = 'beyond 127.0.0.1, ::1 and localhost a listen.token, or a client with a token and no type'
    reading.problem(host.at, { found: 'a hub that others can reach without a token', allowed })
  }
  for (const door of doors.filter((each) => !hasToken(each))) {
    const allowed = `a token for every ws-reverse upstream, because listen.host is not loopback`
    reading.problem(door.at, { found: 'no key "token"', allowed })
  }
}

function hasToken(node: YamlNode | undefined): boolean {
  return child(node, 'token') !== undefined
}
